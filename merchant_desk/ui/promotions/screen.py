"""Promotions: the year in a calendar, and every operation planned from it."""

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
)

from merchant_desk.operations.move_promotion import move_promotion
from merchant_desk.queries.promotion_calendar import PromotionCalendar, promotion_calendar
from merchant_desk.queries.promotion_list import PromotionList
from merchant_desk.queries.promotions import PromotionRow
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.promotions.calendar_paint import month_name
from merchant_desk.ui.promotions.calendar_view import CalendarView
from merchant_desk.ui.promotions.columns import promotion_columns
from merchant_desk.ui.promotions.export import CalendarExport
from merchant_desk.ui.promotions.plan_page import PlanPage
from merchant_desk.ui.promotions.promotion_bar import PromotionBar
from merchant_desk.ui.promotions.timeline import Zoom
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import PromotionId, parse_id
from merchant_desk.values.texts import _

_INTO_IT = timedelta(days=7)


class PromotionsScreen(Screen):
    """A calendar with its table twin; Enter opens an operation, Ctrl+N plans one."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"promotion", "promotion_line", "shop_profile", "setting"}
    )
    help_page: ClassVar[str] = "promotions"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._zoom = Zoom.WEEKS
        self._first = Zoom.WEEKS.first_day(paris_date(utc_now()))
        self.form = PlanPage(desk, shell)
        self.export = CalendarExport(desk, shell, self)
        self.back = Button(theme, _("Aujourd’hui"))
        self.earlier = IconButton(theme, "chevron-left", _("Plus tôt"))
        self.later = IconButton(theme, "chevron-right", _("Plus tard"))
        self.period = TextLabel(theme, "", ink=Ink.TEXT)
        self.zoom = SegmentedChoice(
            theme,
            _("Durée montrée"),
            [
                (Zoom.WEEKS, _("6 sem.")),
                (Zoom.QUARTER, _("Trimestre")),
                (Zoom.YEAR, _("Année")),
            ],
        )
        self.twin = SegmentedChoice(
            theme, _("Présentation"), [("calendar", _("Calendrier")), ("table", _("Tableau"))]
        )
        self.exported = IconButton(theme, "download", _("Exporter le calendrier"))
        self.plan = Button(theme, _("Nouvelle opération"), kind=Kind.PRIMARY, icon="plus")
        self.calendar = CalendarView(theme)
        self.table: RowTable[PromotionRow] = RowTable(
            desk,
            theme,
            name="promotions",
            label=_("Opérations"),
            columns=promotion_columns(),
            row_id=lambda row: row.id,
            checkable=False,
        )
        self.pages = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.bar = PromotionBar(
            (self.earlier, self.later, self.back),
            self.period,
            (self.zoom, self.twin, self.exported, self.plan),
        )
        card = Card(self.shell.theme, padding=1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.calendar.setProperty("ground", "none")
        area.setWidget(self.calendar)
        card.body.addWidget(area, 1)
        self.pages.addWidget(card)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.form)
        self.table.set_empty(EmptyState(self.shell.theme, _empty()))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.calendar)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_today)
        self.earlier.clicked.connect(self._on_earlier)
        self.later.clicked.connect(self._on_later)
        self.zoom.chosen.connect(self._on_zoom)
        self.twin.chosen.connect(self._on_twin)
        self.exported.clicked.connect(self.export.ask)
        self.plan.clicked.connect(self._on_plan)
        self.calendar.opened.connect(self.form.open)
        self.calendar.day_chosen.connect(self.form.plan_on)
        self.calendar.moved.connect(self._on_moved)
        self.calendar.paged.connect(self._on_paged)
        self.table.activated.connect(self._on_row)
        self.form.opened.connect(self._on_form)
        self.form.closed.connect(self._on_closed)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Promotions")

    def reload(self) -> None:
        """Ask for the days that are shown, and for the rows of the table."""
        last = self._first + timedelta(days=self._zoom.days - 1)
        self.desk.read(self._show, promotion_calendar, self._first, last, utc_now())
        self.table.ask(PromotionList())
        self.period.setText(_period(self._first, last))
        self.bar.fit()

    def arrive(self, **argument: object) -> None:
        """Open one operation (``promotion_id``), show a day (``day``), or plan (``plan``).

        ``promotion`` is an operation too, its id as a text.
        """
        promotion_id, day = argument.get("promotion_id"), argument.get("day")
        if isinstance(told := argument.get("promotion"), str):
            promotion_id = parse_id(told)
        if isinstance(day, date):
            self._first = self._zoom.first_day(day)
            self.reload()
        if isinstance(promotion_id, bytes):
            self.form.open(PromotionId(promotion_id))
        if argument.get("plan"):
            self._on_plan()

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Nouvelle opération"), "Ctrl+N", self._on_plan, "plus"),
            Command(_("Voir en tableau"), "Ctrl+T", self._on_swap, "list"),
            Command(_("Revenir à aujourd’hui"), "Ctrl+J", self._on_today, "calendar-days"),
            Command(_("Exporter le calendrier"), "Ctrl+E", self.export.ask, "download"),
        )

    def _show(self, shown: PromotionCalendar) -> None:
        self.calendar.show_calendar(shown, self._zoom)

    def _on_today(self) -> None:
        self._first = self._zoom.first_day(paris_date(utc_now()))
        self.reload()

    def _on_earlier(self) -> None:
        self._on_paged(-1)

    def _on_later(self) -> None:
        self._on_paged(1)

    def _on_paged(self, pages: int) -> None:
        self._first += timedelta(days=pages * self._zoom.page)
        self.reload()

    def _on_zoom(self, key: str) -> None:
        around, today = self._first + _INTO_IT, paris_date(utc_now())
        if self._first <= today < self._first + timedelta(days=self._zoom.days):
            around = today
        self._zoom = Zoom(key)
        self._first = self._zoom.first_day(around)
        self.reload()

    def show_zoom(self, zoom: Zoom) -> None:
        """Show so much of the year."""
        self.zoom.choose(zoom)
        self._on_zoom(zoom)

    def show_twin(self, key: str) -> None:
        """Show the calendar or the table."""
        self.twin.choose(key)
        self._on_twin(key)

    def _on_twin(self, key: str) -> None:
        as_table = key == "table"
        self.pages.setCurrentIndex(1 if as_table else 0)
        for widget in (self.zoom, self.earlier, self.later, self.back):
            widget.setVisible(not as_table)
        self.bar.shows_period = not as_table
        self.bar.fit()

    def _on_swap(self) -> None:
        self.show_twin("calendar" if self.pages.currentIndex() else "table")

    def on_refused(self, title: str, advice: str) -> bool:
        """Show in the form why an operation was not planned."""
        return self.form.show_refusal(title, advice)

    def on_scan(self, scan: Scan) -> bool:
        """Put the article into the operation that is open."""
        if not self.form.isVisible():
            return False
        self.form.form.articles.add_scanned(scan)
        return True

    def _on_form(self) -> None:
        self.bar.hide()
        self.pages.setCurrentWidget(self.form)

    def _on_closed(self) -> None:
        self.bar.show()
        self.pages.setCurrentIndex(1 if self.twin.key == "table" else 0)
        self.reload()

    def _on_plan(self) -> None:
        self.form.plan_on(paris_date(utc_now()) + timedelta(days=1))

    def _on_row(self, row: PromotionRow) -> None:
        self.form.open(row.id)

    def _on_moved(self, promotion_id: PromotionId, start: int, end: int) -> None:
        gesture = self.desk.gesture()
        self.desk.write(self._moved, move_promotion, gesture, promotion_id, start, end)

    def _moved(self, _answer: None) -> None:
        self.shell.toast(_("Opération déplacée"))


def _period(first: date, last: date) -> str:
    shown = first + timedelta(days=7)
    if (shown.year, shown.month) == (last.year, last.month):
        return month_name(first)
    if shown.year != last.year:
        return f"{month_name(shown)} – {month_name(last)}"
    return f"{month_name(shown).split()[0]} – {month_name(last)}"


def _empty() -> EmptyText:
    return EmptyText(
        "calendar-days",
        _("Aucune opération n’est planifiée"),
        _("Ctrl+N en prépare une\u00a0: la loi est vérifiée pendant que vous écrivez."),
    )
