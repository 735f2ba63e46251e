"""The questions of the first pull: which side decides, and where the stock begins."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.decide_masters import MastersDecided, decide_masters
from merchant_desk.operations.take_shop_stock import ShopStockTaken, take_shop_stock
from merchant_desk.queries.opening_stock import FirstPull, first_pull
from merchant_desk.queries.shops import ShopRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.page import caption
from merchant_desk.ui.settings.question import Question
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.shop_access import Masters
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import Master

_TAKE, _LATER = "take", "later"


class FirstPullSheet(QObject):
    """A side sheet; ``decided`` says that the answers are kept."""

    decided = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._shop: ShopRow | None = None
        self._units = 0
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Qui décide\u00a0?"))
        self.banner = Banner(theme)
        self.found = caption(theme, "")
        self.stock = Question(theme, _("Le stock"), _sides())
        self.price = Question(theme, _("Les prix"), _sides())
        self.opening = Question(
            theme,
            _("Le stock de départ"),
            ((_TAKE, _("Reprendre celui de la boutique")), (_LATER, _("Compter plus tard"))),
        )
        self.later = Button(theme, _("Plus tard"))
        self.save = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY)
        self._build()
        self.stock.changed.connect(self._show_consequences)
        self.price.changed.connect(self._show_consequences)
        self.opening.changed.connect(self._on_opening)
        self.save.clicked.connect(self._on_save)
        self.later.clicked.connect(self.sheet.close_sheet)

    def _build(self) -> None:
        body = self.sheet.body
        for widget in (self.banner, self.found, self.opening, self.stock, self.price):
            body.addWidget(widget)
        body.addStretch(1)
        self.sheet.footer.addWidget(self.later)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.save)

    def open_sheet(self, shop: ShopRow) -> None:
        """Ask about this storefront; answers already given are shown."""
        self._shop = shop
        self._units = 0
        self.banner.hide()
        self.found.setText("")
        self.save.setEnabled(False)
        self.save.say(_("Enregistrer"))
        self.sheet.subtitle.setText(shop.name)
        self.stock.choose(_side(shop.stock_master))
        self.price.choose(_side(shop.price_master))
        self.opening.choose(_TAKE)
        self._show_consequences()
        self._desk.read(self._show_found, first_pull, shop.shop_id)
        self.sheet.open_sheet(self.later)

    def _show_found(self, found: FirstPull) -> None:
        self.save.setEnabled(True)
        if self.later.hasFocus():
            self.save.setFocus()
        self.found.setText(_found_words(found))
        self.opening.setVisible(found.uncounted > 0)
        if not found.uncounted:
            self.opening.choose(_LATER)
        self._units = found.units
        self._show_consequences()

    def _on_opening(self) -> None:
        """Without any stock here, the desk would empty the shop: it does not decide yet."""
        self.stock.choose((Master.SHOP if self.opening.key == _LATER else Master.DESK).value)
        self._show_consequences()

    def _show_consequences(self) -> None:
        desk_stock = self.stock.key == Master.DESK.value
        self.stock.explain(
            _("Ce qui bouge ici est annoncé à la boutique après comparaison.")
            if desk_stock
            else _("Aucune quantité n’est écrite dans la boutique.")
        )
        self.price.explain(
            _("Un prix changé dans la boutique est remis à celui d’ici.")
            if self.price.key == Master.DESK.value
            else _("Les prix d’ici suivent ceux de la boutique.")
        )
        self.opening.explain(
            _(
                "{n} unités entrent en stock, à leur emplacement ou dans «\u00a0À ranger\u00a0»."
            ).format(n=number(self._units))
            if self.opening.key == _TAKE
            else _("Rien n’entre\u00a0: la boutique décide du stock jusqu’à l’inventaire.")
        )

    def _on_save(self) -> None:
        self.banner.hide()
        self.save.setEnabled(False)
        if self.opening.key == _TAKE:
            self._units = 0
            self._take(None)
        else:
            self._decide()

    def _take(self, after: ProductId | None) -> None:
        if self._shop is None:
            return
        ticket = self._desk.write(
            self._on_taken, take_shop_stock, self._desk.gesture(), self._shop.shop_id, after
        )
        ticket.or_else(self._on_refused)

    def _on_taken(self, chunk: ShopStockTaken) -> None:
        self._units += chunk.units
        self.save.say(_("{n} unités reprises").format(n=number(self._units)))
        if chunk.after is not None:
            self._take(chunk.after)
        else:
            self._decide()

    def _decide(self) -> None:
        if self._shop is None:
            return
        masters = Masters(Master(self.stock.key), Master(self.price.key))
        ticket = self._desk.write(
            self._on_decided, decide_masters, self._desk.gesture(), self._shop.shop_id, masters
        )
        ticket.or_else(self._on_refused)

    def _on_decided(self, decided: MastersDecided) -> None:
        self.sheet.close_sheet()
        text = _("C’est noté")
        if decided.differences:
            text = ngettext(
                "C’est noté\u00a0: {n} stock à annoncer à la boutique",
                "C’est noté\u00a0: {n} stocks à annoncer à la boutique",
                decided.differences,
            ).format(n=number(decided.differences))
        self._shell.toast(text)
        self.decided.emit()

    def _on_refused(self, refusal: DeskError) -> None:
        self.save.setEnabled(True)
        self.save.say(_("Enregistrer"))
        self.banner.show_message(BannerText(Tone.BAD, refusal.title, refusal.advice))


def _found_words(found: FirstPull) -> str:
    products = ngettext("{n} produit relevé", "{n} produits relevés", found.products)
    products = products.format(n=number(found.products))
    if not found.uncounted:
        return _("{products}, tous avec leur stock ici.").format(products=products)
    return _(
        "{products}, dont {n} sans stock ici\u00a0: {shown} unités affichées et "
        "{sold} vendues, pas encore parties."
    ).format(
        products=products,
        n=number(found.uncounted),
        shown=number(found.units_shown),
        sold=number(found.units_sold),
    )


def _sides() -> tuple[tuple[str, str], ...]:
    return (
        (Master.DESK.value, _("Merchant Desk décide")),
        (Master.SHOP.value, _("La boutique décide")),
    )


def _side(master: Master) -> str:
    return Master.DESK.value if master is Master.UNDECIDED else master.value
