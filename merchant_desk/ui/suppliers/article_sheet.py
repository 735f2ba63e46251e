"""On what terms a supplier sells one article: its reference, packs, and prices by quantity."""

from PySide6.QtCore import QObject

from merchant_desk.errors import DeskError
from merchant_desk.operations.purchase_questions import AskedFirstError
from merchant_desk.operations.save_supplier_article import (
    remove_supplier_article,
    save_supplier_article,
)
from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.queries.supplier_card import SupplierArticleLine, SupplierCard
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.products.field_checks import check_cost, cost_tenthousandths, written_cost
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.entries import read_whole
from merchant_desk.values.ids import ProductId, SupplierArticleId
from merchant_desk.values.purchases import ArticleTerms, PriceBreak
from merchant_desk.values.texts import _


def _check_units(text: str) -> str:
    units = read_whole(text)
    return "" if units is not None and units > 0 else _("Un nombre entier, 1 au moins.")


def read_breaks(text: str) -> tuple[PriceBreak, ...] | None:
    """Return the breaks written « 60 = 1,9875 ; 120 = 1,80 », or None."""
    found = []
    for piece in filter(None, (each.strip() for each in text.split(";"))):
        units, sign, price = piece.partition("=")
        count, cost = read_whole(units), cost_tenthousandths(price)
        if not sign or count is None or cost is None:
            return None
        found.append(PriceBreak(count, cost))
    return tuple(sorted(found))


def written_breaks(breaks: tuple[PriceBreak, ...]) -> str:
    """Return breaks as one would type them."""
    return " ; ".join(
        f"{each.from_units} = {written_cost(each.cost_tenthousandths)}" for each in breaks
    )


def _check_breaks(text: str) -> str:
    return "" if read_breaks(text) is not None else _("Écrivez 60 = 1,9875\u00a0; 120 = 1,80.")


class ArticleSheet(QObject):
    """A sheet over the supplier's; a price of zero is kept when she confirms it."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._card: SupplierCard | None = None
        self._product: ProductId | None = None
        self._accepts = False
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.banner = Banner(theme)
        self.search = ProductSearch(desk, theme, lists_all=False)
        self.sku = Field(theme, _("Sa référence"))
        self.pack = Field(theme, _("Unités par colis"), check=_check_units)
        self.minimum = Field(theme, _("Minimum de commande, en unités"), check=_check_units)
        self.cost = Field(theme, _("Prix d’une unité HT"), check=check_cost)
        self.breaks = Field(
            theme,
            _("Prix par quantité"),
            hint=_("Comme 60 = 1,9875\u00a0; 120 = 1,80\u00a0: à partir de 60, de 120 unités."),
            check=_check_breaks,
        )
        self.preferred = CheckBox(theme, _("C’est chez lui qu’on l’achète"))
        self.remove = Button(theme, _("Il ne le vend plus"), icon="trash-2")
        self.go = Button(theme, _("Garder"), kind=Kind.PRIMARY)
        self._build()

    def _build(self) -> None:
        body = self.sheet.body
        for widget in (self.banner, self.search, *self._fields, self.preferred):
            body.addWidget(widget)
        body.addStretch(1)
        self.sheet.footer.addWidget(self.remove)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go)
        self.search.chosen.connect(self._on_chosen)
        self.remove.clicked.connect(self._on_remove)
        self.go.clicked.connect(self._on_go)
        for field in self._fields:
            field.input.returnPressed.connect(self._on_go)

    @property
    def _fields(self) -> tuple[Field, ...]:
        return (self.sku, self.pack, self.minimum, self.cost, self.breaks)

    def open_new(self, card: SupplierCard) -> None:
        """Ask which article, then on what terms."""
        self._begin(card, None, _("Article vendu"), ArticleTerms(preferred=True))
        self.search.search.clear()
        self.sheet.open_sheet(self.search.search)

    def open_for(self, card: SupplierCard, line: SupplierArticleLine) -> None:
        """Change the terms of an article."""
        self._begin(card, line.product_id, line.title, line.terms)
        self.sheet.open_sheet(self.cost.input)

    def _begin(
        self, card: SupplierCard, product_id: ProductId | None, title: str, terms: ArticleTerms
    ) -> None:
        self._card, self._product, self._accepts = card, product_id, False
        self.banner.hide()
        self.go.say(_("Garder"))
        self.sheet.title.setText(title)
        self.sheet.subtitle.setText(card.terms.name)
        self.search.setVisible(product_id is None)
        self.remove.setVisible(product_id is not None)
        self.sku.set_value(terms.supplier_sku)
        self.pack.set_value(str(terms.pack_units))
        self.minimum.set_value(str(terms.minimum_units))
        self.cost.set_value(written_cost(terms.cost_tenthousandths))
        self.breaks.set_value(written_breaks(terms.breaks))
        self.preferred.setChecked(terms.preferred)

    def _on_chosen(self, product: FoundProduct) -> None:
        """Take the article; what the supplier already asks for it is shown."""
        product_id = ProductId(product.product_id)
        if self._card is None:
            return
        known = [each for each in self._card.articles if each.product_id == product_id]
        title = " · ".join(filter(None, (product.name, product.option_text)))
        terms = known[0].terms if known else ArticleTerms(preferred=True)
        self._begin(self._card, product_id, title, terms)
        self.remove.setVisible(bool(known))
        self.sku.input.setFocus()

    def _on_go(self) -> None:
        wrong = [field for field in self._fields if not field.validate()]
        if wrong:
            wrong[0].input.setFocus()
            return
        if self._card is None or self._product is None:
            self.search.search.setFocus()
            return
        terms = ArticleTerms(
            self.sku.value,
            read_whole(self.pack.value) or 1,
            read_whole(self.minimum.value) or 1,
            cost_tenthousandths(self.cost.value),
            read_breaks(self.breaks.value) or (),
            self.preferred.isChecked(),
        )
        self._desk.write(
            self._show_kept,
            save_supplier_article,
            self._desk.gesture(),
            self._card.supplier_id,
            self._product,
            terms,
            accept_zero=self._accepts,
        ).or_else(self._show_refused)

    def _on_remove(self) -> None:
        if self._card is not None and self._product is not None:
            supplier = self._card.supplier_id
            self._desk.write(self._show_removed, remove_supplier_article, supplier, self._product)

    def _show_kept(self, _article: SupplierArticleId) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Prix gardé"))

    def _show_removed(self, _removed: bool) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Article retiré de ce fournisseur"))

    def _show_refused(self, error: DeskError) -> None:
        asks = isinstance(error, AskedFirstError)
        self._accepts = asks
        self.go.say(_("Oui, zéro euro") if asks else _("Garder"))
        tone = Tone.WARN if asks else Tone.BAD
        self.banner.show_message(BannerText(tone, error.title, error.advice))
