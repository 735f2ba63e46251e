"""The names of a CDAR message, and how it writes instants, amounts and rates."""

from datetime import UTC, date, datetime

from merchant_desk.values.clock import PARIS
from merchant_desk.values.money import Money

NAMES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}
ROOT = f"{{{NAMES['rsm']}}}CrossDomainAcknowledgementAndResponse"
_DAY, _INSTANT = 8, 14


def instant_text(at: datetime) -> str:
    """Return an instant as the message writes it (format 204), by the clock of Paris."""
    return at.astimezone(PARIS).strftime("%Y%m%d%H%M%S")


def read_instant(text: str) -> datetime | None:
    """Return an instant that was written to the second, or to the day (format 102)."""
    digits = text.strip()
    if not digits.isascii() or not digits.isdecimal() or len(digits) not in (_DAY, _INSTANT):
        return None
    try:
        at = datetime.strptime(digits.ljust(_INSTANT, "0"), "%Y%m%d%H%M%S").replace(tzinfo=PARIS)
    except ValueError:
        return None
    return at.astimezone(UTC)


def read_day(text: str) -> date | None:
    """Return the day of an instant, whichever way it is written."""
    at = read_instant(text[:_DAY])
    return None if at is None else at.astimezone(PARIS).date()


def amount_text(amount: Money) -> str:
    """Return an amount with its two decimals."""
    sign, cents = ("-", -amount.cents) if amount.cents < 0 else ("", amount.cents)
    return f"{sign}{cents // 100}.{cents % 100:02d}"


def percent_text(rate_bp: int) -> str:
    """Return a rate in percent with its two decimals."""
    return f"{rate_bp // 100}.{rate_bp % 100:02d}"
