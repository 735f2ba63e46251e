"""What a certificate of continuity says: series, first and last number, how many, without a gap."""

from dataclasses import dataclass
from datetime import date, datetime

from merchant_desk.values.invoice_page import InvoiceKind


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """One series in a period; ``missing`` and ``out_of_order`` are empty when it holds."""

    prefix: str
    kind: InvoiceKind
    station: str
    first: str
    last: str
    count: int
    first_day: date
    last_day: date
    missing: tuple[str, ...]
    """Numbers after which one or several are not there."""
    out_of_order: tuple[str, ...]
    """Numbers dated before the one they follow."""

    @property
    def holds(self) -> bool:
        """Tell whether the numbers follow each other, in the order of their dates."""
        return not self.missing and not self.out_of_order


@dataclass(frozen=True, slots=True)
class NumberCertificate:
    """The series of a period; numbers are unique by a constraint of the database itself."""

    shop: str
    siren: str
    first: date
    last: date
    made_at: datetime
    made_by: str
    series: tuple[SeriesFacts, ...]
    unique: bool
    chains_hold: bool
    """Whether what is sealed was found intact when this was made."""

    @property
    def holds(self) -> bool:
        """Tell whether continuity, order and uniqueness are all proved."""
        return self.unique and self.chains_hold and all(each.holds for each in self.series)

    @property
    def facts(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "shop": self.shop,
            "siren": self.siren,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "made_at": self.made_at.isoformat(),
            "made_by": self.made_by,
            "holds": self.holds,
            "unique": self.unique,
            "chains_hold": self.chains_hold,
            "series": [
                {
                    "prefix": each.prefix,
                    "kind": each.kind.value,
                    "station": each.station,
                    "first": each.first,
                    "last": each.last,
                    "count": each.count,
                    "first_day": each.first_day.isoformat(),
                    "last_day": each.last_day.isoformat(),
                    "missing_after": list(each.missing),
                    "out_of_order": list(each.out_of_order),
                }
                for each in self.series
            ],
        }
