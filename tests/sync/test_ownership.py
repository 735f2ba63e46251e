"""Who decides what: the shop until packing begins, the desk after; both values for a person."""

from typing import Any

from merchant_desk.demo.orders import DemoItem
from merchant_desk.models.order import Customer, Order, OrderLine, Payment
from merchant_desk.models.parcel import ParcelLine
from merchant_desk.models.shop import Conflict
from merchant_desk.operations.hold_order import hold_order, release_order
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_parcel import set_parcel_aside
from merchant_desk.operations.settle_conflict import take_shop
from merchant_desk.values.ids import ConflictId, OrderId
from merchant_desk.values.money import Money
from merchant_desk.values.words import OrderState, PaymentState
from tests.sync.exchange import Exchange

SOAP, CANDLE = DemoItem("SAV-01"), DemoItem("BOG-02")


def _edit(exchange: Exchange, number: str, **fields: Any) -> None:
    """Somebody edits the order in the admin of the shop."""
    exchange.clock.forward(minutes=1)
    with exchange.front._state.lock:
        order = exchange.front._state.orders[int(number)]
        order.update(fields)
    exchange.front.change_order(number)


def _moved_to(exchange: Exchange, number: str, city: str) -> dict[str, Any]:
    return {**exchange.front.order(number)["shipping"], "city": city}


def _with_quantity(exchange: Exchange, number: str, quantity: int) -> dict[str, Any]:
    """The fields of the order when the first line has this many units at the same price."""
    order = exchange.front.order(number)
    line = order["line_items"][0]
    before = line["quantity"]
    total_before = float(line["total"]) + float(line["total_tax"])
    for name in ("total", "total_tax", "subtotal", "subtotal_tax"):
        line[name] = f"{float(line[name]) / before * quantity:.2f}"
    line["quantity"] = quantity
    line["taxes"] = [{**each, "total": line["total_tax"], "subtotal": line["subtotal_tax"]}
                     for each in line["taxes"]]  # fmt: skip
    total = float(order["total"]) - total_before + float(line["total"]) + float(line["total_tax"])
    return {"line_items": order["line_items"], "total": f"{total:.2f}"}


def _wave(exchange: Exchange, number: str) -> None:
    exchange.lanes.write(make_wave, exchange.act(), [OrderId(exchange.order(number).id)]).result()


def test_edits_before_packing_are_followed(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2), CANDLE)
    begun.sync()
    _wave(begun, number)
    lines_before = {each.id for each in begun.all(OrderLine)}

    _edit(begun, number, shipping=_moved_to(begun, number, "Apt"), customer_note="Sonnez")
    _edit(begun, number, **_with_quantity(begun, number, 5))
    begun.sync()

    order = begun.order(number)
    assert (order.state, order.note, order.article_count) == (OrderState.PREPARING, "Sonnez", 6)
    assert "Apt" in order.shipping
    assert (begun.promised("SAV-01"), begun.promised("BOG-02")) == (5, 1)
    assert {each.id for each in begun.all(OrderLine)} == lines_before
    assert begun.conflicts() == []


def test_edits_after_packing_began_become_conflicts_with_both_values_once(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2), CANDLE)
    begun.sync()
    begun.open_parcel(number)

    _edit(begun, number, shipping=_moved_to(begun, number, "Apt"))
    _edit(begun, number, **_with_quantity(begun, number, 5))
    begun.sync()
    _edit(begun, number, customer_note="Encore")
    again = begun.sync()

    found = {field: (desk, shop) for field, desk, shop in begun.conflicts()}
    assert len(begun.conflicts()) == len(found) == 2
    assert again.pulled.conflicts == 0
    desk, shop = found["shipping_address"]
    assert ("Paris" in desk, "Apt" in shop) == (True, True)
    assert next(v for k, v in found.items() if k.startswith("line_quantity:")) == ("2", "5")
    assert (begun.promised("SAV-01"), "Apt" in begun.order(number).shipping) == (2, False)


