"""The basket on the page: its lines moved in with the arrows; a choice in their place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from merchant_desk.queries.barcodes import CodeMatch
from merchant_desk.queries.counter_tickets import Ticket
from merchant_desk.ui.counter.basket_rows import BasketPainter, BasketRow, basket_rows
from merchant_desk.ui.packing.choice_rows import ChoicePainter, ChoiceRow
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.announce import announce
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.article_name import full_name
from merchant_desk.values.basket import Basket
from merchant_desk.values.french import items, number
from merchant_desk.values.ids import ProductId, RecordId
from merchant_desk.values.texts import _, ngettext

_INDENT = 10
_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}


class BasketList(RowList[BasketRow]):
    """The lines; + and − change how many, Suppr takes a line away."""

    stepped = Signal(object, int)
    removed = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the line that the keyboard is on."""
        row = self.current
        key = Qt.Key(event.key())
        if row is None or row.line_id is None:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.stepped.emit(row.line_id, _STEPS[key])
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(row.line_id)
        else:
            super().keyPressEvent(event)

    @property
    def current(self) -> BasketRow | None:
        """Return the line that the keyboard is on."""
        place = self.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None


class BasketCard(Card):
    """Lists the basket; ``opened`` carries the line to change, ``chosen`` the product meant."""

    opened = Signal(object)
    stepped = Signal(object, int)
    removed = Signal(object)
    chosen = Signal(object)
    search_wanted = Signal()
    code_wanted = Signal()
    parked_wanted = Signal()
    choice_ended = Signal()

    def __init__(self, theme: Theme, menu: Menu) -> None:
        super().__init__(theme, _("Panier"), padding=10)
        self._menu = menu
        self._basket: Basket | None = None
        self.lines = BasketList(theme, _("Lignes du panier"), BasketPainter(theme))
        self._choices: RowList[ChoiceRow] = RowList(theme, _("Choix"), ChoicePainter(theme))
        self._choices.takes_digits = True
        self._empty = EmptyState(theme, _nothing(), gives_way=True)
        self._pages = QStackedWidget()
        for page in (self._empty, self.lines, self._choices):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self.title.setContentsMargins(_INDENT, 0, 0, 0)
        self._parked = Button(theme, "", kind=Kind.LINK)
        self._parked.hide()
        self._search = Button(theme, _("Chercher"), kind=Kind.QUIET, icon="search")
        self._code = Button(theme, _("Saisir un code"), kind=Kind.QUIET, icon="keyboard")
        self._more = IconButton(theme, "ellipsis", _("Autres actions sur le panier"))
        for action in (self._parked, self._search, self._code, self._more):
            self.add_action(action)
        self._parked.clicked.connect(self.parked_wanted)
        self._search.clicked.connect(self.search_wanted)
        self._code.clicked.connect(self.code_wanted)
        self._more.clicked.connect(self._open_menu)
        self._empty.primary.connect(self.search_wanted)
        self.lines.picked.connect(self._on_picked)
        self.lines.stepped.connect(self.stepped)
        self.lines.removed.connect(self.removed)
        self._choices.picked.connect(self._on_chosen)

    @property
    def choosing(self) -> bool:
        """Tell whether a choice is asked for."""
        return self._pages.currentWidget() is self._choices

    @property
    def line_id(self) -> RecordId | None:
        """Return the line that a gesture is about: that of the keyboard, else the last scanned."""
        row = self.lines.current if self.lines.hasFocus() else None
        if row is not None and row.line_id is not None:
            return row.line_id
        return next((each.line_id for each in self.lines.rows if each.line_id), None)

    def show_basket(self, basket: Basket, waiting: int = 0) -> None:
        """Show the lines, the last scanned first, and how many baskets wait."""
        self._basket = basket
        self._parked.setVisible(bool(waiting))
        words = ngettext("{n} panier attend", "{n} paniers attendent", waiting)
        self._parked.say(words.format(n=number(waiting)))
        self.lines.show_rows(basket_rows(basket))
        if not self.choosing:
            self._show_lines()

    def ask_product(self, choices: Sequence[CodeMatch]) -> None:
        """Ask which product she holds."""
        rows = [
            ChoiceRow(place, full_name(each.name, each.option_text), each.sku, "", each.product_id)
            for place, each in enumerate(choices, 1)
        ]
        self._ask(_("Quel produit\u00a0?"), rows)

    def ask_back(self, ticket: Ticket) -> None:
        """Ask which article of a ticket comes back; scanning it answers as well."""
        left = [each for each in ticket.lines if each.left and each.product_id is not None]
        rows = [
            ChoiceRow(
                place,
                full_name(each.name, each.option),
                each.sku,
                _("{left} sur {sold}").format(left=number(each.left), sold=number(each.quantity)),
                each.product_id or b"",
            )
            for place, each in enumerate(left, 1)
        ]
        if rows:
            self._ask(_("Que rapporte le client\u00a0?"), rows)

    def end_choice(self) -> None:
        """Go back to the lines."""
        if self.choosing:
            self._pages.setCurrentWidget(self._empty)
            self.choice_ended.emit()
            self._show_lines()

    def _ask(self, title: str, rows: Sequence[ChoiceRow]) -> None:
        self.title.setText(title)
        self.note.setText(_("Chiffre, ou ↑ ↓ et Entrée"))
        self._choices.setAccessibleName(title)
        self._choices.show_rows(rows)
        self._pages.setCurrentWidget(self._choices)
        self._choices.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._choices, title)

    def _show_lines(self) -> None:
        basket = self._basket
        empty = basket is None or basket.empty
        self._pages.setCurrentWidget(self._empty if empty else self.lines)
        self.title.setText(_title(basket))
        units = 0 if basket is None else basket.units + basket.units_back
        self.note.setText("" if empty else items(units))

    def _open_menu(self) -> None:
        corner = self._more.rect().bottomLeft()
        self._menu.popup(self._more.mapToGlobal(corner))

    def _on_picked(self, row: BasketRow) -> None:
        if row.line_id is not None:
            self.opened.emit(row.line_id)

    def _on_chosen(self, row: ChoiceRow) -> None:
        self.end_choice()
        self.chosen.emit(ProductId(row.value))


def _title(basket: Basket | None) -> str:
    if basket is None or not basket.returning:
        return basket.customer if basket and basket.customer else _("Panier")
    if basket.ticket:
        return _("Retour {ticket}").format(ticket=basket.ticket)
    return _("Retour sans ticket")


def _nothing() -> EmptyText:
    return EmptyText(
        icon="shopping-bag",
        title=_("Le panier est vide"),
        text=_("Scannez un article, ou cherchez-le par son nom."),
        primary=_("Chercher un article"),
    )
