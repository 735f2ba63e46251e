"""One reference of two suppliers names two articles; the delivery says which one came."""

from collections.abc import Iterator

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.add_code import NewCode, add_code
from merchant_desk.operations.change_code import change_code
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.values.deliveries import Arrival
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.words import CodeKind
from tests.operations.delivery_desk import DeliveryDesk, delivery_desk

REFERENCE = "LOT-42"


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[DeliveryDesk]:
    with database.write() as session:
        yield delivery_desk(session, gesture)


def reference(supplier: SupplierId | None) -> NewCode:
    return NewCode(REFERENCE, CodeKind.SUPPLIER, supplier_id=supplier)


@pytest.fixture
def other(desk: DeliveryDesk) -> SupplierId:
    """Another supplier calls its candle as this one calls its soap."""
    other = supplier_named(desk.session, desk.gesture, "Cirerie des Alpes")
    add_code(desk.session, desk.gesture, desk.soap, reference(desk.supplier))
    add_code(desk.session, desk.gesture, desk.candle, reference(other))
    desk.session.flush()
    return other


def test_the_supplier_of_the_delivery_says_which_article_came(
    desk: DeliveryDesk, other: SupplierId
) -> None:
    assert len(products_by_code(desk.session, (REFERENCE,))) == 2

    first = desk.scan(REFERENCE)
    desk.open(None, supplier_id=other)
    second = desk.scan(REFERENCE)

    assert (first.meant, second.meant) != (None, None)
    assert first.meant is not None
    assert second.meant is not None
    assert (first.meant.product_id, second.meant.product_id) == (desk.soap, desk.candle)


def test_a_delivery_of_nobody_known_asks_which_one(desk: DeliveryDesk, other: SupplierId) -> None:
    assert other
    desk.open(None)

    taken = desk.scan(REFERENCE)

    assert taken.arrival is Arrival.AMBIGUOUS
    assert desk.batches() == []


def test_one_supplier_never_calls_two_articles_alike(desk: DeliveryDesk, other: SupplierId) -> None:
    with pytest.raises(RefusedError, match="désigne déjà"):
        add_code(desk.session, desk.gesture, desk.honey, reference(other))
    with pytest.raises(RefusedError, match="désigne déjà"):
        add_code(desk.session, desk.gesture, desk.honey, reference(None))
    with pytest.raises(RefusedError, match="désigne déjà"):
        add_code(desk.session, desk.gesture, desk.honey, NewCode(REFERENCE, CodeKind.INTERNAL))


def test_a_reference_that_everybody_uses_is_no_ones_else(desk: DeliveryDesk) -> None:
    add_code(desk.session, desk.gesture, desk.soap, reference(None))

    with pytest.raises(RefusedError, match="désigne déjà"):
        add_code(desk.session, desk.gesture, desk.candle, reference(desk.supplier))


def test_a_reference_is_not_given_to_the_other_supplier_afterwards(
    desk: DeliveryDesk, other: SupplierId
) -> None:
    with pytest.raises(RefusedError, match="désigne déjà"):
        change_code(desk.session, desk.gesture, desk.soap, reference(other))

    with pytest.raises(RefusedError, match="désigne déjà"):
        change_code(desk.session, desk.gesture, desk.soap, reference(None))
