"""A parcel that has, or will have, the label of its carrier."""

from dataclasses import dataclass

from merchant_desk.values.french import number
from merchant_desk.values.ids import ParcelId
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class LabelledParcel:
    """Whose label it is, and what the paper is called."""

    parcel_id: ParcelId
    title: str


def labelled(parcel_id: ParcelId, order_number: str, parcel_number: int) -> LabelledParcel:
    """Return a parcel with the name of its label."""
    pattern = _("Étiquette de la commande {order}, colis {n}")
    title = pattern.format(order=order_number, n=number(parcel_number))
    return LabelledParcel(parcel_id, title)
