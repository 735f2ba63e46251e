"""What the states of an order mean in words, and what they allow."""

from merchant_desk.values.texts import _, later
from merchant_desk.values.words import OrderState, PaymentState

ORDER_WORDS = {
    OrderState.UNPAID: later("En attente de paiement"),
    OrderState.HELD: later("Bloquée"),
    OrderState.TO_PREPARE: later("À préparer"),
    OrderState.PREPARING: later("En cours"),
    OrderState.PARTIAL: later("Partielle"),
    OrderState.SHIPPED: later("Expédiée"),
    OrderState.CANCELLED: later("Annulée"),
}
PAYMENT_WORDS = {
    PaymentState.PENDING: later("En attente"),
    PaymentState.PAID: later("Payée"),
    PaymentState.PARTLY_REFUNDED: later("Remboursée en partie"),
    PaymentState.REFUNDED: later("Remboursée"),
}
OPEN = frozenset(
    {
        OrderState.UNPAID,
        OrderState.HELD,
        OrderState.TO_PREPARE,
        OrderState.PREPARING,
        OrderState.PARTIAL,
    }
)
PREPARABLE = frozenset({OrderState.TO_PREPARE, OrderState.PREPARING, OrderState.PARTIAL})
_REASONS = {
    OrderState.UNPAID: later("Le paiement n’est pas arrivé."),
    OrderState.HELD: later("La commande est bloquée\u00a0: décidez d’abord dans À vérifier."),
    OrderState.SHIPPED: later("La commande est déjà expédiée."),
    OrderState.CANCELLED: later("La commande est annulée."),
}


def why_not_preparable(state: OrderState, blocked_reason: str) -> str:
    """Return why an order cannot be prepared now, or nothing when it can."""
    if blocked_reason:
        return blocked_reason
    return _(_REASONS[state]) if state in _REASONS else ""
