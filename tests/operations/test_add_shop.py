"""A storefront account: added once probed, never twice, never another shop at the same place."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.shop import Shop
from merchant_desk.operations.add_shop import add_shop, change_keys, known_shop, remove_shop
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.shop_access import NewShop, ShopAccess
from merchant_desk.values.words import Master

FACTS = ShopFacts(
    name="Maison Lavande",
    version="9.8.5",
    currency="EUR",
    time_zone="Europe/Paris",
    prices_include_tax=True,
    identity="https://www.maison-lavande.fr",
    clock_skew_s=0,
    can_write=True,
)
ACCESS = ShopAccess("woocommerce", "www.maison-lavande.fr/wp-admin/", "ck_0123456789", "cs_secret")
NEW = NewShop(ACCESS, "Ma boutique", FACTS)


def test_a_probed_shop_is_added_without_its_secret(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop_id = add_shop(session, gesture, NEW)

    with database.read() as session:
        shop = session.scalars(select(Shop)).one()
        assert shop.id == shop_id
        assert (shop.name, shop.url) == ("Ma boutique", "https://www.maison-lavande.fr")
        assert shop.key_hint == "ck_…6789"
        assert shop.identity == FACTS.identity
        assert shop.stock_master is Master.UNDECIDED
        assert "cs_secret" not in repr(vars(shop))
    assert "cs_secret" not in repr(NEW)


def test_a_shop_without_a_chosen_name_takes_its_own(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        add_shop(session, gesture, replace(NEW, name=""))
        assert session.scalars(select(Shop.name)).one() == "Maison Lavande"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (replace(NEW, access=replace(ACCESS, url="http://maison-lavande.fr")), "adresse"),
        (replace(NEW, access=replace(ACCESS, url="rien")), "adresse"),
        (replace(NEW, facts=replace(FACTS, currency="CHF")), "CHF"),
        (replace(NEW, name=" ", facts=replace(FACTS, name=" ")), "nom"),
    ],
)
def test_a_shop_that_cannot_serve_is_not_added(
    database: Database, gesture: Gesture, wanted: NewShop, said: str
) -> None:
    with pytest.raises(RefusedError, match=said), database.write() as session:
        add_shop(session, gesture, wanted)

    with database.read() as session:
        assert session.scalars(select(Shop)).all() == []


def test_the_same_shop_is_not_added_twice(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        add_shop(session, gesture, NEW)

    with pytest.raises(RefusedError, match="déjà là"), database.write() as session:
        add_shop(session, gesture, replace(NEW, name="Autre nom"))


def test_two_shops_do_not_bear_the_same_name(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        add_shop(session, gesture, NEW)
    other = replace(NEW, access=replace(ACCESS, url="https://autre.fr"))

    with pytest.raises(RefusedError, match="déjà pris"), database.write() as session:
        add_shop(session, gesture, other)


def test_a_removed_shop_comes_back_under_its_own_account(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        first = add_shop(session, gesture, NEW)
        remove_shop(session, first)

    with database.write() as session:
        assert known_shop(session, "woocommerce", "maison-lavande.fr") is None
        assert known_shop(session, "woocommerce", ACCESS.url) == first
        again = add_shop(
            session, gesture, replace(NEW, access=replace(ACCESS, key="ck_new_key_99"))
        )

    assert again == first
    with database.read() as session:
        shop = session.scalars(select(Shop)).one()
        assert (shop.active, shop.key_hint) == (True, "ck_…y_99")


def test_another_shop_at_a_known_address_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        remove_shop(session, add_shop(session, gesture, NEW))
    moved = replace(NEW, facts=replace(FACTS, identity="https://autre.example"))

    with pytest.raises(RefusedError, match="autre boutique"), database.write() as session:
        add_shop(session, gesture, moved)


def test_new_keys_take_the_trouble_of_the_old_ones_away(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = add_shop(session, gesture, NEW)
        session.get_one(Shop, shop_id).problem = "Clés refusées"
        change_keys(session, shop_id, "ck_abcdefgh")

    with database.read() as session:
        shop = session.get_one(Shop, shop_id)
        assert (shop.key_hint, shop.problem) == ("ck_…efgh", "")


def test_a_removed_shop_cannot_be_removed_again(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop_id = add_shop(session, gesture, NEW)
        remove_shop(session, shop_id)

    with pytest.raises(RefusedError, match="n’est plus là"), database.write() as session:
        remove_shop(session, shop_id)
