"""What would change in a storefront if the desk decided: seen before anything is written there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from merchant_desk.queries.first_push import WouldChange
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import buttons_row, caption, clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.texts import _, ngettext

MOST = 1000
"""As many articles are looked at; with more, the counts are a least."""
_FIRST, _PAGE = 5, 20
_LONGEST = 60
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class FirstPushCard(Card):
    """A summary with its counts, then a line for each value that would be written over."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Ce qui changerait dans la boutique"))
        self._lines: list[tuple[str, str, str, str]] = []
        self._shown = 0
        self.summary = caption(theme, "")
        self._table = QWidget(self)
        self._table.setAccessibleName(_("Ce qui changerait dans la boutique"))
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self.more = Button(theme, "", kind=Kind.LINK, icon="chevron-down")
        self.more.clicked.connect(self._show_page)
        row = buttons_row(self.more)
        row.setContentsMargins(-6, 0, 0, 0)
        self.body.addWidget(self.summary)
        self.body.addWidget(self._table)
        self.body.addLayout(row)

    def show_waiting(self) -> None:
        """Say that it is being looked at."""
        self._lines = []
        self.summary.setText(_("Comparaison avec ce que la boutique affiche…"))
        self._begin()

    def show_changes(self, rows: tuple[WouldChange, ...], *, stock: bool, price: bool) -> None:
        """Show what would be written over, for the sides that the desk would decide.

        Asked again with nothing new, the list stays as she has opened it.
        """
        lines = [line for row in rows for line in _lines(row, stock=stock, price=price)]
        stocks = sum(row.our_stock is not None for row in rows) if stock else 0
        prices = sum(row.our_price is not None for row in rows) if price else 0
        self.summary.setText(_summary(stocks, prices, more=len(rows) >= MOST))
        if lines != self._lines:
            self._lines = lines
            self._begin()

    @property
    def count(self) -> int:
        """Return how many values would be written over."""
        return len(self._lines)

    def _begin(self) -> None:
        clear(self._grid)
        self._shown = 0
        self._table.setVisible(bool(self._lines))
        if self._lines:
            heads = (_("Article"), _("Boutique"), _("Ici"))
            for column, text in enumerate(heads):
                head = TextLabel(self._theme, text, Role.HEAD, Ink.TEXT2)
                self._grid.addWidget(head, 0, column, _NUMBERS if column else Qt.AlignmentFlag(0))
        self._show_page()

    def _show_page(self) -> None:
        page = _PAGE if self._shown else _FIRST
        for line in self._lines[self._shown : self._shown + page]:
            self._shown += 1
            self._show_line(self._shown, line)
        left = len(self._lines) - self._shown
        self.more.setVisible(left > 0)
        self.more.say(_("Voir les {n} suivants").format(n=number(min(left, _PAGE))))

    def _show_line(self, row: int, line: tuple[str, str, str, str]) -> None:
        name, sku, there, here = line
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(self._theme, name, Role.STRONG, wraps=True))
        words.addWidget(TextLabel(self._theme, sku, Role.CAPTION, Ink.TEXT3))
        self._grid.addLayout(words, row, 0)
        shown = TextLabel(self._theme, there, ink=Ink.TEXT2, tabular=True)
        ours = TextLabel(self._theme, here, Role.STRONG, tabular=True)
        self._grid.addWidget(shown, row, 1, _NUMBERS)
        self._grid.addWidget(ours, row, 2, _NUMBERS)


def _lines(row: WouldChange, *, stock: bool, price: bool) -> list[tuple[str, str, str, str]]:
    """Return name, SKU, what the shop shows and what would stand there instead."""
    name = row.name if len(row.name) <= _LONGEST else f"{row.name[: _LONGEST - 1]}…"
    found = []
    if stock and row.our_stock is not None and row.shown_stock is not None:
        found.append((name, row.sku, number(row.shown_stock), number(row.our_stock)))
    if price and row.our_price is not None and row.shown_price is not None:
        found.append((name, row.sku, euros(row.shown_price), euros(row.our_price)))
    return found


def _summary(stocks: int, prices: int, *, more: bool) -> str:
    if not stocks and not prices:
        return _("Rien\u00a0: ce que la boutique affiche restera tel quel.")
    told = []
    if stocks:
        told.append(ngettext("{n} stock", "{n} stocks", stocks).format(n=number(stocks)))
    if prices:
        told.append(ngettext("{n} prix", "{n} prix", prices).format(n=number(prices)))
    values = _("{stocks} et {prices}").format(stocks=told[0], prices=told[-1])
    sentence = (
        _("Au moins {values} à écrire. Rien n’est écrit avant que vous ayez confirmé.")
        if more
        else _("{values} à écrire. Rien n’est écrit avant que vous ayez confirmé.")
    )
    return sentence.format(values=values if len(told) > 1 else told[0])
