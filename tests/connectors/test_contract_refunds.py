"""What every connector owes the desk when money goes back: noted once, to the cent, or refused."""

from dataclasses import replace

import pytest

from merchant_desk.sync.capabilities import Can, Refunds, Restocks
from merchant_desk.sync.intents import (
    Effect,
    Outcome,
    RefundIntent,
    RefundLine,
    ShipIntent,
    ShipLine,
)
from merchant_desk.values.money import ZERO, Money
from tests.connectors.reading import (
    NEVER_WAS,
    answer_lost,
    carriage,
    goods,
    is_explained_refusal,
    needs,
    needs_failures,
    order_now,
)
from tests.storefronts.backend import Backend


def _needs_refunds(backend: Backend, *kinds: Refunds) -> None:
    needs(backend, Can.REFUNDS)
    kind = backend.connector.capabilities.refunds
    if kind not in (kinds or (Refunds.WHOLE, Refunds.PARTIAL)):
        pytest.skip(f"{backend.connector.title} refunds {kind} only")


def _of(backend: Backend, order: str, key: str = "avoir-1") -> RefundIntent:
    """Return a refund that the platform can note: one soap of two, or everything."""
    told = order_now(backend, order)
    line = goods(told, "SAV-01")
    if backend.connector.capabilities.refunds is Refunds.PARTIAL:
        back = RefundLine(line.remote_id, 1, Money(690), Money(115))
        return RefundIntent(order, key, Money(690), (back,), reason="Savon cassé")
    back = RefundLine(line.remote_id, 2, Money(1380), Money(230))
    return RefundIntent(order, key, told.total, (back,), carriage(told), "Savons cassés")


def _ship(backend: Backend, order: str) -> None:
    line = goods(order_now(backend, order), "SAV-01")
    lines = (ShipLine(line.remote_id, line.quantity, "SAV-01"),)
    backend.connector.push_shipment(ShipIntent(order, f"colis-{order}", "6A1", lines=lines))


def test_a_refund_is_noted_once(backend: Backend) -> None:
    _needs_refunds(backend)
    intent = _of(backend, backend.order(("SAV-01", 2)))
    assert backend.connector.find_effect(intent) is Effect.NOT_FOUND

    first = backend.connector.push_refund(intent)
    found = backend.connector.find_effect(intent)
    again = backend.connector.push_refund(intent)

    assert (first.outcome, found, again.outcome) == (Outcome.DONE, Effect.FOUND, Outcome.ALREADY)
    assert list(backend.refunds(intent.order_remote_id)) == [intent.amount.cents]
    told = order_now(backend, intent.order_remote_id)
    assert [each.amount for each in told.refunds] == [intent.amount]


def test_a_second_refund_of_the_same_amount_is_another_one(backend: Backend) -> None:
    _needs_refunds(backend, Refunds.PARTIAL)
    order = backend.order(("SAV-01", 2))

    first = backend.connector.push_refund(_of(backend, order, "avoir-1"))
    second = backend.connector.push_refund(_of(backend, order, "avoir-2"))

    assert (first.outcome, second.outcome) == (Outcome.DONE, Outcome.DONE)
    assert list(backend.refunds(order)) == [690, 690]


def test_a_refund_is_noted_once_whatever_is_lost(backend: Backend) -> None:
    _needs_refunds(backend)
    needs_failures(backend)
    at, lost = 0, True
    while lost and at < 15:
        intent = _of(backend, backend.order(("SAV-01", 2)), f"avoir-{at}")
        lost = answer_lost(backend, at, lambda: backend.connector.push_refund(intent))  # noqa: B023 - called at once

        noted = bool(backend.refunds(intent.order_remote_id))
        effect = backend.connector.find_effect(intent)
        again = backend.connector.push_refund(intent)

        refunds = list(backend.refunds(intent.order_remote_id))
        assert effect is not (Effect.NOT_FOUND if noted else Effect.FOUND)
        assert refunds == [intent.amount.cents] or (again.outcome is Outcome.UNSURE and not refunds)
        at += 1
    assert not lost


