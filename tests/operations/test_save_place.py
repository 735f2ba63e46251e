"""Shops, depots and bins: named once, walked in order, removed only when never used."""

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.remove_place import remove_bin, remove_location
from merchant_desk.operations.save_place import save_bin, save_location
from merchant_desk.queries.stock import LocationRow, bins, locations
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import LocationId, new_id
from merchant_desk.values.places import OPENING
from merchant_desk.values.walk_order import walk_order
from tests.makers import make_product, put_stock


def test_bins_are_walked_as_people_count(database: Database) -> None:
    with database.write() as session:
        shop, depot = save_location(session, "Boutique"), save_location(session, "Dépôt")
        for code in ("A10", "A2", "a1", "B1"):
            save_bin(session, shop, code)
        save_bin(session, depot, "A1")

        walked = [(each.location, each.code) for each in bins(session)]
    assert walked == [
        ("Boutique", "a1"),
        ("Boutique", "A2"),
        ("Boutique", "A10"),
        ("Boutique", "B1"),
        ("Dépôt", "A1"),
    ]


@pytest.mark.parametrize(("first", "second"), [("A2", "A10"), ("A", "A1"), ("Étage 9", "etage 10")])
def test_a_smaller_number_is_walked_first(first: str, second: str) -> None:
    assert walk_order(first) < walk_order(second)


def test_a_renamed_bin_takes_its_new_place_in_the_walk(database: Database) -> None:
    with database.write() as session:
        shop = save_location(session, "Boutique")
        moved = save_bin(session, shop, "A1")
        save_bin(session, shop, "B1")

        save_bin(session, shop, "C1", moved)
        save_location(session, "Magasin", shop)

        assert [each.code for each in bins(session)] == ["B1", "C1"]
        assert locations(session) == (LocationRow(shop, "Magasin", 2),)


def test_two_bins_of_a_location_cannot_share_a_code(database: Database) -> None:
    with database.write() as session:
        shop = save_location(session, "Boutique")
        save_bin(session, shop, "A1")

        with pytest.raises(RefusedError, match="A1 existe déjà dans «\u00a0Boutique\u00a0»"):
            save_bin(session, shop, " A1 ")
        with pytest.raises(RefusedError, match="«\u00a0Boutique\u00a0» existe déjà"):
            save_location(session, "Boutique")


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_place_needs_a_short_name(sqlite_database: Database, name: str) -> None:
    with sqlite_database.write() as session, pytest.raises(RefusedError, match="1 à 60"):
        save_location(session, name)


def test_a_bin_needs_a_location_that_exists(database: Database) -> None:
    with database.write() as session, pytest.raises(RefusedError, match="lieu n’existe pas"):
        save_bin(session, LocationId(new_id()), "A1")


def test_an_unused_bin_can_be_removed_then_its_location(database: Database) -> None:
    with database.write() as session:
        depot = save_location(session, "Dépôt")
        bin_id = save_bin(session, depot, "A1")

        with pytest.raises(RefusedError, match="contient des emplacements"):
            remove_location(session, depot)
        remove_bin(session, bin_id)
        remove_location(session, depot)

        assert locations(session) == ()


def test_a_bin_with_a_history_stays(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bin_id = save_bin(session, save_location(session, "Boutique"), "A1")
        put_stock(session, gesture, make_product(session), bin_id, 3)

        with pytest.raises(RefusedError, match="a déjà servi"):
            remove_bin(session, bin_id)
        with pytest.raises(RefusedError, match="emplacement n’existe pas"):
            remove_bin(session, OPENING)
