"""Prévision: the account over thirteen weeks, its lowest evening, its red day, and why."""

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.operations.keep_forecast import keep_forecast
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.cash_page import CashPage, cash_page
from merchant_desk.queries.today_red_day import CASH_TABLES
from merchant_desk.rules.cash_chart import chart_of
from merchant_desk.rules.cash_sentences import first_red, red_low, red_title
from merchant_desk.rules.red_day_advice import red_advice
from merchant_desk.ui.cash_forecast.figures import ForecastFigures
from merchant_desk.ui.cash_forecast.line_card import LineCard
from merchant_desk.ui.cash_forecast.notes_card import NotesCard
from merchant_desk.ui.cash_forecast.opening import open_flow
from merchant_desk.ui.cash_forecast.review_paper import ReviewPaper
from merchant_desk.ui.cash_forecast.tables import DAYS, FLOWS, WEEKS, ForecastTables
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.values.cash_flow import Flow, Reading
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.money import Money
from merchant_desk.values.settings import CASH_FLOOR_CENTS
from merchant_desk.values.texts import _

_LINE, _TABLES = 380, 330
"""What stays in sight in a small window, which scrolls."""


class ForecastScreen(Screen):
    """Enter on a week shows what moves in it, Enter on an amount opens its document."""

    watches: ClassVar[frozenset[str]] = CASH_TABLES
    help_page: ClassVar[str] = "cash_forecast"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self.page: CashPage | None = None
        self._asked: Ticket[CashPage] | None = None
        self._kept_on: date | None = None
        self.banner = Banner(theme)
        self.figures = ForecastFigures(theme)
        self.card = LineCard(theme)
        self.tables = ForecastTables(desk, shell)
        self.notes = NotesCard(theme)
        self.empty = EmptyState(theme, _nothing_known())
        self.pages = QStackedWidget()
        self.setFocusProxy(self.card.line)
        self.review = ReviewPaper(desk, shell, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        px = self.shell.theme.px
        self.card.setMinimumHeight(px(_LINE))
        self.tables.setMinimumHeight(px(_TABLES))
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 8, 24, 18)
        column.setSpacing(12)
        for part in (self.banner, self.figures, self.card):
            column.addWidget(part)
        column.addWidget(self.tables, 1)
        column.addWidget(self.notes)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area = area
        self.pages.addWidget(area)
        self.pages.addWidget(self.empty)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.pages)

    def _connect(self) -> None:
        self.banner.acted.connect(self._on_why)
        self.figures.floor.typed.connect(self._on_floor)
        self.figures.balance.opened.connect(self._on_bring)
        self.figures.low.opened.connect(self._on_low)
        self.figures.end.opened.connect(self._on_end)
        self.card.reading_chosen.connect(self._on_reading)
        self.card.table_wanted.connect(self.show_table)
        self.card.review_wanted.connect(self.review.open)
        self.card.line.day_opened.connect(self._on_day)
        self.card.bars.opened.connect(self._on_week)
        self.tables.flow_opened.connect(self._on_flow)
        self.empty.primary.connect(self._on_bring)

    @property
    def reading(self) -> Reading:
        """Return which line is looked at."""
        return Reading(self.card.reading.key)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Prévision de trésorerie")

    def reload(self) -> None:
        """Ask for the page again."""
        if self._asked is not None:
            self._asked.cancel()
        station, today = self.desk.gesture().station_id, paris_date(utc_now())
        self._asked = self.desk.read(
            self._show_page, cash_page, station, today, self.desk.forecast_memory
        )

    def arrive(self, **argument: object) -> None:
        """Show one list (``shown``)."""
        if "shown" in argument:
            self.tables.choose(str(argument["shown"]))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Voir en tableau"), "Ctrl+T", self.show_table, "list"),
            Command(_("Mouvements prévus"), "Ctrl+M", self._on_why, "list"),
            Command(_("Changer le seuil d’alerte"), "Ctrl+J", self.figures.floor.edit, "pencil"),
            Command(_("Revue de la semaine"), "Ctrl+P", self.review.open, "printer"),
            Command(_("Lecture suivante"), "Ctrl+L", self._on_next_reading, "chevron-right"),
        )

    def show_table(self) -> None:
        """Show the line as a table."""
        self._bring_list(DAYS)

    def _bring_list(self, key: str) -> None:
        self.tables.choose(key)
        self.area.ensureWidgetVisible(self.tables)
        self.tables.table.setFocus()

    def _show_page(self, page: CashPage) -> None:
        self.page = page
        self._keep(page)
        forecast = page.forecast
        nothing = not page.known and not forecast.flows
        self.pages.setCurrentWidget(self.empty if nothing else self.area)
        self.figures.show_page(page, self.reading)
        self.card.show_chart(chart_of(forecast, page.past, self.reading))
        self.tables.show_forecast(forecast, self.reading)
        self.notes.show_notes(forecast.notes)
        if first_red(forecast) is None:
            self.banner.hide()
            return
        advice = " ".join((red_low(forecast), *red_advice(forecast)))
        tone = Tone.BAD if forecast.red_day(Reading.LIKELY) else Tone.WARN
        self.banner.show_message(BannerText(tone, red_title(forecast), advice, _("Voir pourquoi")))

    def _keep(self, page: CashPage) -> None:
        """Keep the forecast she looks at, once a day: what it was worth is seen in a month."""
        day = page.forecast.made_on
        if page.known and self._kept_on != day:
            self._kept_on = day
            self.desk.write(None, keep_forecast, self.desk.gesture(), page.forecast)

    def _on_reading(self, _key: str) -> None:
        if self.page is not None:
            self._show_page(self.page)

    def _on_next_reading(self) -> None:
        turn = [Reading.LIKELY, Reading.CAUTIOUS, Reading.CERTAIN]
        self.card.reading.choose(turn[(turn.index(self.reading) + 1) % len(turn)])
        self._on_reading(self.reading)

    def _on_floor(self, floor: Money) -> None:
        self.desk.write(None, save_setting, self.desk.gesture(), CASH_FLOOR_CENTS, floor.cents)

    def _on_why(self) -> None:
        """Show what moves up to the red day, else everything."""
        red = None if self.page is None else first_red(self.page.forecast)
        if red is None or self.page is None:
            self._bring_list(FLOWS)
            return
        self.tables.show_between(self.page.forecast.made_on, red[1])
        self.area.ensureWidgetVisible(self.tables)

    def _on_low(self) -> None:
        """Show what moves up to the lowest evening."""
        if self.page is not None:
            forecast = self.page.forecast
            self.tables.show_between(forecast.made_on, forecast.low(self.reading).day)
            self.area.ensureWidgetVisible(self.tables)

    def _on_end(self) -> None:
        self._bring_list(WEEKS)

    def _on_day(self, day: date) -> None:
        if self.page is not None and day >= self.page.forecast.made_on:
            self.tables.show_between(day, day)
            self.area.ensureWidgetVisible(self.tables)

    def _on_week(self, monday: date) -> None:
        self.tables.show_between(monday, monday + timedelta(days=6))
        self.area.ensureWidgetVisible(self.tables)

    def _on_flow(self, flow: Flow) -> None:
        open_flow(self.shell, flow)

    def _on_bring(self) -> None:
        self.shell.navigate("cash", page="bank")


def _nothing_known() -> EmptyText:
    return EmptyText(
        "wallet",
        _("Rien à prévoir encore"),
        _(
            "La prévision part du solde de la banque\u00a0: importez un relevé, les factures, "
            "les achats et les impôts s’y ajoutent d’eux-mêmes."
        ),
        _("Importer un relevé"),
    )
