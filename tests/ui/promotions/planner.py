"""Hands and eyes on the screen of promotions: what a merchant does there, key by key."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.operations.plan_promotion import plan_promotion, save_draft
from merchant_desk.queries.draft_lines import DraftLine
from merchant_desk.queries.promotion_verdict import Verdict, promotion_verdict
from merchant_desk.queries.promotions import PromotionRow, promotions
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.promotions.basics_card import PLANNED_KINDS
from merchant_desk.ui.promotions.day_time import DayTime
from merchant_desk.ui.promotions.plan_form import PlanForm
from merchant_desk.ui.promotions.screen import PromotionsScreen
from merchant_desk.ui.promotions.verdict_panel import FindingBox, VerdictPanel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, PromotionId, id_text
from tests.conftest import STATION

CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Planner:
    """One window with the screen of promotions in front."""

    qtbot: QtBot
    window: MainWindow
    screen: PromotionsScreen
    lanes: Lanes

    @property
    def form(self) -> PlanForm:
        """Return the cards of the form."""
        return self.screen.form.form

    @property
    def panel(self) -> VerdictPanel:
        """Return the verdict."""
        return self.screen.form.panel

    @property
    def boxes(self) -> list[FindingBox]:
        """Return the findings that are shown, the gravest first."""
        found = [self.panel.boxes.itemAt(place) for place in range(self.panel.boxes.count())]
        widgets = [each.widget() for each in found if each is not None]
        return [each for each in widgets if isinstance(each, FindingBox)]

    @property
    def rows(self) -> tuple[PromotionRow, ...]:
        """Return what is kept in the database."""
        return self.lanes.read(promotions).result()

    def new(self, name: str = "Semaine du savon") -> None:
        """Begin an operation with the keyboard, and name it."""
        QTest.keyClick(self.window, Qt.Key.Key_N, CONTROL)
        assert self.screen.form.isVisible()
        self.type(self.form.basics.name.input, name)

    def type(self, into: QWidget | None, text: str) -> None:
        """Type into an input, whatever stood there."""
        assert into is not None
        into.setFocus()
        QTest.keyClick(into, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(into, text)

    def add(self, words: str) -> None:
        """Find an article by its name and take the first."""
        finder = self.form.articles.finder
        count = len(self.form.articles._products)
        self.type(finder.search, words)
        self.qtbot.waitUntil(lambda: finder.results.count() > 0)
        QTest.keyClick(finder.search, Qt.Key.Key_Return)
        first = finder.results.itemAt(0)
        assert first is not None
        button = first.widget()
        assert button is not None
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert len(self.form.articles._products) == count + 1

    def choose_kind(self, kind: str) -> None:
        """Choose a kind of operation."""
        place = [str(each) for each in PLANNED_KINDS].index(kind)
        self.form.basics.kind.setCurrentIndex(place)
        self.form.basics.kind.activated.emit(place)

    def judged(self) -> Verdict:
        """Wait until what is written was judged."""
        page = self.screen.form
        wanted = tuple(page._draft.products)

        def is_judged() -> bool:
            verdict = page._verdict
            return (
                not page._pause.isActive()
                and verdict is not None
                and (page._asked is None or not page._asked.waiting)
                and tuple(id_text(each.product_id) for each in verdict.facts) == wanted
            )

        self.qtbot.waitUntil(is_judged)
        assert page._verdict is not None
        return page._verdict

    def line(self, product: ProductId) -> DraftLine:
        """Return the line of an article, once its prices are shown."""
        table = self.form.articles.table
        self.qtbot.waitUntil(lambda: table.select_id(product))
        row = table.current()
        assert row is not None
        return row

    def set_moment(self, part: DayTime, day: QDate, at: QTime) -> None:
        """Choose a day and a time."""
        part.day.setDate(day)
        part.time.setTime(at)

    def keep(
        self,
        title: str,
        product: ProductId,
        *,
        first: int = 1,
        days: int = 5,
        planned: bool = True,
        percent_bp: int = 2000,
    ) -> PromotionId:
        """Plan an operation behind the screen; ``first`` is in how many days it starts."""
        start = utc_now().replace(hour=11, minute=0, second=0, microsecond=0)
        draft = PromotionDraft(
            title=title,
            kind="promotion",
            starts_at=start + timedelta(days=first),
            ends_at=start + timedelta(days=first + days - 1, hours=8),
            products=(id_text(product),),
            pricing=Pricing(by="percent", value=percent_bp),
        )
        gesture = Gesture(utc_now(), "Camille", STATION)
        if not planned:
            kept = self.lanes.write(save_draft, gesture, draft).result()
        else:
            read = self.lanes.read(promotion_verdict, draft, gesture.at).result().warned_rules
            kept = self.lanes.write(plan_promotion, gesture, draft, read).result()
        self.qtbot.waitUntil(lambda: self.screen.calendar.bar_area(kept) is not None)
        return kept


def in_days(days: int) -> QDate:
    """Return a day from today on."""
    day = paris_date(utc_now()) + timedelta(days=days)
    return QDate(day.year, day.month, day.day)
