"""Codes of suppliers, cartons, and cartons of cartons: counted from the inside out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists, tuples

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.purchasing import Supplier
from merchant_desk.operations.add_code import NewCode, add_code
from merchant_desk.operations.change_code import change_code
from merchant_desk.operations.remove_code import remove_code
from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.queries.product_card import CodeLine, product_card
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, SupplierId, new_id
from merchant_desk.values.words import CodeKind
from tests.makers import make_product

CARTON = CodeKind.CARTON
BOX, PALLET = "13760123456781", "23760123456788"


def lines(database: Database, product_id: ProductId) -> dict[str, CodeLine]:
    with database.read() as session:
        card = product_card(session, product_id)
    assert card is not None
    return {line.code: line for line in card.codes}


def test_a_pallet_of_cartons_counts_the_units_inside(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap = make_product(session)
        add_code(session, gesture, soap, NewCode(BOX, CARTON, 12))
        add_code(session, gesture, soap, NewCode(PALLET, CARTON, 40, inner=BOX))

        (match,) = products_by_code(session, [PALLET])

    line = lines(database, soap)[PALLET]
    assert match.units == 480
    assert (line.units, line.inner, line.inner_count) == (480, BOX, 40)


def test_a_carton_that_was_miscounted_is_set_right_and_the_pallet_follows(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session)
        add_code(session, gesture, soap, NewCode(BOX, CARTON, 12))
        add_code(session, gesture, soap, NewCode(PALLET, CARTON, 40, inner=BOX))

        change_code(session, gesture, soap, NewCode(BOX, CARTON, 10, "Nouveau carton"))

    held = lines(database, soap)
    assert (held[BOX].units, held[BOX].note) == (10, "Nouveau carton")
    assert (held[PALLET].units, held[PALLET].inner_count) == (400, 40)


def test_cartons_in_a_circle_are_refused_and_nothing_changes(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session)
        add_code(session, gesture, soap, NewCode(BOX, CARTON, 12))
        add_code(session, gesture, soap, NewCode(PALLET, CARTON, 40, inner=BOX))

        for around in (
            NewCode(BOX, CARTON, 2, inner=PALLET),
            NewCode(BOX, CARTON, 2, inner=BOX),
        ):
            with pytest.raises(RefusedError, match="se contiendrait lui-même"):
                change_code(session, gesture, soap, around)

    held = lines(database, soap)
    assert (held[BOX].units, held[PALLET].units, held[BOX].inner) == (12, 480, "")


def test_a_new_carton_cannot_hold_itself(sqlite_database: Database, gesture: Gesture) -> None:
    with sqlite_database.write() as session:
        soap = make_product(session)

        with pytest.raises(RefusedError, match="se contiendrait lui-même"):
            add_code(session, gesture, soap, NewCode(BOX, CARTON, 2, inner=BOX))


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (NewCode(PALLET, CARTON, 2, inner=BOX), "n’est pas un code de cet article"),
        (NewCode(PALLET, CARTON, 0), "au moins une unité"),
        (NewCode(PALLET, CARTON, 100_000), "plus de 99.999 unités"),
        (NewCode(PALLET, CARTON, 50_000, inner="3760123456784"), None),
        (NewCode(PALLET, CARTON, 2, supplier_id=SupplierId(bytes(16))), "ce fournisseur n’existe"),
    ],
)
def test_what_a_carton_cannot_be_is_refused(
    sqlite_database: Database, gesture: Gesture, code: NewCode, why: str | None
) -> None:
    with sqlite_database.write() as session:
        soap = make_product(session)
        if why is None:
            add_code(session, gesture, soap, code)
            assert products_by_code(session, [code.text])[0].units == 50_000
            return

        with pytest.raises(RefusedError, match=why):
            add_code(session, gesture, soap, code)

        assert products_by_code(session, [code.text]) == ()


def test_cartons_of_cartons_beyond_any_count_are_refused(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        soap = make_product(session)
        add_code(session, gesture, soap, NewCode(BOX, CARTON, 1000))

        with pytest.raises(RefusedError, match=r"plus de 99.999 unités"):
            add_code(session, gesture, soap, NewCode(PALLET, CARTON, 1000, inner=BOX))


def test_the_carton_a_pallet_is_counted_by_stays(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap = make_product(session)
        add_code(session, gesture, soap, NewCode(BOX, CARTON, 12))
        add_code(session, gesture, soap, NewCode(PALLET, CARTON, 40, inner=BOX))

        with pytest.raises(RefusedError, match=r"le carton .* en contient"):
            remove_code(session, gesture, soap, BOX)
        removed = remove_code(session, gesture, soap, PALLET)
        add_code(session, gesture, soap, removed)

        assert removed == NewCode(PALLET, CARTON, 40, inner=BOX)
        assert products_by_code(session, [PALLET])[0].units == 480


def test_a_code_tells_whose_it_is(database: Database, gesture: Gesture) -> None:
    maker = SupplierId(new_id())
    with database.write() as session:
        session.add(
            Supplier(
                id=maker, name="Savonnerie", key="savonnerie", by="Camille", changed_at=gesture.at
            )
        )
        soap = make_product(session)
        session.flush()

        add_code(session, gesture, soap, NewCode("SV-7", CodeKind.SUPPLIER, supplier_id=maker))

    line = lines(database, soap)["SV-7"]
    assert (line.supplier_id, line.supplier) == (maker, "Savonnerie")


def test_a_code_that_is_not_on_the_card_is_not_changed(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        soap = make_product(session)

        with pytest.raises(RefusedError, match="n’est pas sur la fiche"):
            change_code(session, gesture, soap, NewCode(BOX, CARTON, 12))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(changes=lists(tuples(integers(0, 3), integers(-1, 3), integers(2, 9)), max_size=10))
def test_whatever_is_changed_every_carton_counts_what_it_holds(
    sqlite_database: Database, gesture: Gesture, changes: list[tuple[int, int, int]]
) -> None:
    """Four cartons, put into one another at random: a refusal changes nothing."""
    texts = [f"CARTON-{place}" for place in range(4)]
    with sqlite_database.write() as session:
        sku = new_id().hex()
        product = make_product(session, sku, name="Savon", ean=None)
        texts = [f"{sku}-{each}" for each in texts]
        for each in texts:
            add_code(session, gesture, product, NewCode(each, CARTON, 2))
        for outer, inner, count in changes:
            held = "" if inner < 0 else texts[inner]
            try:
                with session.begin_nested():
                    change_code(
                        session, gesture, product, NewCode(texts[outer], CARTON, count, inner=held)
                    )
            except RefusedError:
                continue
        card = product_card(session, product)
        session.rollback()

    assert card is not None
    by_code = {line.code: line for line in card.codes}
    for line in card.codes:
        if line.inner:
            assert line.units == line.inner_count * by_code[line.inner].units
