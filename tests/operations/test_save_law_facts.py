"""What she knows of articles for the law: kept as told, refused when the law has no such word."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch, ProductLaw
from merchant_desk.models.product import Product
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.save_law_facts import (
    LawSheet,
    name_category,
    note_payment,
    save_law_sheet,
)
from merchant_desk.queries.law_items import law_facts
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BatchId, ProductId, new_id
from tests.makers import make_bin, make_location, make_product, make_profile, make_station

SHEET = LawSheet(
    law_category="clothing",
    flags=("second_hand", "previous_season"),
    acquisition="consignment",
    supplier="  Fripes   & Cie ",
    offered_since=date(2025, 9, 1),
    other_advantages_bp=250,
    transport_tenthousandths=1_500,
    specific_taxes_tenthousandths=30,
    excise_tenthousandths=0,
)


@pytest.fixture
def shirts(database: Database, gesture: Gesture) -> tuple[ProductId, ProductId]:
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        return make_product(session), make_product(session, "CHE-2", ean=None)


def test_a_sheet_is_kept_for_every_article_it_is_saved_for(
    database: Database, gesture: Gesture, shirts: tuple[ProductId, ProductId]
) -> None:
    with database.write() as session:
        save_law_sheet(session, gesture, shirts, SHEET)

    with database.read() as session:
        for facts in law_facts(session, shirts):
            assert (facts.law_category, facts.flags) == (SHEET.law_category, SHEET.flags)
            assert (facts.acquisition, facts.supplier) == ("consignment", "Fripes & Cie")
            assert facts.offered_since == date(2025, 9, 1)
            assert facts.other_advantages_bp == 250
            assert facts.transport_tenthousandths == 1_500
            assert facts.specific_taxes_tenthousandths == 30


def test_a_sheet_saved_again_replaces_the_one_before_and_says_who_did(
    database: Database, gesture: Gesture, shirts: tuple[ProductId, ProductId]
) -> None:
    with database.write() as session:
        save_law_sheet(session, gesture, shirts[:1], SHEET)
        save_law_sheet(session, replace(gesture, person="Lou"), shirts[:1], LawSheet())

    with database.read() as session:
        (kept,) = session.scalars(select(ProductLaw)).all()
        assert (kept.law_category, kept.flags, kept.by) == ("", "", "Lou")


@pytest.mark.parametrize(
    "wrong",
    [
        LawSheet(law_category="fripes"),
        LawSheet(flags=("périssable",)),
        LawSheet(acquisition="stolen"),
        LawSheet(other_advantages_bp=10_001),
        LawSheet(other_advantages_bp=-1),
        LawSheet(transport_tenthousandths=-1),
        LawSheet(specific_taxes_tenthousandths=-1),
        LawSheet(excise_tenthousandths=-1),
        LawSheet(details={"publisher_price": "cher"}),
        LawSheet(details={"no_such_fact": 1}),
    ],
)
def test_what_the_law_does_not_know_is_refused_and_nothing_is_kept(
    database: Database,
    gesture: Gesture,
    shirts: tuple[ProductId, ProductId],
    wrong: LawSheet,
) -> None:
    with (
        pytest.raises(RefusedError, match="La fiche n’a pas été enregistrée"),
        database.write() as session,
    ):
        save_law_sheet(session, gesture, shirts, wrong)

    with database.read() as session:
        assert session.scalars(select(ProductLaw)).all() == []


def test_rebates_of_the_whole_price_are_the_most_there_can_be(
    database: Database, gesture: Gesture, shirts: tuple[ProductId, ProductId]
) -> None:
    with database.write() as session:
        save_law_sheet(session, gesture, shirts, LawSheet(other_advantages_bp=10_000))

    with database.read() as session:
        assert {each.other_advantages_bp for each in law_facts(session, shirts)} == {10_000}


def test_a_category_of_the_catalogue_says_what_its_articles_are_unless_their_sheet_does(
    database: Database, gesture: Gesture, shirts: tuple[ProductId, ProductId]
) -> None:
    with database.write() as session:
        for product in session.scalars(select(Product)):
            product.category = "Épicerie"
        session.flush()
        save_law_sheet(session, gesture, shirts[1:], LawSheet(law_category="alcohol"))

        name_category(session, gesture, "Épicerie", "food")
        named = [each.law_category for each in law_facts(session, shirts)]
        name_category(session, gesture, "Épicerie", "")
        taken_back = [each.law_category for each in law_facts(session, shirts)]

    assert named == ["food", "alcohol"]
    assert taken_back == ["", "alcohol"]


def test_a_category_the_law_does_not_know_is_refused(database: Database, gesture: Gesture) -> None:
    with pytest.raises(RefusedError), database.write() as session:
        name_category(session, gesture, "Épicerie", "épicerie")


def _receipt(database: Database, gesture: Gesture, product_id: ProductId) -> BatchId:
    with database.write() as session:
        shelf = make_bin(session, make_location(session))
        receipt = Receipt(product_id=product_id, place_id=shelf, quantity=1)
        return receive_units(session, gesture, receipt).batch_id


def test_a_payment_is_noted_corrected_and_said_to_be_due_still(
    database: Database, gesture: Gesture, shirts: tuple[ProductId, ProductId]
) -> None:
    batch_id = _receipt(database, gesture, shirts[0])
    seen = []

    for told in (date(2026, 11, 21), date(2026, 11, 3), None):
        with database.write() as session:
            note_payment(session, gesture, batch_id, told)
            batch = session.get_one(Batch, batch_id)
            seen.append((batch.paid_on, batch.paid_known))

    assert seen == [(date(2026, 11, 21), True), (date(2026, 11, 3), True), (None, True)]


def test_a_payment_to_come_is_refused_by_the_day_of_the_shop(
    database: Database, gesture: Gesture, shirts: tuple[ProductId, ProductId]
) -> None:
    batch_id = _receipt(database, gesture, shirts[0])
    late = replace(gesture, at=datetime(2026, 11, 21, 23, 30, tzinfo=UTC))  # the 22nd in Avignon

    with database.write() as session:
        note_payment(session, late, batch_id, date(2026, 11, 22))
    with (
        pytest.raises(RefusedError, match="sa date est à venir"),
        database.write() as session,
    ):
        note_payment(session, late, batch_id, date(2026, 11, 23))

    with database.read() as session:
        assert session.get_one(Batch, batch_id).paid_on == date(2026, 11, 22)


def test_the_payment_of_a_receipt_that_is_gone_is_refused(
    database: Database, gesture: Gesture
) -> None:
    with (
        pytest.raises(RefusedError, match="cette réception n’existe plus"),
        database.write() as session,
    ):
        note_payment(session, gesture, BatchId(new_id()), None)
