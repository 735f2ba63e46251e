"""The slip in the parcel is for the customer: nothing of the shop's own haste or shelves on it."""

from dataclasses import replace

from merchant_desk.documents import draw_packing_slip
from tests.documents.reading import whole_text
from tests.documents.samples import slips


def test_the_slip_in_the_parcel_says_nothing_of_the_shop_floor() -> None:
    slip = replace(slips(1)[0], late=True, customer_note="Sonnez fort", gift_note="Joyeux Noël")

    packed = whole_text(draw_packing_slip(slip))
    delivered = whole_text(draw_packing_slip(replace(slip, in_parcel=True)))

    assert "EN RETARD" in packed
    assert "Emplacement" in packed
    assert "Bon de livraison" in delivered
    assert "UN MOT POUR VOUS" in delivered
    assert "Joyeux Noël" in delivered
    for ours in ("EN RETARD", "Emplacement", "Sonnez fort", "Bon de préparation", "Promis"):
        assert ours not in delivered
    assert all(line.sku in delivered for line in slip.lines)
