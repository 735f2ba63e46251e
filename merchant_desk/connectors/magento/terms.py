"""How a Magento shop writes prices and the dates of sales: with tax or without, in its own time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from merchant_desk.values.money import Money, round_half_up

_WHOLE_RATE = 10_000
_PARIS = "Europe/Paris"
_LOCAL = "%Y-%m-%d %H:%M:%S"
_DECIMALS = 6
_DAY = timedelta(days=1)


def zone_named(name: str) -> ZoneInfo:
    """Return the time zone of a shop; of Paris where it names none that is known."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return ZoneInfo(_PARIS)


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """Whether prices of articles include the tax, and whose clocks sales go by."""

    gross: bool
    zone: ZoneInfo

    def with_tax(self, price: Fraction, rate_bp: int) -> Money:
        """Return a price of the shop with the tax."""
        cents = price * 100
        if not self.gross:
            cents = cents * (_WHOLE_RATE + rate_bp) / _WHOLE_RATE
        return Money(round_half_up(cents))

    def written(self, price: Money, rate_bp: int) -> Decimal:
        """Return a price with tax as the shop counts it, exact enough to come back to the cent."""
        if self.gross:
            return Decimal(price.cents).scaleb(-2)
        net = Fraction(price.cents * 10**4 * _WHOLE_RATE, _WHOLE_RATE + rate_bp)
        return Decimal(round_half_up(net)).scaleb(-_DECIMALS)

    def begin(self, written: object) -> datetime | None:
        """Return when a sale begins."""
        return self._instant(_moment(written))

    def end(self, written: object) -> datetime | None:
        """Return when a sale ends.

        Magento lets a sale go on for a whole day after what it names as its end, so that a bare
        day lasts until midnight.
        """
        last = _moment(written)
        return None if last is None else self._instant(last + _DAY)

    def begin_text(self, instant: datetime) -> str:
        """Return the beginning of a sale as the shop writes it."""
        return instant.astimezone(self.zone).strftime(_LOCAL)

    def end_text(self, instant: datetime) -> str:
        """Return the last day of a sale as the shop writes it; sales end with a day there."""
        last = (instant - timedelta(seconds=1)).astimezone(self.zone)
        return last.strftime("%Y-%m-%d 00:00:00")

    def _instant(self, local: datetime | None) -> datetime | None:
        return None if local is None else local.replace(tzinfo=self.zone).astimezone(UTC)


def _moment(value: object) -> datetime | None:
    if type(value) is not str or not value or value.startswith("0000"):
        return None
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None
