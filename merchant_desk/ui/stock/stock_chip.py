"""What can be sold of a product, as a word: quiet when all is well."""

from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.values.texts import _


def stock_chip(on_hand: int, available: int, *, stocked: bool = True) -> ChipText:
    """Return the state of a product's stock."""
    if not stocked:
        return ChipText(_("Non suivi"), Tone.MUTE, quiet=True)
    if on_hand < 0:
        return ChipText(_("À recompter"), Tone.BAD)
    if available < 0:
        return ChipText(_("Vendu en trop"), Tone.BAD)
    if on_hand == 0:
        return ChipText(_("Épuisé"), Tone.WARN)
    if available == 0:
        return ChipText(_("Tout réservé"), Tone.INFO)
    return ChipText(_("En stock"), Tone.OK, quiet=True)
