"""What desk and storefront disagree about: neutral as stored, in her language as shown."""

from collections.abc import Iterator

import pytest

from merchant_desk.values.disagreements import (
    field_key,
    field_words,
    quantity_of,
    refunded,
    value_key,
    value_words,
)
from merchant_desk.values.money import Money
from merchant_desk.values.texts import use_language


@pytest.fixture(autouse=True)
def _french_again() -> Iterator[None]:
    yield
    use_language("fr")


@pytest.mark.parametrize(
    ("field", "value", "french", "english"),
    [
        ("order_state", "preparing", ("État", "En cours"), ("State", "In progress")),
        (
            "order_state",
            "cancelled_in_shop",
            ("État", "Annulée dans la boutique en ligne"),
            ("State", "Cancelled in the online shop"),
        ),
        (quantity_of("Bougie"), "5", ("Quantité de Bougie", "5"), ("Quantity of Bougie", "5")),
        (
            "refund",
            refunded(Money(123_456)),
            ("Remboursement", "1\u202f234,56\u00a0€ rendus après la facture"),
            ("Refund", "1\u202f234,56\u00a0€ given back after the invoice"),
        ),
        (
            "shipping_address",
            "invoiced",
            ("Adresse de livraison", "invoiced"),
            ("Delivery address", "invoiced"),
        ),
    ],
)
def test_a_disagreement_is_told_in_the_language_of_the_reader_whichever_wrote_it(
    field: str, value: str, french: tuple[str, str], english: tuple[str, str]
) -> None:
    for old_field, old_value in (french, english, (field, value)):
        assert (field_key(old_field), value_key(old_field, old_value)) == (field, value)
        use_language("fr")
        assert (field_words(old_field), value_words(old_field, old_value)) == french
        use_language("en")
        assert (field_words(old_field), value_words(old_field, old_value)) == english


def test_what_no_version_wrote_is_shown_as_it_is() -> None:
    assert (field_words("Autre"), value_words("Autre", "<b>x</b>")) == ("Autre", "<b>x</b>")
    assert value_words("order_state", "étrange") == "étrange"
