"""A stock move as a sentence, the way she would tell it."""

from merchant_desk.values.french import number
from merchant_desk.values.texts import later_counted, ngettext
from merchant_desk.values.words import MoveReason

_IN = {
    MoveReason.OPENING: later_counted(
        "{n} unité au départ, rangée en {bin}", "{n} unités au départ, rangées en {bin}"
    ),
    MoveReason.RECEIPT: later_counted(
        "{n} unité reçue, rangée en {bin}", "{n} unités reçues, rangées en {bin}"
    ),
    MoveReason.RETURN: later_counted(
        "{n} unité revenue d’un client, rangée en {bin}",
        "{n} unités revenues d’un client, rangées en {bin}",
    ),
    MoveReason.FOUND: later_counted(
        "{n} unité retrouvée en {bin}", "{n} unités retrouvées en {bin}"
    ),
    MoveReason.COUNT: later_counted(
        "{n} unité de plus que prévu, comptée en {bin}",
        "{n} unités de plus que prévu, comptées en {bin}",
    ),
    MoveReason.IMPORT: later_counted(
        "{n} unité importée d’un fichier, rangée en {bin}",
        "{n} unités importées d’un fichier, rangées en {bin}",
    ),
    MoveReason.SALE: later_counted(
        "{n} unité vendue est revenue en {bin}", "{n} unités vendues sont revenues en {bin}"
    ),
}
_OUT = {
    MoveReason.SALE: later_counted(
        "{n} unité vendue, prise en {bin}", "{n} unités vendues, prises en {bin}"
    ),
    MoveReason.LOSS: later_counted(
        "{n} unité perdue, notée en {bin}", "{n} unités perdues, notées en {bin}"
    ),
    MoveReason.BREAKAGE: later_counted("{n} unité cassée en {bin}", "{n} unités cassées en {bin}"),
    MoveReason.THEFT: later_counted("{n} unité volée en {bin}", "{n} unités volées en {bin}"),
    MoveReason.COUNT: later_counted(
        "{n} unité de moins que prévu, comptage en {bin}",
        "{n} unités de moins que prévu, comptage en {bin}",
    ),
    MoveReason.IMPORT: later_counted(
        "{n} unité reprise avec l’import annulé, en {bin}",
        "{n} unités reprises avec l’import annulé, en {bin}",
    ),
}
_ADDED = later_counted(
    "{n} unité ajoutée en {bin} par correction", "{n} unités ajoutées en {bin} par correction"
)
_TAKEN = later_counted(
    "{n} unité retirée de {bin} par correction", "{n} unités retirées de {bin} par correction"
)
_CARRIED = later_counted(
    "{n} unité déplacée de {start} à {bin}", "{n} unités déplacées de {start} à {bin}"
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