def test_goods_and_carriage_are_given_back_together(backend: Backend) -> None:
    _needs_refunds(backend)
    order = backend.order(("SAV-01", 2))
    told = order_now(backend, order)
    line = RefundLine(goods(told, "SAV-01").remote_id, 2, Money(1380), Money(230))
    intent = RefundIntent(order, "avoir-1", told.total, (line,), carriage(told), "Retour")

    assert backend.connector.push_refund(intent).outcome is Outcome.DONE
    assert list(backend.refunds(order)) == [told.total.cents]


@pytest.mark.parametrize("cents", [689, 691, 0, -690, 99900])
def test_lines_that_do_not_add_up_are_never_sent(backend: Backend, cents: int) -> None:
    _needs_refunds(backend)
    order = backend.order(("SAV-01", 2))
    intent = replace(_of(backend, order), amount=Money(cents), carriage=ZERO)

    assert is_explained_refusal(backend.connector.push_refund(intent))
    assert list(backend.refunds(order)) == []


def test_a_line_of_another_order_is_refused(backend: Backend) -> None:
    _needs_refunds(backend)
    order, other = backend.order(("SAV-01", 2)), backend.order(("SAV-01", 2))
    intent = replace(_of(backend, other), order_remote_id=order)

    assert is_explained_refusal(backend.connector.push_refund(intent))
    assert list(backend.refunds(order)) == []


def test_an_order_that_is_not_there_gives_nothing_back(backend: Backend) -> None:
    _needs_refunds(backend)
    intent = RefundIntent(NEVER_WAS, "avoir-1", Money(690), (RefundLine("1", 1, Money(690)),))

    assert is_explained_refusal(backend.connector.push_refund(intent))
    assert backend.connector.find_effect(intent) is not Effect.FOUND


def test_a_refund_alone_leaves_the_stock(backend: Backend) -> None:
    _needs_refunds(backend)
    order = backend.order(("SAV-01", 2))
    _ship(backend, order)
    before = backend.stock("SAV-01")

    result = backend.connector.push_refund(_of(backend, order))

    assert result.outcome is Outcome.DONE
    assert backend.stock("SAV-01") == before


def test_goods_that_came_back_are_put_into_the_stock_where_that_can_be_asked(
    backend: Backend,
) -> None:
    _needs_refunds(backend)
    order = backend.order(("SAV-01", 2))
    _ship(backend, order)
    before = backend.stock("SAV-01")
    intent = replace(_of(backend, order), restock=True)

    result = backend.connector.push_refund(intent)
    backend.connector.push_refund(intent)

    if backend.connector.capabilities.refund_restocks is Restocks.ON_REQUEST:
        assert result.outcome is Outcome.DONE
        assert backend.stock("SAV-01") == before + intent.lines[0].quantity
    else:
        assert result.outcome is Outcome.DONE or is_explained_refusal(result)
        assert backend.stock("SAV-01") == before


def test_money_is_not_asked_of_a_platform_that_moves_none(backend: Backend) -> None:
    _needs_refunds(backend)
    if backend.connector.capabilities.refund_moves_money:
        pytest.skip(f"{backend.connector.title} asks the payment provider")
    order = backend.order(("SAV-01", 2))

    result = backend.connector.push_refund(replace(_of(backend, order), move_money=True))

    assert is_explained_refusal(result)
    assert list(backend.refunds(order)) == []


def test_what_notes_no_refunds_says_so(backend: Backend) -> None:
    capabilities = backend.connector.capabilities
    declared = Can.REFUNDS in capabilities.can
    assert declared is (capabilities.refunds is not Refunds.NONE)
    if declared:
        pytest.skip(f"{backend.connector.title} notes refunds")
    order = backend.order(("SAV-01", 1))

    result = backend.connector.push_refund(RefundIntent(order, "avoir-1", Money(690)))

    assert is_explained_refusal(result)
