"""The pages of goods as journeys walk through them, and whether the books agree afterwards."""

from typing import TypeVar

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.program import Program
from merchant_desk.demo.catalogue import demo_catalogue
from merchant_desk.lanes import Lanes
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.purchase_card import purchase_card
from merchant_desk.queries.stock import stock_of_everything
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.screen import Screen
from merchant_desk.values.barcode import check_digit
from merchant_desk.values.ids import ProductId, PurchaseId
from tests.journeys.hands import Hands

_S = TypeVar("_S", bound=Screen)
EANS = {each.sku: each.ean for each in demo_catalogue()}
CARTON = 12


def page_of(program: Program, kind: type[_S]) -> _S:
    """Return the page she sees."""
    place = program.window._stack.visible_screen()
    assert isinstance(place, PagesScreen)
    assert isinstance(place.page, kind)
    return place.page


def turn(program: Program, hands: Hands, place: str, page: str) -> None:
    """Go to a page as she does: two clicks."""
    hands.click(hands.place(place), lambda: program.window._stack.key == place)
    pages = program.window._stack.visible_screen()
    assert isinstance(pages, PagesScreen)
    segment = next(each for each in pages.choice._segments if each.key == page)
    hands.click(segment, lambda: pages.choice.key == page)


def is_of_soaps(lanes: Lanes, value: bytes) -> bool:
    """Tell whether an order is that of 24 soaps of three kinds, of which none came yet."""
    card = lanes.read(purchase_card, PurchaseId(value)).result()
    assert card is not None
    return [each.open for each in card.lines] == [24, 24, 24]


def carton(sku: str) -> str:
    digits = f"1{EANS[sku][:-1]}"
    return f"{digits}{check_digit(digits)}"


def units(shop: DemoShop, product_id: ProductId) -> int:
    return shop.home.lanes.read(stock_of_everything).result()[product_id]


def books_agree(shop: DemoShop) -> bool:
    lanes = shop.home.lanes
    return not lanes.read(ledger_disagreements).result() and not (
        lanes.read(value_differences).result()
    )