def test_an_order_cancelled_before_packing_frees_its_units(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()

    begun.front.change_order(number, status="cancelled")
    begun.sync()

    assert begun.order(number).state is OrderState.CANCELLED
    assert begun.promised("SAV-01") == 0
    assert begun.front.stock("SAV-01") == begun.levels()["SAV-01"] == 12


def test_an_order_cancelled_after_packing_began_asks_a_person(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    parcel = begun.open_parcel(number)
    begun.scan(parcel, "SAV-01")

    begun.front.change_order(number, status="cancelled")
    begun.sync()

    assert begun.order(number).state is OrderState.PREPARING
    assert begun.promised("SAV-01") == 2
    assert begun.conflicts() == [("order_state", "preparing", "cancelled_in_shop")]
    assert begun.front.stock("SAV-01") == 10  # still promised here: not offered again


def test_a_refund_before_shipping_is_not_packed(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 3), CANDLE)
    begun.sync()
    with begun.front._state.lock:
        begun.front._state.refund(begun.front._state.orders[int(number)], [SOAP])

    begun.sync()
    closed = begun.pack(number, "SAV-01", "SAV-01", "BOG-02")

    assert closed.order_complete
    amounts = sorted(each.amount for each in begun.all(Payment))
    assert amounts[0] == Money(-490)
    assert closed.invoice.total == amounts[1] + amounts[0]
    assert begun.order(number).payment_state is PaymentState.PARTLY_REFUNDED
    begun.sync()
    assert begun.front.stock("SAV-01") == begun.levels()["SAV-01"] == 10


def test_an_order_refunded_whole_before_shipping_is_cancelled(begun: Exchange) -> None:
    number = begun.place(SOAP)
    begun.sync()
    with begun.front._state.lock:
        begun.front._state.refund(begun.front._state.orders[int(number)], [SOAP])

    begun.front.change_order(number, status="refunded")
    begun.sync()

    assert begun.order(number).state is OrderState.CANCELLED
    assert begun.promised("SAV-01") == 0


def test_an_edit_after_a_parcel_was_put_aside_is_followed(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2), CANDLE)
    begun.sync()
    begun.lanes.write(set_parcel_aside, begun.act(), begun.open_parcel(number)).result()

    kept = begun.front.order(number)["line_items"][1:]
    total = sum(float(each["total"]) + float(each["total_tax"]) for each in kept) + 5.90
    _edit(begun, number, line_items=kept, total=f"{total:.2f}")
    synced = begun.sync()
    closed = begun.pack(number, "BOG-02")

    assert synced.pulled.parked == 0
    assert (begun.promised("SAV-01"), closed.order_complete) == (0, True)
    assert begun.count(ParcelLine) == 3
    assert closed.invoice.total == begun.order(number).total


def test_what_a_person_held_stays_held_when_the_shop_edits_a_note(begun: Exchange) -> None:
    number = begun.place(SOAP)
    begun.sync()
    order_id = OrderId(begun.order(number).id)
    begun.lanes.write(hold_order, begun.act(), order_id, "Adresse à vérifier").result()

    _edit(begun, number, customer_note="Merci")
    begun.sync()

    order = begun.order(number)
    assert (order.state, order.blocked_reason) == (OrderState.HELD, "Adresse à vérifier")
    assert order.note == "Merci"


def test_what_a_person_let_go_stays_so_until_the_shop_moves_it(begun: Exchange) -> None:
    number = begun.place(SOAP, status="on-hold")
    begun.sync()
    order_id = OrderId(begun.order(number).id)
    begun.lanes.write(release_order, begun.act(), order_id).result()

    _edit(begun, number, customer_note="Merci")
    begun.sync()
    after_note = begun.order(number).state
    begun.front.change_order(number, status="pending")
    begun.sync()

    assert (after_note, begun.order(number).state) == (OrderState.TO_PREPARE, OrderState.UNPAID)


def test_an_unknown_state_is_held_with_its_word(begun: Exchange) -> None:
    number = begun.place(SOAP, status="expedition-partielle")

    begun.sync()

    order = begun.order(number)
    assert order.state is OrderState.HELD
    assert "«\u00a0expedition-partielle\u00a0»" in order.blocked_reason


def test_an_unknown_article_blocks_the_order_until_the_shop_takes_it_off(begun: Exchange) -> None:
    number = begun.place(DemoItem("ANCIEN-07"), SOAP)
    begun.sync()
    blocked = begun.order(number).blocked_reason

    kept = begun.front.order(number)["line_items"][1:]
    total = sum(float(each["total"]) + float(each["total_tax"]) for each in kept) + 5.90
    _edit(begun, number, line_items=kept, total=f"{total:.2f}")
    begun.sync()

    assert "ANCIEN-07" in blocked
    assert begun.order(number).blocked_reason == ""
    assert begun.promised("SAV-01") == 1


def test_an_order_the_shop_calls_done_keeps_its_units_until_a_person_decides(
    begun: Exchange,
) -> None:
    known = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    begun.front.change_order(known, status="completed")
    unseen = begun.place(CANDLE, status="completed")
    begun.sync()
    shown = begun.front.stock("SAV-01"), begun.front.stock("BOG-02")

    for conflict in begun.all(Conflict):
        begun.lanes.write(take_shop, begun.act(), ConflictId(conflict.id)).result()
    begun.sync()

    assert {begun.order(each).remote_state_word for each in (known, unseen)} == {"completed"}
    assert shown == (10, 28)
    assert (begun.levels()["SAV-01"], begun.levels()["BOG-02"]) == (10, 28)
    assert (begun.front.stock("SAV-01"), begun.front.stock("BOG-02")) == (10, 28)
    assert {each.state for each in begun.all(Order)} == {OrderState.SHIPPED}


def test_a_guest_without_an_address_keeps_one_card(begun: Exchange) -> None:
    number = begun.place(SOAP)
    billing = {**begun.front.order(number)["billing"], "email": ""}
    _edit(begun, number, billing=billing, customer_id=0)
    begun.sync()

    for note in ("Un", "Deux"):
        _edit(begun, number, customer_note=note)
        begun.sync()

    assert begun.count(Customer) == 1
