"""What can be done about each kind of thing to check: the words of its buttons."""

from dataclasses import dataclass
from enum import StrEnum

from merchant_desk.queries.check_item import CheckItem
from merchant_desk.queries.to_check import CheckKind
from merchant_desk.values.texts import _, later


class Way(StrEnum):
    """One way out of a thing to check."""

    RETRY = "retry"
    DISCARD = "discard"
    KEEP_DESK = "keep_desk"
    TAKE_SHOP = "take_shop"
    CORRECT = "correct"
    FOUND = "found"
    OPEN_ORDER = "open_order"
    OPEN_STOCK = "open_stock"
    OPEN_SHOP = "open_shop"
    OPEN_MATCHING = "open_matching"
    OPEN_PARITY = "open_parity"
    OPEN_PRINTERS = "open_printers"
    OPEN_FLOWS = "open_flows"
    CONFIRM_CANCELLATIONS = "confirm_cancellations"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class WayOut:
    """A button: what it does, its words, and whether it is the obvious one."""

    way: Way
    text: str
    obvious: bool = False


_WAYS: dict[CheckKind, tuple[tuple[Way, str], ...]] = {
    CheckKind.SHOP: ((Way.RETRY, later("Réessayer")), (Way.OPEN_SHOP, later("Voir la boutique"))),
    CheckKind.CONFLICT: ((Way.OPEN_ORDER, later("Ouvrir la commande")),),
    CheckKind.BLOCKED: ((Way.OPEN_ORDER, later("Ouvrir la commande")),),
    CheckKind.SHORTAGE: (
        (Way.CORRECT, later("Corriger le stock")),
        (Way.FOUND, later("Je l’ai retrouvé")),
        (Way.OPEN_ORDER, later("Ouvrir la commande")),
    ),
    CheckKind.MATCH: ((Way.OPEN_MATCHING, later("Rapprocher")),),
    CheckKind.PARITY: ((Way.OPEN_PARITY, later("Voir la comparaison")),),
    CheckKind.PARKED: (
        (Way.RETRY, later("Réessayer")),
        (Way.RAW, later("Voir le texte reçu")),
        (Way.DISCARD, later("Écarter")),
    ),
    CheckKind.MESSAGE: (
        (Way.RETRY, later("Réessayer")),
        (Way.DISCARD, later("Écarter")),
    ),
    CheckKind.NEGATIVE: ((Way.OPEN_STOCK, later("Compter dans Stock")),),
    CheckKind.PRINT: (
        (Way.RETRY, later("Réimprimer")),
        (Way.OPEN_PRINTERS, later("Voir les imprimantes")),
        (Way.DISCARD, later("Ne pas imprimer")),
    ),
    CheckKind.PLATFORM: (
        (Way.RETRY, later("Réessayer")),
        (Way.OPEN_FLOWS, later("Voir les fichiers")),
        (Way.DISCARD, later("Écarter")),
    ),
}


def ways_out(item: CheckItem) -> tuple[WayOut, ...]:
    """Return the buttons of one thing to check, the obvious one first."""
    ways = [WayOut(way, _(text)) for way, text in _WAYS[item.kind]]
    if item.many_cancellations:
        ways[0] = WayOut(Way.CONFIRM_CANCELLATIONS, _("C’est voulu\u00a0: continuer"))
    if item.order_id is None:
        ways = [each for each in ways if each.way is not Way.OPEN_ORDER]
    return tuple(WayOut(each.way, each.text, obvious=not place) for place, each in enumerate(ways))
