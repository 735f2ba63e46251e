import pytest

from merchant_desk.ui.orders.order_words import delivery_text
from merchant_desk.values.remote import Delivery


@pytest.mark.parametrize(
    ("delivery", "carrier", "shown"),
    [
        (Delivery.HOME, "Colissimo à domicile", "Colissimo"),
        (Delivery.HOME, "Chronopost", "Chronopost"),
        (Delivery.HOME, "À domicile", "À domicile"),
        (Delivery.HOME, "", "À domicile"),
        (Delivery.RELAY, "Colissimo Point Retrait", "Colissimo relais"),
        (Delivery.RELAY, "Mondial Relay Point Relais®", "Mondial Relay"),
        (Delivery.RELAY, "Point relais", "Point relais"),
        (Delivery.COLLECT, "Retrait à la boutique", "Retrait"),
        (Delivery.NONE, "", "—"),
    ],
)
def test_a_way_of_delivery_is_as_short_as_its_column(
    delivery: Delivery, carrier: str, shown: str
) -> None:
    assert delivery_text(delivery, carrier) == shown
