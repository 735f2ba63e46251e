"""An unknown code: give it to a product, or make the product, or take it for a tracking number."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.add_code import NewCode, add_code
from merchant_desk.queries.product_search import FoundProduct, find_products
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.packing.choice_rows import ChoicePainter, ChoiceRow
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.barcode import gtin14
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _
from merchant_desk.values.words import CodeKind

_MOST_FOUND = 30
_MOST_UNITS = 1000
_LOWEST = 240


class AssociateSheet(QObject):
    """``associated`` when a product has the code, ``is_tracking`` when it was a label after all."""

    associated = Signal()
    is_tracking = Signal(str)

    def __init__(
        self, desk: Desk, shell: Shell, screen: QWidget, *, takes_tracking: bool = True
    ) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._code = ""
        self._ticket: Ticket[tuple[FoundProduct, ...]] | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Créer ou associer"))
        self.banner = Banner(theme)
        self.search = SearchField(theme, _("Nom, SKU ou autre code du produit"))
        self.search.setAccessibleName(_("Chercher le produit qui porte ce code"))
        self.units = NumberInput(theme, _("Unités que vaut ce code"), least=1, most=_MOST_UNITS)
        self.found: RowList[ChoiceRow] = RowList(theme, _("Produits trouvés"), ChoicePainter(theme))
        self.found.setMinimumHeight(_LOWEST)
        self._create = Button(theme, _("Créer un produit"), icon="plus")
        self._label = Button(theme, _("C’est un numéro de suivi"), kind=Kind.LINK)
        self._build()
        self._connect()
        self._label.setVisible(takes_tracking)

    def _build(self) -> None:
        theme = self._shell.theme
        body = self.sheet.body
        units = QHBoxLayout()
        units.addWidget(TextLabel(theme, _("Unités que vaut ce code"), Role.STRONG), 1)
        units.addWidget(self.units)
        hint = _("Choisissez le produit\u00a0: le code lui est ajouté, et l’article est compté.")
        body.addWidget(self.banner)
        body.addWidget(TextLabel(theme, hint, ink=Ink.TEXT2, wraps=True))
        body.addWidget(self.search)
        body.addLayout(units)
        body.addWidget(self.found, 1)
        body.addWidget(self._label, 0, Qt.AlignmentFlag.AlignLeft)
        self.sheet.footer.addWidget(self._create)
        self.sheet.footer.addStretch(1)

    def _connect(self) -> None:
        self.search.searched.connect(self._ask)
        self.search.returnPressed.connect(self._on_return)
        self.search.went_down.connect(self._on_return)
        self.found.picked.connect(self._on_picked)
        self._create.clicked.connect(self._on_create)
        self._label.clicked.connect(self._on_tracking)

    def open_for(self, code: str) -> None:
        """Ask which product has this code."""
        self._code = code
        self.sheet.subtitle.setText(_("Code {code}").format(code=code))
        self.banner.hide()
        self.search.clear()
        self.units.setValue(1)
        self.found.show_rows(())
        self.sheet.open_sheet(self.search)

    def _ask(self, text: str) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._desk.read(self._show_found, find_products, text, _MOST_FOUND)

    def _show_found(self, found: tuple[FoundProduct, ...]) -> None:
        rows = [
            ChoiceRow(0, each.name, each.sku, each.option_text, each.product_id) for each in found
        ]
        self.found.show_rows(rows)

    def _on_return(self) -> None:
        if self.found.rows:
            self.found.setFocus()

    def _on_picked(self, row: ChoiceRow) -> None:
        units = self.units.value()
        if units > 1:
            kind = CodeKind.CARTON
        else:
            kind = CodeKind.EAN if gtin14(self._code) else CodeKind.INTERNAL
        new = NewCode(self._code, kind, units)
        ticket = self._desk.write(
            self._show_added, add_code, self._desk.gesture(), ProductId(row.value), new
        )
        ticket.or_else(self._show_refused)

    def _show_added(self, _code: str) -> None:
        self.sheet.close_sheet()
        self.associated.emit()

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))

    def _on_create(self) -> None:
        self.sheet.close_sheet()
        self._shell.navigate("products", new_code=self._code)

    def _on_tracking(self) -> None:
        self.sheet.close_sheet()
        self.is_tracking.emit(self._code)
