"""What orders to suppliers look like: chips, days, amounts."""

from datetime import date

from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.values.french import short_date
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.purchase_words import purchase_state_words
from merchant_desk.values.texts import _

_TONES = {
    PurchaseState.DRAFT: Tone.MUTE,
    PurchaseState.SENT: Tone.INFO,
    PurchaseState.CONFIRMED: Tone.INFO,
    PurchaseState.PARTIAL: Tone.WARN,
    PurchaseState.RECEIVED: Tone.OK,
    PurchaseState.CLOSED: Tone.MUTE,
    PurchaseState.CANCELLED: Tone.MUTE,
}
_QUIET = frozenset({PurchaseState.RECEIVED, PurchaseState.CLOSED, PurchaseState.CANCELLED})


def state_chip(state: PurchaseState) -> ChipText:
    """Return the state of an order; quiet once nothing is left to do."""
    return ChipText(purchase_state_words(state), _TONES[state], quiet=state in _QUIET)


def expected_words(day: date | None, *, confirmed: bool) -> str:
    """Return when goods are expected; a day that the supplier did not confirm says so."""
    if day is None:
        return "—"
    said = short_date(day)
    return said if confirmed else _("vers le {day}").format(day=said)
