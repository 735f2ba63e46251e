"""The articles to pack; in their place, a choice to make with a digit or the arrows."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from merchant_desk.operations.scan_answers import Meant
from merchant_desk.queries.parcel_view import PackLine, ParcelView
from merchant_desk.ui.packing.choice_rows import ChoicePainter, ChoiceRow
from merchant_desk.ui.packing.line_rows import LinePainter, LineRow, line_rows
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.announce import announce
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import ParcelLineId
from merchant_desk.values.texts import _, ngettext

_INDENT = 10


class Asked(StrEnum):
    """What a choice is for."""

    PRODUCT = "product"
    MISSING = "missing"


class LinesCard(Card):
    """Lists the parcel; ``chosen`` carries what was asked and the value picked."""

    code_wanted = Signal()
    missing_wanted = Signal()
    chosen = Signal(str, object)
    choice_ended = Signal()

    def __init__(self, theme: Theme, menu: Menu, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("À emballer"), padding=10, parent=parent)
        self._asked = Asked.PRODUCT
        self._view: ParcelView | None = None
        self._lines: RowList[LineRow] = RowList(theme, _("Articles du colis"), LinePainter(theme))
        self._choices: RowList[ChoiceRow] = RowList(theme, _("Choix"), ChoicePainter(theme))
        self._choices.takes_digits = True
        self._empty = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self._empty.setText(_("Les articles du colis s’afficheront ici."))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        for page in (self._empty, self._lines, self._choices):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self._code = Button(theme, _("Saisir un code"), kind=Kind.QUIET, icon="keyboard")
        missing = _("Signaler un manque")
        self._missing = Button(theme, missing, kind=Kind.QUIET, icon="triangle-alert")
        self._more = IconButton(theme, "ellipsis", _("Autres actions sur le colis"))
        self._menu = menu
        self.title.setContentsMargins(_INDENT, 0, 0, 0)
        for action in (self._code, self._missing, self._more):
            self.add_action(action)
        self._code.clicked.connect(self.code_wanted)
        self._missing.clicked.connect(self.missing_wanted)
        self._more.clicked.connect(self._open_menu)
        self._choices.picked.connect(self._on_chosen)
        self.show_parcel(None, None)

    @property
    def choosing(self) -> bool:
        """Tell whether a choice is asked for."""
        return self._pages.currentWidget() is self._choices

    def show_parcel(self, view: ParcelView | None, fresh: ParcelLineId | None) -> None:
        """Show the lines, the one just scanned first."""
        self._view = view
        self._missing.setEnabled(view is not None and view.open)
        self._more.setEnabled(view is not None)
        rows = () if view is None else line_rows(view.lines, fresh)
        self._lines.show_rows(rows)
        if not self.choosing:
            self._show_lines()

    def ask_product(self, choices: Sequence[Meant]) -> None:
        """Ask which product she holds."""
        wanted = {line.product_id for line in self._view.lines} if self._view else set()
        rows = [
            ChoiceRow(
                place,
                each.name,
                each.sku,
                _("dans la commande") if each.product_id in wanted else "",
                each.product_id,
            )
            for place, each in enumerate(choices, 1)
        ]
        self._ask(Asked.PRODUCT, _("Quel produit\u00a0?"), rows)

    def ask_missing(self) -> None:
        """Ask which article is not in its bin."""
        left = [line for line in self._view.lines if not line.full] if self._view else []
        rows = [
            ChoiceRow(place, line.full_name, _where(line), _left(line), line.line_id)
            for place, line in enumerate(left, 1)
        ]
        if rows:
            self._ask(Asked.MISSING, _("Quel article manque\u00a0?"), rows)

    def end_choice(self) -> None:
        """Go back to the lines."""
        if self.choosing:
            self.choice_ended.emit()
            self._show_lines()

    def _ask(self, asked: Asked, title: str, rows: Sequence[ChoiceRow]) -> None:
        self._asked = asked
        self.title.setText(title)
        self.note.setText(_("Chiffre, ou ↑ ↓ et Entrée · Échap pour renoncer"))
        self._choices.setAccessibleName(title)
        self._choices.show_rows(rows)
        self._pages.setCurrentWidget(self._choices)
        self._show_actions(shown=False)
        self._choices.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._choices, title)

    def _show_lines(self) -> None:
        view = self._view
        self._show_actions(shown=True)
        self._pages.setCurrentWidget(self._empty if view is None else self._lines)
        self.title.setText(_("À emballer") if view is None or view.open else _("Dans le colis"))
        left = 0 if view is None else view.wanted - view.packed
        words = ngettext("{n} restant", "{n} restants", left).format(n=number(left))
        self.note.setText(words if view is not None and view.open else "")

    def _show_actions(self, *, shown: bool) -> None:
        for action in (self._code, self._missing, self._more):
            action.setVisible(shown)

    def _open_menu(self) -> None:
        corner = self._more.rect().bottomLeft()
        self._menu.popup(self._more.mapToGlobal(corner))

    def _on_chosen(self, row: ChoiceRow) -> None:
        self.end_choice()
        self.chosen.emit(self._asked, row.value)


def _where(line: PackLine) -> str:
    return "  ·  ".join(part for part in (line.sku, line.bins) if part)


def _left(line: PackLine) -> str:
    left = line.wanted - line.packed
    return ngettext("{n} manquant", "{n} manquants", left).format(n=number(left))
