"""What a line of the journal says of itself, in the merchant's words where it is figures."""

from merchant_desk.queries.closing_list import EventRow
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.fiscal_words import LEVEL_WORDS
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_AMOUNTS = 3


def event_detail(row: EventRow) -> str:
    """Return the detail; as it is stored where it needs no other words."""
    parts = row.detail.split()
    if row.code is EventCode.DRAWER_COUNTED and len(parts) == _AMOUNTS:
        expected, counted, difference = (euros(Money(int(each))) for each in parts)
        text = _("attendu {expected}, compté {counted}, écart {difference}")
        return text.format(expected=expected, counted=counted, difference=difference)
    if row.code in {EventCode.CLOSED, EventCode.YEAR_CLOSED} and parts[0] in set(ClosingLevel):
        return f"{_(LEVEL_WORDS[ClosingLevel(parts[0])])} {' '.join(parts[1:])}"
    return row.detail
