"""The words of a shop for the state of an order: proposed, decided by her, never a crash."""

import pytest

from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import RefusedError
from merchant_desk.models.exchange import ShopWord
from merchant_desk.operations.shop_words import choose_meanings
from merchant_desk.queries.shop_words import shop_words
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.words import OrderState
from tests.sync.exchange import Exchange


def _mean(exchange: Exchange, word: str, state: RemoteState | None) -> None:
    exchange.lanes.write(choose_meanings, exchange.shop_id, {word: state}).result()


def test_the_states_of_the_shop_are_known_after_the_first_exchange(begun: Exchange) -> None:
    known = {each.word: each.proposed for each in begun.all(ShopWord)}

    assert known["processing"] is RemoteState.READY
    assert known["on-hold"] is RemoteState.ON_HOLD


def test_an_order_in_a_state_she_mapped_is_prepared(begun: Exchange) -> None:
    begun.front.add_order_state("en-atelier", "En atelier")
    before = begun.place(DemoItem("SAV-01"), status="en-atelier")
    begun.sync()
    assert begun.order(before).state is OrderState.HELD

    _mean(begun, "en-atelier", RemoteState.READY)
    after = begun.place(DemoItem("SAV-01"), status="en-atelier")
    begun.sync()

    assert begun.order(after).state is OrderState.TO_PREPARE
    assert begun.promised("SAV-01") == 2


def test_an_unknown_state_is_noted_with_how_many_orders_say_it(begun: Exchange) -> None:
    begun.front.add_order_state("martien", "Martien")
    for _order in range(2):
        begun.place(DemoItem("SAV-01"), status="martien")
    begun.sync()

    rows = begun.lanes.read(shop_words, begun.shop_id).result()

    strange = next(each for each in rows if each.word == "martien")
    assert (strange.orders, strange.proposed, strange.chosen) == (2, RemoteState.UNKNOWN, None)
    assert strange.meaning == "inconnu\u00a0: montrée, rien n’est préparé"


def test_a_state_made_later_at_the_shop_shows_under_its_name(begun: Exchange) -> None:
    begun.front.add_order_state("gravure", "Chez le graveur")
    before = len(begun.front.requests)
    begun.place(DemoItem("SAV-01"), status="gravure")
    begun.sync()
    learning = len(begun.front.requests) - before

    rows = begun.lanes.read(shop_words, begun.shop_id).result()

    assert next(each for each in rows if each.word == "gravure").label == "Chez le graveur"
    before = len(begun.front.requests)
    begun.sync()
    assert len(begun.front.requests) - before < learning


def test_a_state_renamed_at_the_shop_is_known_after_a_sweep(begun: Exchange) -> None:
    begun.front.add_order_state("on-hold", "Attente du virement")

    begun.clock.forward(hours=21)
    begun.sync()

    rows = begun.lanes.read(shop_words, begun.shop_id).result()
    assert next(each for each in rows if each.word == "on-hold").label == "Attente du virement"


@pytest.mark.parametrize(
    ("word", "state", "why"),
    [
        ("processing", RemoteState.CANCELLED, "aucun état ne voudrait dire"),
        ("jamais-dit", RemoteState.READY, "n’a pas d’état"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(
    begun: Exchange, word: str, state: RemoteState, why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        _mean(begun, word, state)

    assert {each.chosen for each in begun.all(ShopWord)} == {None}
