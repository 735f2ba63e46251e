"""The tables of « Facturation électronique »: what is to be sent, files, reports by period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from sqlalchemy.orm import Session

from merchant_desk.queries.e_invoices_to_send import EInvoiceToSend, e_invoices_to_send
from merchant_desk.queries.ereports import ereports, regime_of
from merchant_desk.queries.platform_flows import platform_flows
from merchant_desk.rules.e_reporting.periods import owed_since, periods_between
from merchant_desk.values.e_reporting import EreportRow, ReportKind, ReportPeriod
from merchant_desk.values.ids import StationId
from merchant_desk.values.platform_queue import FlowRow

_BACK = timedelta(days=200)
_ID = 16


@dataclass(frozen=True)
class ToSendList:
    """Domestic invoices to businesses that no file carries yet, the newest first."""

    def rows(self, session: Session) -> Sequence[EInvoiceToSend]:
        """Return all of them: few wait at a time."""
        return e_invoices_to_send(session)

    def count(self, session: Session) -> int:
        """Return how many there are."""
        return len(self.rows(session))

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[EInvoiceToSend]:
        """Return one page."""
        return self.rows(session)[offset : offset + limit]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the id of every invoice."""
        return [each.invoice_id for each in self.rows(session)]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Keep the one order there is."""
        return self


@dataclass(frozen=True)
class FlowList:
    """The latest files for and from the platform."""

    def rows(self, session: Session) -> Sequence[FlowRow]:
        """Return the latest ones."""
        return platform_flows(session)

    def count(self, session: Session) -> int:
        """Return how many there are."""
        return len(self.rows(session))

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[FlowRow]:
        """Return one page."""
        return self.rows(session)[offset : offset + limit]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the id of every file."""
        return [each.id for each in self.rows(session)]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Keep the one order there is."""
        return self


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period, and the report built of it last."""

    period: ReportPeriod
    built: EreportRow | None
    over: bool
    owed: bool

    @property
    def row_id(self) -> bytes:
        """Return what tells it from the others."""
        text = f"{self.period.kind.value[:4]}{self.period.first:%y%m%d}"
        return text.encode().ljust(_ID, b"-")


@dataclass(frozen=True)
class PeriodList:
    """The periods of the last months, the newest first, each with its report."""

    station_id: StationId
    today: date

    def rows(self, session: Session) -> Sequence[PeriodRow]:
        """Return them all."""
        regime, built = regime_of(session, self.station_id), {}
        for each in reversed(ereports(session)):
            built[each.period.kind, each.period.first] = each
        found = [
            PeriodRow(
                period,
                built.get((kind, period.first)),
                period.last < self.today,
                period.last >= owed_since(),
            )
            for kind in ReportKind
            for period in periods_between(regime, kind, self.today - _BACK, self.today)
        ]
        return sorted(found, key=lambda each: (each.period.first, each.period.kind), reverse=True)

    def count(self, session: Session) -> int:
        """Return how many there are."""
        return len(self.rows(session))

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[PeriodRow]:
        """Return one page."""
        return self.rows(session)[offset : offset + limit]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return what tells each from the others."""
        return [each.row_id for each in self.rows(session)]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Keep the one order there is."""
        return self
