"""Why goods come back: words as stored, and as people read them."""

from enum import StrEnum

from merchant_desk.values.texts import _, later


class ReturnReason(StrEnum):
    """What the customer, or the carrier, says."""

    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    CHANGED_MIND = "changed_mind"
    NOT_AS_DESCRIBED = "not_as_described"
    DEFECT = "defect"
    DAMAGED = "damaged"  # on its way
    WRONG_ITEM = "wrong_item"  # we sent another article
    LATE = "late"
    NPAI = "npai"  # « n’habite pas à l’adresse indiquée »: the carrier brought it back
    OTHER = "other"


SIZES = frozenset({ReturnReason.TOO_SMALL, ReturnReason.TOO_LARGE})
OURS = frozenset(
    {
        ReturnReason.NOT_AS_DESCRIBED,
        ReturnReason.DEFECT,
        ReturnReason.DAMAGED,
        ReturnReason.WRONG_ITEM,
    }
)
"""The shop answers for these: the way back is never the customer's to pay (C. conso. L217-11)."""
_WORDS = {
    ReturnReason.TOO_SMALL: later("Trop petit"),
    ReturnReason.TOO_LARGE: later("Trop grand"),
    ReturnReason.CHANGED_MIND: later("A changé d’avis"),
    ReturnReason.NOT_AS_DESCRIBED: later("Pas comme décrit"),
    ReturnReason.DEFECT: later("Défaut"),
    ReturnReason.DAMAGED: later("Abîmé en route"),
    ReturnReason.WRONG_ITEM: later("Mauvais article envoyé"),
    ReturnReason.LATE: later("Arrivé trop tard"),
    ReturnReason.NPAI: later("Colis non remis (NPAI, refusé)"),
    ReturnReason.OTHER: later("Autre raison"),
}


def reason_words(stored: str) -> str:
    """Return the reason as people read it; what is no reason of ours is shown as it is."""
    try:
        return _(_WORDS[ReturnReason(stored)])
    except ValueError:
        return stored or _("Raison inconnue")
