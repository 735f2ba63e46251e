"""« Colis sans bon »: articles came and nobody knows of which order; they wait for it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.declare_return import Declared, FoundItem, declare_found
from merchant_desk.queries.barcodes import CodeMatch
from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.french import items
from merchant_desk.values.ids import ProductId
from merchant_desk.values.product_names import full_name
from merchant_desk.values.texts import _

_MOST = 9999


class FoundRow(QWidget):
    """An article that was in the parcel."""

    def __init__(self, theme: Theme, product_id: ProductId, name: str, units: int) -> None:
        super().__init__()
        self.product_id, self.name = product_id, name
        named = _("Unités trouvées de {name}").format(name=name[:80])
        self.units = NumberInput(theme, named, least=0, most=_MOST)
        self.units.setValue(units)
        self.units.setFixedWidth(theme.px(80))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        row.addWidget(TextLabel(theme, name, Role.STRONG, wraps=True), 1)
        row.addWidget(self.units)


class FoundSheet(QObject):
    """A sheet over the desk; the slip scanned meanwhile says of which order it all is."""

    kept = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Colis sans bon"))
        self.banner = Banner(theme)
        self.finder = ProductSearch(desk, theme, lists_all=False)
        self.rows: list[FoundRow] = []
        self.held = QVBoxLayout()
        self.note = Field(
            theme,
            _("Ce que dit le colis"),
            hint=_("Expéditeur, numéro de suivi, mot joint\u00a0: pour retrouver la commande."),
        )
        self.go = Button(theme, _("Garder de côté"), kind=Kind.PRIMARY, icon="package")
        self._build()
        self.finder.chosen.connect(self._on_chosen)
        self.go.clicked.connect(self._on_go)
        self.note.input.returnPressed.connect(self._on_go)

    def _build(self) -> None:
        theme, body = self._shell.theme, self.sheet.body
        told = _("Rien ne va en stock et rien n’est rendu tant que la commande n’est pas connue.")
        body.addWidget(TintBox(theme, Tone.INFO, "info", told))
        body.addWidget(self.banner)
        body.addLayout(self.held)
        body.addWidget(self.finder)
        body.addWidget(self.note)
        body.addStretch(1)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.go)

    def open(self) -> None:
        """Begin with an empty parcel."""
        self.banner.hide()
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        self.note.set_value("")
        self.finder.search.clear()
        self._show_count()
        self.sheet.open_sheet(self.finder.search)

    def take(self, found: Sequence[CodeMatch]) -> None:
        """Add the article of a code."""
        match = found[0]
        if not self.sheet.isVisible():
            self.open()
        self._shell.sounds.play(Sound.ADDED)
        self._add(match.product_id, full_name(match.name, match.option_text))

    def show_unknown(self) -> None:
        """Say that nobody knows the code."""
        self._shell.sounds.play(Sound.UNKNOWN)
        self.banner.show_message(BannerText(Tone.WARN, _("Ni un bon, ni un article connu.")))

    @property
    def articles(self) -> tuple[tuple[ProductId, str, int], ...]:
        """Return what was in the parcel, by name."""
        return tuple((row.product_id, row.name, row.units.value()) for row in self.rows)

    @property
    def found(self) -> tuple[FoundItem, ...]:
        """Return what was in the parcel."""
        return tuple(
            FoundItem(row.product_id, row.units.value()) for row in self.rows if row.units.value()
        )

    def _on_chosen(self, product: FoundProduct) -> None:
        self._add(product.product_id, full_name(product.name, product.option_text))
        self.finder.search.clear()
        self.finder.search.setFocus()

    def _add(self, product_id: ProductId, name: str) -> None:
        self.banner.hide()
        for row in self.rows:
            if row.product_id == product_id:
                row.units.setValue(row.units.value() + 1)
                return
        row = FoundRow(self._shell.theme, product_id, name, 1)
        row.units.valueChanged.connect(partial(self._on_units, row))
        self.rows.append(row)
        self.held.addWidget(row)
        self._show_count()

    def _on_units(self, row: FoundRow, units: int) -> None:
        if not units and row in self.rows:
            self.rows.remove(row)
            row.hide()
            row.deleteLater()
            self.finder.search.setFocus()
        self._show_count()

    def _show_count(self) -> None:
        units = sum(each.units for each in self.found)
        words = _("Garder {items} de côté").format(items=items(units))
        self.go.say(words if units else _("Garder de côté"))
        self.go.setEnabled(units > 0)

    def _on_go(self) -> None:
        if not self.found:
            return
        gesture = self._desk.gesture()
        ticket = self._desk.write(
            self._show_kept, declare_found, gesture, self.found, self.note.value
        )
        ticket.or_else(self._show_refused)

    def _show_kept(self, done: Declared) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("{number}\u00a0: gardé de côté").format(number=done.number))
        self.kept.emit(done.return_id)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
