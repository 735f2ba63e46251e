"""A stock move as a sentence, the way she would tell it."""

from merchant_desk.values.french import number
from merchant_desk.values.texts import later, ngettext
from merchant_desk.values.words import MoveReason

_IN = {
    MoveReason.OPENING: (
        later("{n} unité au départ, rangée en {bin}"),
        later("{n} unités au départ, rangées en {bin}"),
    ),
    MoveReason.RECEIPT: (
        later("{n} unité reçue, rangée en {bin}"),
        later("{n} unités reçues, rangées en {bin}"),
    ),
    MoveReason.RETURN: (
        later("{n} unité revenue d’un client, rangée en {bin}"),
        later("{n} unités revenues d’un client, rangées en {bin}"),
    ),
    MoveReason.FOUND: (
        later("{n} unité retrouvée en {bin}"),
        later("{n} unités retrouvées en {bin}"),
    ),
    MoveReason.COUNT: (
        later("{n} unité de plus que prévu, comptée en {bin}"),
        later("{n} unités de plus que prévu, comptées en {bin}"),
    ),
    MoveReason.IMPORT: (
        later("{n} unité importée d’un fichier, rangée en {bin}"),
        later("{n} unités importées d’un fichier, rangées en {bin}"),
    ),
    MoveReason.SALE: (
        later("{n} unité vendue est revenue en {bin}"),
        later("{n} unités vendues sont revenues en {bin}"),
    ),
}
_OUT = {
    MoveReason.SALE: (
        later("{n} unité vendue, prise en {bin}"),
        later("{n} unités vendues, prises en {bin}"),
    ),
    MoveReason.LOSS: (
        later("{n} unité perdue, notée en {bin}"),
        later("{n} unités perdues, notées en {bin}"),
    ),
    MoveReason.BREAKAGE: (
        later("{n} unité cassée en {bin}"),
        later("{n} unités cassées en {bin}"),
    ),
    MoveReason.THEFT: (
        later("{n} unité volée en {bin}"),
        later("{n} unités volées en {bin}"),
    ),
    MoveReason.COUNT: (
        later("{n} unité de moins que prévu, comptage en {bin}"),
        later("{n} unités de moins que prévu, comptage en {bin}"),
    ),
    MoveReason.IMPORT: (
        later("{n} unité reprise avec l’import annulé, en {bin}"),
        later("{n} unités reprises avec l’import annulé, en {bin}"),
    ),
}
_ADDED = (
    later("{n} unité ajoutée en {bin} par correction"),
    later("{n} unités ajoutées en {bin} par correction"),
)
_TAKEN = (
    later("{n} unité retirée de {bin} par correction"),
    later("{n} unités retirées de {bin} par correction"),
)
_CARRIED = (
    later("{n} unité déplacée de {start} à {bin}"),
    later("{n} unités déplacées de {start} à {bin}"),
)


def move_sentence(reason: MoveReason, quantity: int, change: int, start: str, end: str) -> str:
    """Return « 2 unités vendues, prises en A1 »; ``change`` is what the shop gained or lost."""
    if change == 0:
        one, many = _CARRIED
    elif change > 0:
        one, many = _IN.get(reason, _ADDED)
    else:
        one, many = _OUT.get(reason, _TAKEN)
    place = start if change < 0 else end
    return ngettext(one, many, quantity).format(n=number(quantity), start=start, bin=place)
