"""What is photographed: every screen, then what a storefront brings to decide, tab by tab."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtTest import QTest

from merchant_desk.app.program import Program
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET
from merchant_desk.ui.promotions.screen import PromotionsScreen
from merchant_desk.ui.promotions.timeline import Zoom
from merchant_desk.ui.screens import SCREENS
from merchant_desk.ui.settings.shop_card import ShopCard
from merchant_desk.ui.settings.storefronts_page import StorefrontsPage
from merchant_desk.values.first_start import Step

_ANSWER_MS = 900
_TURNS = 20


@dataclass(frozen=True, slots=True)
class View:
    """One picture: its name, how to come to it, how to leave it again."""

    name: str
    open: Callable[[Program], None]
    leave: Callable[[Program], None] | None = None


def views(url: str) -> tuple[View, ...]:
    """Return what is photographed; ``url`` is where the sample storefront answers."""
    return (
        *(View(each.key, partial(_go, each.key)) for each in SCREENS),
        *(View(f"{key}_{page}", partial(_go, key, page=page)) for key, page in _PLACES),
        *(View(f"promotions_{name}", act, _close_form) for name, act in _PROMOTIONS.items()),
        *(View(f"sync_{tab}", partial(_go, "sync", tab=tab)) for tab in _TABS),
        *(View(f"settings_{page}", partial(_go, "settings", section=page)) for page in _PAGES),
        *(View(f"first_start_{step}", partial(_go, "first_start", step=step)) for step in Step),
        View("sheet_connect", _connect, _close_sheets),
        View("sheet_probe", partial(_probe, url), _close_sheets),
        *(View(name, partial(_on_card, act), _close_sheets) for name, act in _SHEETS.items()),
    )


_CASH = ("match", "bank", "payouts", "deposits", "scenarios", "compare", "recurring")
_PLACES = (
    *(("stock", page) for page in ("levels", "counts", "lots", "value")),
    *(("purchases", page) for page in ("orders", "reorder", "deliveries", "claims", "suppliers")),
    ("returns", "lessons"),
    *(("cash", page) for page in _CASH),
)
_TABS = ("waiting", "refused", "sent", "parity")
_PAGES = ("storefronts", "matching")
_SHEETS: dict[str, Callable[[StorefrontsPage, ShopCard], None]] = {
    "sheet_keys": lambda page, card: page.sheets.add.open_sheet(card.shop),
    "sheet_shop_settings": lambda page, card: page.sheets.settings.open_sheet(card.shop),
    "sheet_order_states": lambda page, card: page.sheets.words.open_sheet(card.shop),
    "sheet_decision": lambda page, card: page.sheets.question.open_sheet(card.shop),
    "sheet_waiting": lambda page, card: page.sheets.waiting.open_sheet(card.shop),
    "sheet_first_pull": lambda page, card: page.sheets.since.open_sheet(
        card.shop.shop_id, card.shop.name
    ),
}


def _go(key: str, program: Program, **argument: str) -> None:
    program.shell.navigate(key, **argument)


def _promotions(program: Program) -> PromotionsScreen:
    _go("promotions", program)
    screen = program.window.findChild(PromotionsScreen)
    if screen is None:
        raise LookupError("the screen of promotions")
    return screen


def _on_year(program: Program) -> None:
    _promotions(program).show_zoom(Zoom.YEAR)


def _as_table(program: Program) -> None:
    _promotions(program).show_twin("table")


def _on_first(program: Program) -> None:
    """Open the soldes, whose form is the fullest."""
    screen = _promotions(program)
    QTest.qWait(_ANSWER_MS)
    shown = screen.calendar.bars
    last = max(shown, key=lambda bar: bar.first, default=None)
    if last is not None:
        screen.form.open(last.row.id)
        QTest.qWait(_ANSWER_MS)


def _close_form(program: Program) -> None:
    screen = _promotions(program)
    if screen.form.isVisible():
        screen.form.closed.emit()
    screen.show_twin("calendar")
    screen.show_zoom(Zoom.WEEKS)


_PROMOTIONS: dict[str, Callable[[Program], None]] = {
    "year": _on_year,
    "table": _as_table,
    "form": _on_first,
}


def _page(program: Program) -> StorefrontsPage:
    _go("settings", program, section="storefronts")
    QTest.qWait(_ANSWER_MS)
    page = program.window.findChild(StorefrontsPage)
    if page is None:
        raise LookupError("the page of storefronts")
    for _turn in range(_TURNS):
        if page.shop_cards:
            return page
        QTest.qWait(_ANSWER_MS)
    raise LookupError("no storefront is shown")


def _connect(program: Program) -> None:
    sheet = _page(program).sheets.add
    sheet.open_sheet()
    sheet.platform.setCurrentText("Magento 2 / Adobe Commerce")


def _probe(url: str, program: Program) -> None:
    sheet = _page(program).sheets.add
    sheet.open_sheet()
    sheet.platform.setCurrentText("WooCommerce")
    sheet.form.url.set_value(url)
    sheet.form.fields["key"].set_value(DEMO_KEY)
    sheet.form.fields["secret"].set_value(DEMO_SECRET)
    sheet.probe.click()
    QTest.qWait(_ANSWER_MS)


def _on_card(act: Callable[[StorefrontsPage, ShopCard], None], program: Program) -> None:
    page = _page(program)
    act(page, page.shop_cards[0])


def _close_sheets(program: Program) -> None:
    sheets = _page(program).sheets
    for each in (
        sheets.add,
        sheets.since,
        sheets.question,
        sheets.waiting,
        sheets.words,
        sheets.settings,
    ):
        each.sheet.close_sheet()
