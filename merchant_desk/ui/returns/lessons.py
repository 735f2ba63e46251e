"""What returns teach: the changes that would save most, and what each cause costs."""

from datetime import timedelta
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.queries.return_lessons import Lessons, return_lessons
from merchant_desk.rules.returns.lessons import Cut, CutRow, MarginRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, items, number, rate, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_PER_CENT, _SHOWN = 100, 8
_DAYS = {"90": 90, "365": 365, "1095": 1095}


def tenthousandths(value: int) -> str:
    """Return an amount in ten-thousandths of a euro as people read it."""
    return euros(Money(round(value / _PER_CENT)))


class LessonsScreen(Screen):
    """One page of figures; she chooses how far back they go."""

    watches: ClassVar[frozenset[str]] = frozenset({"sales_return", "sales_return_line", "setting"})
    help_page: ClassVar[str] = "returns"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        choices = [("90", _("3 mois")), ("365", _("1 an")), ("1095", _("3 ans"))]
        self.span = SegmentedChoice(theme, _("Période"), choices)
        self.span.choose("365")
        self.figures = TextLabel(theme, "", Role.PAGE_TITLE, wraps=True)
        self.detail = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.changes = Card(theme, _("Trois changements qui économiseraient le plus"))
        self.cuts = {
            Cut.REASON: Card(theme, _("Par raison")),
            Cut.PRODUCT: Card(theme, _("Par article")),
            Cut.SIZE: Card(theme, _("Par taille ou option")),
            Cut.SUPPLIER: Card(theme, _("Par fournisseur")),
            Cut.CARRIER: Card(theme, _("Par transporteur")),
        }
        self.margins = Card(
            theme, _("Marge une fois les retours payés"), _("Par article, la plus basse d’abord")
        )
        self.empty = EmptyState(
            theme,
            EmptyText(
                "package-open",
                _("Pas encore de retour sur cette période"),
                _("Chaque retour repris ici apprend pourquoi il revient, et ce qu’il coûte."),
            ),
        )
        self._area = QScrollArea()
        self._build()
        self.span.chosen.connect(self._on_span)
        self.setFocusProxy(self.span)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.addWidget(self.figures)
        words.addWidget(self.detail)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.span, 0, Qt.AlignmentFlag.AlignTop)
        self._area.setWidget(self._tables())
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(_("Enseignements des retours"))
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 8, 24, 18)
        outer.setSpacing(12)
        outer.addLayout(head)
        outer.addWidget(self.empty, 1)
        outer.addWidget(self._area, 1)
        self.empty.hide()

    def _tables(self) -> QWidget:
        held = QWidget()
        held.setProperty("ground", "none")
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.changes)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        for cards in (
            (self.cuts[Cut.REASON], self.cuts[Cut.SIZE], self.cuts[Cut.CARRIER]),
            (self.cuts[Cut.PRODUCT], self.cuts[Cut.SUPPLIER], self.margins),
        ):
            side = QWidget()
            side.setProperty("ground", "none")
            stacked = QVBoxLayout(side)
            stacked.setContentsMargins(0, 0, 0, 0)
            stacked.setSpacing(12)
            for card in cards:
                stacked.addWidget(card)
            sides.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(sides)
        column.addStretch(1)
        return held

    def title(self) -> str:
        """Return the title of the page."""
        return _("Enseignements")

    def reload(self) -> None:
        """Ask for the figures."""
        until = paris_date(utc_now())
        since = until - timedelta(days=_DAYS[self.span.key] - 1)
        station = self.desk.gesture().station_id
        self.desk.read(self._show_lessons, return_lessons, station, since, until)

    def _on_span(self, _key: str) -> None:
        self.reload()

    def _show_lessons(self, told: Lessons) -> None:
        self.empty.setVisible(not told.returned)
        self._area.setVisible(bool(told.returned))
        days = _("Du {since} au {until}").format(
            since=short_date(told.since), until=short_date(told.until)
        )
        self.figures.setText(
            _("{n} revenus sur {sold}\u00a0: {rate}").format(
                n=items(told.returned), sold=number(told.sold), rate=rate(told.rate_bp)
            )
            if told.sold
            else _("{n} revenus").format(n=items(told.returned))
        )
        self.detail.setText(
            _(
                "{days}\u00a0: {refund} rendus, {cost} de coût net, temps compté {hour} l’heure"
            ).format(
                days=days,
                refund=tenthousandths(told.refund),
                cost=tenthousandths(told.net_cost),
                hour=euros(Money(told.hourly)),
            )
        )
        self._show_changes(told)
        for cut, card in self.cuts.items():
            self._show_cut(card, told.cuts[cut])
        self._show_margins(told.margins)

    def _show_changes(self, told: Lessons) -> None:
        clear(self.changes.body)
        for place, each in enumerate(told.changes, 1):
            words = _("{place}. {sentence}").format(place=number(place), sentence=each.sentence)
            note = _("{items} revenus pour cela").format(items=items(each.units))
            line = Line(self.shell.theme, words, tenthousandths(each.saving), note)
            self.changes.body.addWidget(line)
        if not told.changes:
            nothing = _("Rien ne revient plus que d’habitude\u00a0: continuez ainsi.")
            self.changes.body.addWidget(TextLabel(self.shell.theme, nothing, wraps=True))

    def _show_cut(self, card: Card, rows: tuple[CutRow, ...]) -> None:
        clear(card.body)
        card.setVisible(bool(rows))
        for row in rows[:_SHOWN]:
            words = _("{n} · rendu {refund} · déprécié {lost} · port {carriage}")
            came = items(row.returned)
            if row.sold:
                came = " · ".join((came, rate(row.rate_bp)))
            note = words.format(
                n=came,
                refund=tenthousandths(row.refund),
                lost=tenthousandths(row.write_down),
                carriage=tenthousandths(row.carriage),
            )
            value = tenthousandths(row.net_cost)
            card.body.addWidget(Line(self.shell.theme, row.name or "—", value, note))

    def _show_margins(self, rows: tuple[MarginRow, ...]) -> None:
        clear(self.margins.body)
        self.margins.setVisible(bool(rows))
        for row in rows[:_SHOWN]:
            note = _(
                "vendus\u00a0: {sold} · revenus\u00a0: {back} · marge avant\u00a0: {before}"
            ).format(
                sold=number(row.sold), back=number(row.returned), before=tenthousandths(row.margin)
            )
            value = tenthousandths(row.after_returns)
            self.margins.body.addWidget(Line(self.shell.theme, row.name, value, note))
