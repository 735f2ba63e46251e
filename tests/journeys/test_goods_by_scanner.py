"""The day's tasks about goods, in the real window: few gestures, and the books agree."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.program import Program
from merchant_desk.app.sample_shelf import Shelved, sample_shelf
from merchant_desk.lanes import Lanes
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.queries import demo_report as figures
from merchant_desk.queries.claims import claims
from merchant_desk.queries.demo_report import SlipCodes
from merchant_desk.queries.lots import LotList
from merchant_desk.queries.purchase_list import purchase_counts
from merchant_desk.queries.returns import return_counts
from merchant_desk.ui.counts.page import CountsScreen
from merchant_desk.ui.deliveries.screen import DeliveriesScreen
from merchant_desk.ui.lots.lots_page import LotsScreen
from merchant_desk.ui.products.screen import ProductsScreen
from merchant_desk.ui.reorder.page import ReorderScreen
from merchant_desk.ui.returns.screen import ReturnsScreen
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.count_scope import CountScope
from merchant_desk.values.deliveries import DeliveryClosed
from merchant_desk.values.goods_words import ClaimKind, Grade
from merchant_desk.values.ids import OrderId
from merchant_desk.values.scan import scan_of_text
from tests.journeys.conftest import Tell
from tests.journeys.goods_window import (
    CARTON,
    EANS,
    books_agree,
    carton,
    is_of_soaps,
    page_of,
    turn,
    units,
)
from tests.journeys.hands import CTRL, SHIFT, Hands
from tests.journeys.printed_labels import choose_labels_once, label_what_came

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_an_article_is_looked_up_by_one_scan_or_four_keys(
    opened: Program, hands: Hands, tell: Tell
) -> None:
    hands.begin()
    hands.scan(EANS["SAV-01"], lambda: opened.window._stack.key == "products")
    screen = opened.window._stack.visible_screen()
    assert isinstance(screen, ProductsScreen)
    hands.wait(lambda: screen.sheet is not None and screen.sheet.sheet.isVisible())
    cost = hands.cost("6. Look an article up, by scan")
    tell(cost)
    assert (cost.scans, cost.keys, cost.clicks) == (1, 0, 0)

    opened.shell.navigate("today")
    palette = opened.window._palette
    hands.begin()
    hands.key(opened.window, Qt.Key.Key_K, palette.isVisible, CTRL)
    hands.type(palette._field, "fig")
    items = palette._list
    hands.wait(lambda: any("Figu" in items.item(n).text() for n in range(items.count())))
    cost = hands.cost("6. Look an article up, by three letters")
    tell(cost)
    palette.close_palette()
    assert (cost.scans, cost.keys, cost.clicks) == (0, 4, 0)


def _choose_order(hands: Hands, screen: DeliveriesScreen, lanes: Lanes) -> None:
    """Open the delivery of the order of soaps: a click, a digit."""
    orders = screen.opening.orders
    hands.click(screen.list.open, lambda: orders.rows and orders.hasFocus())
    row = next(each for each in orders.rows if is_of_soaps(lanes, each.value))
    hands.key(orders, Qt.Key(Qt.Key.Key_0 + row.place), lambda: screen.bench.view is not None)


def _unload(hands: Hands, screen: DeliveriesScreen) -> DeliveryClosed:
    """Scan five cartons and a soap nobody ordered, then end it: no mouse."""
    for n, sku in enumerate(("SAV-01", "SAV-01", "SAV-02", "SAV-02", "SAV-03"), 1):
        hands.scan(carton(sku), partial(_has_received, screen, n * CARTON))
    hands.scan(EANS["SAV-09"], lambda: screen.bench.blocked)
    hero, ending = screen.unload.hero, screen.ending
    hands.key(hero, Qt.Key.Key_Escape, lambda: not screen.bench.blocked)
    hands.key(hero, Qt.Key.Key_Return, ending.sheet.isVisible, CTRL)
    hands.wait(lambda: "différence" in ending.head.text())
    hands.key(ending.go, Qt.Key.Key_Space, lambda: ending.done is not None)
    assert ending.done is not None
    return ending.done


def _has_received(screen: DeliveriesScreen, units: int) -> bool:
    view = screen.bench.view
    return view is not None and sum(each.received for each in view.lines) == units


def test_a_delivery_is_received_by_its_cartons_claimed_and_labelled(
    opened: Program, hands: Hands, filled: DemoShop, tell: Tell
) -> None:
    # given: 24 of each of three soaps were ordered; a carton is missing, a soap comes unasked
    lanes = filled.home.lanes
    shelf = lanes.read(sample_shelf).result()
    soap, unasked = shelf.one("SAV-01").product_id, shelf.one("SAV-09").product_id
    before = {each: units(filled, each) for each in (soap, unasked)}

    # when
    hands.begin()
    turn(opened, hands, "purchases", "deliveries")
    screen = page_of(opened, DeliveriesScreen)
    _choose_order(hands, screen, lanes)
    done = _unload(hands, screen)
    cost = hands.cost("7. Receive 61 units of an order, claim what lacks")
    tell(cost)

    # then
    assert (cost.scans, cost.keys, cost.clicks) == (6, 4, 3)
    now = {each: units(filled, each) for each in (soap, unasked)}
    assert now == {soap: before[soap] + 2 * CARTON, unasked: before[unasked] + 1}
    claim = next(each for each in lanes.read(claims).result() if each.claim_id == done.claim_id)
    told = {(each.kind, each.quantity) for each in claim.lines}
    assert told == {(ClaimKind.SHORT, CARTON), (ClaimKind.WRONG, 1)}
    assert books_agree(filled)
    choose_labels_once(hands, screen)
    label_what_came(hands, screen, tell)
    assert list(filled.home.folder.rglob("*.pdf")), "what is printed is kept"


def test_a_return_is_two_scans_a_grade_and_a_click(
    opened: Program, hands: Hands, filled: DemoShop, tell: Tell
) -> None:
    # given: an order that left
    lanes = filled.home.lanes
    order_id = lanes.read(figures.orders_with_stock).result()[-1]
    codes = lanes.read(figures.codes_to_scan, order_id).result()
    assert lanes.write(ship_orders, filled.gesture(), [order_id]).result().closed
    known = lanes.read(return_counts).result()

    # when
    hands.begin()
    hands.click(hands.place("returns"), lambda: opened.window._stack.key == "returns")
    screen = page_of(opened, ReturnsScreen)
    hands.scan(codes.slip_code, lambda: screen.bench.taking is not None)
    hands.scan(codes.article_codes[0], lambda: screen.bench._now().units == 1)
    hands.key(
        screen.bench.panel,
        Qt.Key.Key_1,
        lambda: screen.bench._now().items[-1].item.grade is Grade.RESELL,
    )
    panel = screen.bench.panel
    hands.click(panel.pay.finish, lambda: panel.hero.shown.state is HeroState.COMPLETE)
    cost = hands.cost("10. Take a return: stock, credit note, refund")
    tell(cost)

    # then
    assert (cost.scans, cost.keys, cost.clicks) == (2, 1, 2)
    now = lanes.read(return_counts).result()
    assert (now.all, now.done + now.to_refund) == (known.all + 1, known.done + known.to_refund + 1)
    assert books_agree(filled)


def test_reordering_is_one_key_a_supplier(
    opened: Program, hands: Hands, filled: DemoShop, tell: Tell
) -> None:
    before = filled.home.lanes.read(purchase_counts, paris_date(utc_now())).result()

    hands.begin()
    turn(opened, hands, "purchases", "reorder")
    screen = page_of(opened, ReorderScreen)
    hands.wait(lambda: screen.plan is not None and screen.order.isEnabled())
    hands.wait(lambda: screen.table.current() is not None)
    named = [each for each in screen.plan.groups() if each.supplier_id] if screen.plan else []
    assert named

    def drafts() -> int:
        counts = filled.home.lanes.read(purchase_counts, paris_date(utc_now())).result()
        return counts.draft - before.draft

    hands.key(screen.table, Qt.Key.Key_Return, lambda: drafts() == 1, CTRL)
    cost = hands.cost("11. Reorder from the supplier most at risk")
    tell(cost)

    assert (cost.scans, cost.keys, cost.clicks) == (0, 1, 2)


def _count_units(hands: Hands, screen: CountsScreen, article: Shelved, seen: int) -> None:
    """Scan the bin, one unit, and write how many are seen."""
    hero, entry = screen.walk.view.hero, screen.walk.entry
    hands.scan(f"MDE-{article.bin}", lambda: article.bin in _said(screen))
    hands.scan(article.sku, lambda: hero.shown.figure == "1")
    hands.scanner.type(str(seen), gap_ms=300)
    hands.keys += len(str(seen))
    hands.wait(lambda: entry.field.value == str(seen))
    hands.key(entry.field.input, Qt.Key.Key_Return, lambda: hero.shown.figure == str(seen))


def _end_count(hands: Hands, screen: CountsScreen) -> None:
    """End the bin, go through the variances, validate."""
    hero, sheet = screen.walk.view.hero, screen.ends.validate_sheet
    hands.key(hero, Qt.Key.Key_Return, lambda: "terminé" in _said(screen), CTRL)
    hands.key(hero, Qt.Key.Key_R, screen.review.isVisible, CTRL | SHIFT)
    hands.key(screen.review, Qt.Key.Key_Return, sheet.sheet.isVisible, CTRL)
    hands.key(sheet.go, Qt.Key.Key_Space, lambda: not sheet.sheet.isVisible())


def _pack(shop: DemoShop, order_id: OrderId, codes: SlipCodes) -> None:
    """Let another station pack an order."""
    lanes = shop.home.lanes
    parcel = lanes.write(open_parcel, shop.gesture(), order_id).result().parcel_id
    for each in codes.article_codes:
        scan = scan_of_text(each, utc_now())
        lanes.write(scan_at_packing, shop.gesture(), parcel, scan).result()


def test_a_bin_is_counted_while_an_order_takes_from_it(
    opened: Program, hands: Hands, filled: DemoShop, tell: Tell
) -> None:
    # given: a count of one bin, two units of which are missing, and an order to be packed from it
    lanes = filled.home.lanes
    order_id = lanes.read(figures.orders_with_stock).result()[0]
    codes = lanes.read(figures.codes_to_scan, order_id).result()
    code = codes.article_codes[0]
    sku = next(sku for sku, ean in EANS.items() if code.endswith(ean))
    article = lanes.read(sample_shelf).result().one(sku)
    new = NewCount(title="Une étagère", scope=CountScope(bins=(article.place_id,)))
    lanes.write(open_count, filled.gesture(), new).result()
    seen = article.quantity - 2

    # when: she counts what she sees, the order leaves, she validates
    hands.begin()
    turn(opened, hands, "stock", "counts")
    screen = page_of(opened, CountsScreen)
    counts = screen.list.counts
    hands.wait(lambda: (row := counts.current()) is not None and row.head.title == new.title)
    hands.key(counts._view, Qt.Key.Key_Return, screen.walk.view.isVisible)
    _count_units(hands, screen, article, seen)
    _pack(filled, order_id, codes)
    _end_count(hands, screen)
    cost = hands.cost("Count a bin while an order is packed from it")
    tell(cost)

    # then: as if the shop had been closed
    left = seen - codes.article_codes.count(code)
    hands.wait(lambda: units(filled, article.product_id) == left)
    assert (cost.scans, cost.clicks) == (2, 2)
    assert books_agree(filled)


def _said(screen: CountsScreen) -> str:
    shown = screen.walk.view.hero.shown
    return f"{shown.caption} {shown.title} {shown.detail}"


def test_a_lot_is_recalled_by_its_symbol_one_key_and_one_click(
    opened: Program, hands: Hands, filled: DemoShop, tell: Tell
) -> None:
    lanes, today = filled.home.lanes, paris_date(utc_now())
    lot = next(
        each for each in lanes.read(LotList(today).fetch, 0, 9).result() if each.number == "L2605C"
    )
    assert lot.expires_on is not None
    symbol = f"010{EANS[lot.sku]}17{lot.expires_on:%y%m%d}10{lot.number}"

    hands.begin()
    turn(opened, hands, "stock", "lots")
    screen = page_of(opened, LotsScreen)
    hands.wait(lambda: screen.table.row_count() == 3)
    hands.scan(symbol, lambda: screen.table.row_count() == 1)
    hands.wait(lambda: screen.table.current() is not None)
    hands.key(screen.table._view, Qt.Key.Key_Return, lambda: screen.sheet.is_open)
    hands.click(screen.sheet.recall, lambda: not screen.sheet.note.isVisible())
    cost = hands.cost("Recall a lot")
    tell(cost)

    assert (cost.scans, cost.keys, cost.clicks) == (1, 1, 3)
    recalled = lanes.read(LotList(today, shown="recalled").fetch, 0, 9).result()
    assert [each.number for each in recalled] == ["L2605C"]
    assert books_agree(filled)
