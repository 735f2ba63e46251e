"""« Vendre dans une boutique… »: products of the desk made in a storefront, as drafts."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.offer_product import offer_products
from merchant_desk.queries.shops import ShopRow, shops
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.texts import _, ngettext


class OfferSheet(QObject):
    """Says what will be made where, before it is asked for; ``offered`` once it was."""

    offered = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._wanted: tuple[ProductId, ...] = ()
        self._shops: tuple[ShopRow, ...] = ()
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Vendre dans une boutique"))
        self.banner = Banner(theme)
        self.shop = Select(theme, _("Boutique en ligne"))
        self.words = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.go = Button(theme, _("Créer les brouillons"), kind=Kind.PRIMARY)
        self._build()
        self.shop.currentIndexChanged.connect(self._ask_able)
        self.go.clicked.connect(self._on_go)

    def _build(self) -> None:
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addLayout(labelled(self._shell.theme, self.shop))
        body.addWidget(self.words)
        body.addStretch(1)
        cancel = Button(self._shell.theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.go)

    def open_for(self, product_ids: Sequence[bytes]) -> None:
        """Ask in which storefront these products are to be sold."""
        self._wanted = tuple(ProductId(each) for each in product_ids)
        self._desk.read(self._show_shops, shops)

    def _show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        if not self._screen.isVisible():  # she has gone elsewhere meanwhile
            return
        self._shops = rows
        count = len(self._wanted)
        words = ngettext("{n} produit", "{n} produits", count).format(n=number(count))
        self.sheet.subtitle.setText(words)
        self.words.setText(
            _(
                "Chaque produit est créé en brouillon, avec référence, code-barres, prix "
                "et stock\u00a0: vos clients ne le voient qu’une fois publié par vous dans la "
                "boutique. Ceux qu’elle vend déjà sont laissés tels quels."
            )
        )
        self.shop.blockSignals(True)
        self.shop.clear()
        self.shop.addItems([row.name for row in rows])
        self.shop.blockSignals(False)
        self.sheet.open_sheet(self.shop if rows else self.go)
        self._ask_able()

    def _chosen(self) -> ShopRow | None:
        place = self.shop.currentIndex()
        return self._shops[place] if 0 <= place < len(self._shops) else None

    def _ask_able(self) -> None:
        self.banner.hide()
        chosen = self._chosen()
        self.go.setEnabled(False)
        if chosen is None:
            self._say(_("Aucune boutique en ligne n’est connectée."))
            return
        able = self._shell.services.platform_can
        self._desk.network(self._show_able, able, chosen.platform)

    def _show_able(self, can: PlatformCan) -> None:
        self.go.setEnabled(can.new_products)
        if not can.new_products:
            self._say(_("Cette plate-forme ne prend pas de nouveaux produits d’ici."))

    def _say(self, title: str, advice: str = "") -> None:
        self.banner.show_message(BannerText(Tone.WARN, title, advice))

    def _on_go(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            gesture = self._desk.gesture()
            self._desk.write(
                self._show_done, offer_products, gesture, chosen.shop_id, self._wanted
            ).or_else(self._show_refused)

    def _show_done(self, count: int) -> None:
        self.sheet.close_sheet()
        self.offered.emit()
        words = ngettext(
            "{n} produit partira en brouillon au prochain échange",
            "{n} produits partiront en brouillon au prochain échange",
            count,
        )
        self._shell.toast(words.format(n=number(count)))
        if self._shell.services.start_pull is not None:
            self._shell.services.start_pull()

    def _show_refused(self, error: DeskError) -> None:
        self._say(error.title, error.advice)
