"""What the states of Vendure's order process mean; a shop may add its own."""

from collections.abc import Mapping
from types import MappingProxyType

from merchant_desk.values.remote import RemoteState
from merchant_desk.values.texts import later

STATES: Mapping[str, RemoteState] = MappingProxyType(
    {
        "Created": RemoteState.UNPAID,
        "Draft": RemoteState.UNPAID,
        "AddingItems": RemoteState.UNPAID,
        "ArrangingPayment": RemoteState.UNPAID,
        "PaymentAuthorized": RemoteState.ON_HOLD,
        "PaymentSettled": RemoteState.READY,
        "PartiallyShipped": RemoteState.READY,
        "Shipped": RemoteState.COMPLETED,
        "PartiallyDelivered": RemoteState.READY,
        "Delivered": RemoteState.COMPLETED,
        "Modifying": RemoteState.ON_HOLD,
        "ArrangingAdditionalPayment": RemoteState.ON_HOLD,
        "Cancelled": RemoteState.CANCELLED,
    }
)
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "Created": later("Créée"),
        "Draft": later("Brouillon"),
        "AddingItems": later("Panier"),
        "ArrangingPayment": later("En attente de paiement"),
        "PaymentAuthorized": later("Paiement autorisé, à encaisser"),
        "PaymentSettled": later("Payée"),
        "PartiallyShipped": later("Expédiée en partie"),
        "Shipped": later("Expédiée"),
        "PartiallyDelivered": later("Livrée en partie"),
        "Delivered": later("Livrée"),
        "Modifying": later("En cours de modification"),
        "ArrangingAdditionalPayment": later("En attente d’un complément"),
        "Cancelled": later("Annulée"),
    }
)
BEFORE_PAYMENT = frozenset(
    {"Created", "Draft", "AddingItems", "ArrangingPayment", "PaymentAuthorized"}
)
GONE = frozenset({"Shipped", "Delivered"})
"""The states of a parcel that left."""
CANCELLED = "Cancelled"
