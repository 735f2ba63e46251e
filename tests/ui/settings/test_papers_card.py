"""What papers say besides the identity: kept as banks and screens write it, or said why not."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.ui.settings.papers_card import PapersCard
from merchant_desk.ui.theme import Theme
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.remote import Address

SELLER = Seller(
    "Maison Lavande",
    Address(),
    "732829320",
    iban="FR7630006000011234567890189",
    bic="AGRIFRPP",
    colour="#5B3EA6",
    footer="À bientôt.",
    one_stop_shop=True,
)


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> PapersCard:
    made = PapersCard(theme)
    qtbot.addWidget(made)
    return made


def test_what_was_stored_comes_back_as_it_was(card: PapersCard) -> None:
    card.show_seller(SELLER)

    assert "".join(card.iban.value.split()) == SELLER.iban
    assert card.told(replace(SELLER, iban="", bic="", colour="", footer="")) == SELLER


def test_an_account_typed_with_spaces_is_kept_without(card: PapersCard) -> None:
    card.show_seller(replace(SELLER, iban=""))

    card.iban.set_value("fr76 3000 6000 0112 3456 7890 189")

    assert card.told(SELLER).iban == SELLER.iban


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("iban", "FR76 3000 6000 0112 3456 7890 188", "clé de l’IBAN"),
        ("bic", "AGRI", "Huit ou onze"),
        ("colour", "violet", "dièse"),
        ("electronic_address", "ma boutique", "sans espace"),
    ],
)
def test_what_no_paper_can_bear_is_said_beside_its_field(
    card: PapersCard, field: str, text: str, words: str
) -> None:
    named = {
        "iban": card.iban,
        "bic": card.bic,
        "colour": card.colour,
        "electronic_address": card.electronic_address,
    }[field]

    named.set_value(text)

    assert not named.validate()
    assert words in named.error


def test_everything_may_stay_empty(card: PapersCard) -> None:
    card.show_seller(Seller("Maison Lavande", Address(), "732829320"))

    assert all(field.validate() for field in card.fields())
