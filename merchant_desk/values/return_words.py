"""Kinds, states and grades of returns as people read them."""

from merchant_desk.values.goods_words import (
    AnnouncedBy,
    Grade,
    ReturnEventKind,
    ReturnKind,
    ReturnState,
)
from merchant_desk.values.texts import _, later

_KINDS = {
    ReturnKind.WITHDRAWAL: later("Rétractation"),
    ReturnKind.CONFORMITY: later("Garantie de conformité"),
    ReturnKind.EXCHANGE: later("Échange"),
    ReturnKind.GOODWILL: later("Geste commercial"),
    ReturnKind.REFUSED: later("Colis refusé ou non remis"),
    ReturnKind.WRONG_ITEM: later("Erreur d’envoi"),
}
_STATES = {
    ReturnState.DECLARED: later("Déclaré"),
    ReturnState.RECEIVED: later("À traiter"),
    ReturnState.SETTLED: later("Fait"),
    ReturnState.CANCELLED: later("Annulé"),
}
_GRADES = {
    Grade.RESELL: later("À revendre"),
    Grade.SECOND_CHOICE: later("Second choix"),
    Grade.REPAIR: later("À réparer"),
    Grade.SUPPLIER: later("Au fournisseur"),
    Grade.SCRAP: later("Au rebut"),
}
_EVENTS = {
    ReturnEventKind.DECLARED: later("Retour annoncé"),
    ReturnEventKind.RECEIVED: later("Articles revenus"),
    ReturnEventKind.CREDITED: later("Avoir émis"),
    ReturnEventKind.REFUNDED: later("Remboursement"),
    ReturnEventKind.REPLACED: later("Remplacement envoyé"),
    ReturnEventKind.CANCELLED: later("Retour annulé"),
    ReturnEventKind.CHANGED: later("Changement"),
}
_ANNOUNCED = {
    AnnouncedBy.EMAIL: later("Par e-mail"),
    AnnouncedBy.LETTER: later("Par courrier"),
    AnnouncedBy.PHONE: later("Par téléphone"),
    AnnouncedBy.STOREFRONT: later("Par la boutique en ligne"),
    AnnouncedBy.IN_PERSON: later("De vive voix"),
}
GRADES = tuple(_GRADES)
"""In the order of their keys at the desk: 1 to 5."""


def kind_words(kind: ReturnKind) -> str:
    """Return on what ground goods come back, in words."""
    return _(_KINDS[kind])


def state_words(state: ReturnState) -> str:
    """Return where a return stands, in words."""
    return _(_STATES[state])


def grade_words(grade: Grade) -> str:
    """Return what becomes of a unit, in words."""
    return _(_GRADES[grade])


def event_words(kind: ReturnEventKind) -> str:
    """Return what happened to a return, in words."""
    return _(_EVENTS[kind])


def announced_words(by: AnnouncedBy) -> str:
    """Return how a return was announced, in words."""
    return _(_ANNOUNCED[by])
