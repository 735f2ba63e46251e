"""The conditions of each kind: what is told is put into the draft, and shown again."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from merchant_desk.rules.legal.items import (
    ExtraQuantity,
    LossException,
    Lot,
    NForM,
    NthReduced,
    Threshold,
)
from merchant_desk.rules.legal.parts import (
    Audience,
    Declaration,
    GeneralClaim,
    Inventory,
    InventoryEntry,
    Launch,
    Premium,
    SingleRate,
    StockLimit,
)
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.promotions.details_card import DetailsCard
from merchant_desk.ui.promotions.draft_inputs import (
    AmountInput,
    ChoiceInput,
    CountInput,
    DayInput,
    PercentInput,
)
from merchant_desk.ui.theme import Theme

PLAIN = PromotionDraft(
    title="Essai", kind="promotion", starts_at=datetime(2027, 3, 1, 8, tzinfo=UTC)
)
DRAFTS = {
    "3 for 2": replace(PLAIN, kind="bundle", bundle=NForM(pay=2, get=3)),
    "2nd reduced": replace(PLAIN, kind="bundle", bundle=NthReduced(nth=2, percent=Fraction(50))),
    "from 3": replace(
        PLAIN, kind="bundle", bundle=Threshold(min_quantity=3, percent=Fraction(25, 2))
    ),
    "extra": replace(PLAIN, kind="bundle", bundle=ExtraQuantity(percent=Fraction(20))),
    "lot": replace(
        PLAIN,
        kind="bundle",
        bundle=Lot(
            quantity=3,
            lot_price=Fraction(1299, 100),
            unit_price_alone=Fraction(5),
            composition_shown=True,
        ),
    ),
    "gift": replace(
        PLAIN,
        kind="premium",
        premium=Premium(category="toy", label="Peluche", claimed_value=Fraction(10)),
    ),
    "code": replace(PLAIN, kind="promo_code", code="NOEL", basket_voucher=Fraction(5)),
    "card": replace(PLAIN, kind="loyalty", loyalty_credit_percent=Fraction(5)),
    "launch": replace(
        PLAIN,
        kind="launch_price",
        launch=Launch(later_price=Fraction(30), later_from=date(2027, 4, 1)),
    ),
    "private": replace(
        PLAIN,
        kind="private_sale",
        audience=Audience(
            who="segment",
            basis="loyalty_members",
            share_percent=Fraction(12),
            instant_enrolment=True,
        ),
    ),
    "discriminating": replace(
        PLAIN, kind="private_sale", audience=Audience(who="segment", basis="religion")
    ),
    "liquidation": replace(
        PLAIN,
        kind="liquidation",
        covers="all",
        declaration=Declaration(
            reason="seasonal_suspension",
            sent_on=date(2026, 12, 1),
            receipt_on=date(2026, 12, 10),
            reopens_on=date(2027, 9, 1),
        ),
        inventory=Inventory(
            columns=("name", "quantity"),
            entries=(InventoryEntry(sku="SAV", grouped=True, unit_price=Fraction(3)),),
        ),
    ),
    "unpacking": replace(
        PLAIN,
        kind="temporary_sale",
        declaration=Declaration(sent_on=date(2027, 1, 2), days_used_this_year=12),
    ),
    "soldes": replace(
        PLAIN,
        kind="soldes",
        separated=False,
        coordination="chain",
        single_rate=SingleRate(percent=Fraction(30), displayed=True),
        stock_limit=StockLimit(stated=True, quantity=40),
    ),
    "claim": replace(
        PLAIN,
        general_claim=GeneralClaim(
            percent=Fraction(20),
            scope="site",
            up_to=True,
            references_total=200,
            references_at_max=30,
            excludes=("book_new", "press"),
        ),
    ),
    "loss": replace(
        PLAIN,
        customers="businesses",
        loss_exception=LossException(
            code="alignment", proof=True, competitor_price=Fraction(1990, 100)
        ),
    ),
}


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> DetailsCard:
    made = DetailsCard(theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
def test_what_was_kept_is_shown_and_put_back_the_same(
    card: DetailsCard, draft: PromotionDraft
) -> None:
    told: list[int] = []
    card.edited.connect(lambda: told.append(1))

    card.show_draft(draft)

    assert told == []
    assert card.put_into(draft) == draft


def test_a_draft_without_conditions_stays_without(card: DetailsCard) -> None:
    card.show_draft(PLAIN)

    assert card.put_into(PLAIN) == PLAIN


def test_another_kind_forgets_what_it_does_not_need(card: DetailsCard) -> None:
    draft = DRAFTS["3 for 2"]
    card.show_draft(draft)

    changed = card.put_into(replace(draft, kind="premium"))

    assert changed.bundle is None
    assert changed.premium == Premium(category="general_goods")
    assert not card.bundle.isVisible()
    assert card.premium.isVisible()


def test_a_bundle_of_a_plain_promotion_from_a_file_is_not_lost(card: DetailsCard) -> None:
    draft = replace(PLAIN, bundle=NForM(pay=2, get=3))
    card.show_draft(draft)

    assert card.bundle.isVisible()
    assert card.put_into(draft) == draft


def test_an_unfinished_bundle_is_none_yet(card: DetailsCard) -> None:
    card.show_draft(DRAFTS["lot"])
    card.bundle.inputs["lot_price"].show_value(None)

    assert card.put_into(DRAFTS["lot"]).bundle is None


def test_only_the_inputs_of_the_chosen_advantage_are_shown(card: DetailsCard) -> None:
    card.show_draft(DRAFTS["3 for 2"])
    inputs = card.bundle.inputs
    choice = inputs["type"]
    assert isinstance(choice, ChoiceInput)
    assert (inputs["pay"].isVisible(), inputs["percent"].isVisible()) == (True, False)

    choice.select.setCurrentIndex(1)
    choice.select.activated.emit(1)

    assert (inputs["pay"].isVisible(), inputs["percent"].isVisible()) == (False, True)


def test_the_inventory_takes_the_articles_and_stays_as_filed(card: DetailsCard) -> None:
    draft = replace(PLAIN, kind="liquidation")
    card.show_draft(draft)
    card.show_skus(("SAV", "BOU"))
    card.inventory.gate.box.click()
    card.inventory.take.click()
    card.show_skus(("SAV", "BOU", "NEUF"))

    inventory = card.put_into(draft).inventory

    assert inventory is not None
    assert [each.sku for each in inventory.entries] == ["SAV", "BOU"]
    assert card.inventory.counted.text() == "2 articles y sont inscrits"


def test_a_gate_that_is_closed_takes_its_record_away(card: DetailsCard) -> None:
    draft = DRAFTS["claim"]
    card.show_draft(draft)
    gate = card.claim.place_of("general_claim")
    assert gate is not None

    part = card.claim
    assert part.gate is not None
    part.gate.box.click()

    assert card.put_into(draft).general_claim is None
    assert part.place_of("references_total") is part.gate


@pytest.mark.parametrize(
    ("made", "typed", "wanted", "error"),
    [
        (PercentInput, "12,5 %", Fraction(25, 2), ""),
        (PercentInput, "120", None, "Écrivez un pourcentage de 0 à 100, par exemple 20."),
        (AmountInput, "12,90 €", Fraction(129, 10), ""),
        (AmountInput, "-3", None, "Écrivez un montant en euros, par exemple 12,90."),
        (CountInput, "40", 40, ""),
        (CountInput, "2,5", None, "Écrivez un nombre entier, 0 au moins."),
        (DayInput, "6/1/2027", date(2027, 1, 6), ""),
        (DayInput, "30/02/2027", None, "Écrivez une date qui existe, par exemple 06/01/2027."),
        (DayInput, "29/02/2028", date(2028, 2, 29), ""),
        (DayInput, "29/02/2027", None, "Écrivez une date qui existe, par exemple 06/01/2027."),
    ],
)
def test_what_is_typed_is_read_or_said_to_be_wrong(
    qtbot: QtBot,
    theme: Theme,
    made: type[PercentInput],
    typed: str,
    wanted: object,
    error: str,
) -> None:
    entry = made(theme, "Valeur")
    qtbot.addWidget(entry)

    entry.field.set_value(typed)
    entry.field.validate()

    assert (entry.entered, entry.field.error) == (wanted, error)
