"""Which kit the units of a line are for, as a slip says it."""

from collections.abc import Iterable

from merchant_desk.documents.drawing.ink import Style
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.french import number
from merchant_desk.values.slips import KitShare
from merchant_desk.values.texts import _

KIT = Style(8.5, Face.STRONG)


def kit_lines(kits: Iterable[KitShare], room: float) -> list[str]:
    """Return a line for each kit, cut to the room."""
    return [typeface(KIT.face).shortened(plain_line(_words(each)), KIT.size, room) for each in kits]


def _words(kit: KitShare) -> str:
    if kit.units is None:
        return _("Dans le kit «\u00a0{name}\u00a0»").format(name=kit.name)
    told = _("Dont {n} dans le kit «\u00a0{name}\u00a0»")
    return told.format(n=number(kit.units), name=kit.name)
