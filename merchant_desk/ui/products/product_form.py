"""Create a product or change its card, each field judged as she leaves it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.create_product import create_product
from merchant_desk.operations.save_product import ProductDraft, save_product
from merchant_desk.queries.product_card import ProductCard
from merchant_desk.queries.stock import BinChoice, bins
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.products.field_checks import (
    check_amount,
    check_cost,
    check_filled,
    check_weight,
    cost_tenthousandths,
    written_cost,
)
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.values.entries import read_amount, read_whole, written_amount
from merchant_desk.values.french import rate
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _

_RATES = (2000, 1000, 550, 210, 0)


class ProductForm(QObject):
    """A side sheet with the fields of a card; ``saved`` carries the product."""

    saved = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._card: ProductCard | None = None
        self._rates: list[int] = list(_RATES)
        self._bins: tuple[BinChoice, ...] = ()
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.banner = Banner(theme)
        self.name = Field(theme, _("Nom"), check=check_filled)
        self.option = Field(
            theme, _("Option"), hint=_("Ce qui distingue la variante\u00a0: 100 g.")
        )
        self.sku = Field(
            theme, _("Référence"), hint=_("Unique, par exemple SAV-LAV-100."), check=check_filled
        )
        self.code = Field(theme, _("Code-barres"), hint=_("Scannez-le, ou laissez vide."))
        self.price = Field(theme, _("Prix de vente TTC"), check=check_amount)
        self.vat = Select(theme, _("Taux de TVA"))
        self.cost = Field(theme, _("Coût d’achat HT"), check=check_cost)
        self.weight = Field(theme, _("Poids en grammes"), check=check_weight)
        self.category = Field(theme, _("Catégorie"))
        self.home = Select(theme, _("Emplacement habituel"))
        self.stocked = Switch(theme, _("Suivre le stock"))
        self.active = Switch(theme, _("En vente"))
        self.save = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY)
        self._build()
        self.save.clicked.connect(self._on_save)

    def _build(self) -> None:
        theme = self._shell.theme
        body = self.sheet.body
        for part in (self.banner, self.name, self.option, self.sku, self.code):
            body.addWidget(part)
        pairs = ((self.price, self.vat), (self.cost, self.weight))
        for left, right in pairs:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(left, 1)
            if isinstance(right, Select):
                row.addLayout(labelled(theme, right), 1)
            else:
                row.addWidget(right, 1)
            body.addLayout(row)
        body.addWidget(self.category)
        body.addLayout(labelled(theme, self.home))
        body.addWidget(self.stocked)
        body.addWidget(self.active)
        body.addStretch(1)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.save)
        QShortcut(QKeySequence("Ctrl+Return"), self.sheet).activated.connect(self._on_save)

    def open_new(self, name: str = "", code: str = "") -> None:
        """Open an empty form, with what was searched as a name, or scanned as a code."""
        self._card = None
        for field in (self.option, self.sku, self.price, self.cost, self.weight, self.category):
            field.set_value("")
        self.name.set_value(name)
        self.code.set_value(code)
        self.stocked.setChecked(True)
        self.active.setChecked(True)
        self._show_rates(_RATES[0])
        self._open(_("Nouveau produit"))

    def open_card(self, card: ProductCard) -> None:
        """Open the form on a product."""
        self._card = card
        self.name.set_value(card.name)
        self.option.set_value(card.option_text)
        self.sku.set_value(card.sku)
        self.price.set_value(written_amount(card.price))
        self.cost.set_value(written_cost(card.cost_tenthousandths))
        self.weight.set_value("" if card.weight_g is None else str(card.weight_g))
        self.category.set_value(card.category)
        self.stocked.setChecked(card.stocked)
        self.active.setChecked(card.active)
        self._show_rates(card.rate_bp)
        self._open(_("Modifier la fiche"))

    def _open(self, title: str) -> None:
        self.sheet.title.setText(title)
        self.code.setVisible(self._card is None)  # a card shows its codes, each with its units
        self.banner.hide()
        self._desk.read(self._show_bins, bins)
        self.sheet.open_sheet(self.name.input)

    def _show_rates(self, current: int) -> None:
        self._rates = sorted({*_RATES, current}, reverse=True)
        self.vat.clear()
        self.vat.addItems([rate(each) for each in self._rates])
        self.vat.setCurrentIndex(self._rates.index(current))

    def _show_bins(self, rows: tuple[BinChoice, ...]) -> None:
        self._bins = rows
        self.home.clear()
        self.home.addItems(
            [_("Aucun en particulier"), *(f"{each.code} · {each.location}" for each in rows)]
        )
        wanted = self._card.default_place_id if self._card else None
        places = [each.place_id for each in rows]
        self.home.setCurrentIndex(places.index(wanted) + 1 if wanted in places else 0)

    def _on_save(self) -> None:
        fields = (self.name, self.sku, self.price, self.cost, self.weight)
        wrong = [field for field in fields if not field.validate()]
        if wrong:
            wrong[0].input.setFocus()
            return
        gesture, draft = self._desk.gesture(), self._draft()
        if self._card is None:
            code = self.code.value
            ticket = self._desk.write(self._show_saved, create_product, gesture, draft, code)
        else:
            product_id = self._card.product_id
            ticket = self._desk.write(self._show_saved, save_product, gesture, draft, product_id)
        ticket.or_else(self._show_refused)

    def _draft(self) -> ProductDraft:
        place = self.home.currentIndex() - 1
        return ProductDraft(
            sku=self.sku.value,
            name=self.name.value,
            price=read_amount(self.price.value) or ZERO,
            rate_bp=self._rates[max(self.vat.currentIndex(), 0)],
            option_text=self.option.value,
            family=self._card.family if self._card else "",
            category=self.category.value,
            cost_tenthousandths=cost_tenthousandths(self.cost.value),
            weight_g=read_whole(self.weight.value),
            image_url=self._card.image_url if self._card else "",
            default_place_id=self._bins[place].place_id if 0 <= place < len(self._bins) else None,
            active=self.active.isChecked(),
            stocked=self.stocked.isChecked(),
        )

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.name.input.setFocus()

    def _show_saved(self, product_id: ProductId) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("«\u00a0{name}\u00a0» enregistré.").format(name=self.name.value))
        self.saved.emit(product_id)
