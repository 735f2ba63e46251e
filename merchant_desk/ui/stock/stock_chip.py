"""What can be sold of a product, as a word: quiet when all is well."""

from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext


def stock_chip(on_hand: int, available: int, blocked: int = 0, *, stocked: bool = True) -> ChipText:
    """Return the state of a product's stock; ``blocked`` units have expired."""
    if not stocked:
        return ChipText(_("Non suivi"), Tone.MUTE, quiet=True)
    if on_hand < 0 or available < 0:
        return ChipText(_("À recompter") if on_hand < 0 else _("Vendu en trop"), Tone.BAD)
    if blocked:
        words = ngettext("{n} périmé", "{n} périmés", blocked)
        return ChipText(words.format(n=number(blocked)), Tone.BAD, icon="clock-alert")
    if on_hand == 0:
        return ChipText(_("Épuisé"), Tone.WARN)
    if available == 0:
        return ChipText(_("Tout réservé"), Tone.INFO)
    return ChipText(_("En stock"), Tone.OK, quiet=True)
