"""The questions of the first pull: which side decides, and where the stock begins."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.decide_masters import MastersDecided, decide_masters
from merchant_desk.queries.first_push import WouldChange, would_change
from merchant_desk.queries.opening_stock import FirstPull, first_pull
from merchant_desk.queries.shops import ShopRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.first_push_card import MOST, FirstPushCard
from merchant_desk.ui.settings.page import caption
from merchant_desk.ui.settings.question import Question
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.french import number
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
        self._physical: bool | None = None
        self._changes: tuple[WouldChange, ...] | None = None
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
        self.changes = FirstPushCard(theme)
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
        asked = (self.banner, self.found, self.changes, self.opening, self.stock, self.price)
        for widget in asked:
            body.addWidget(widget)
        body.addStretch(1)
        self.sheet.footer.addWidget(self.later)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.save)

    def open_sheet(self, shop: ShopRow) -> None:
        """Ask about this storefront; answers already given are shown."""
        self._shop = shop
        self._units = 0
        self._physical, self._changes = None, None
        self.banner.hide()
        self.found.setText("")
        self.save.setEnabled(False)
        self.save.say(_("Enregistrer"))
        self.sheet.subtitle.setText(shop.name)
        self.stock.choose(_side(shop.stock_master))
        self.price.choose(_side(shop.price_master))
        self.opening.choose(_TAKE)
        self._show_consequences()
        physical = self._shell.services.shows_physical
        ticket = self._desk.network(self._on_platform, physical, shop.platform)
        ticket.or_else(self._on_refused)
        self.sheet.open_sheet(self.later)

    def _on_platform(self, physical: bool) -> None:
        """Ask for the rest once it is known what the numbers of this platform count."""
        if self._shop is not None:
            self._physical = physical
            shop_id = self._shop.shop_id
            self._desk.read(self._show_found, first_pull, shop_id)
            self._desk.read(
                self._show_changes, would_change, shop_id, physical=physical, limit=MOST
            )

    def _show_changes(self, changes: tuple[WouldChange, ...]) -> None:
        """Let her confirm only once she can see what would be written."""
        self._changes = changes
        self._show_consequences()
        self.save.setEnabled(True)
        if self.later.hasFocus():
            self.save.setFocus()

    def _show_found(self, found: FirstPull) -> None:
        self.found.setText(_found_words(found))
        self.opening.setVisible(found.uncounted > 0)
        if not found.uncounted:
            self.opening.choose(_LATER)
        self._units = found.units_shown if self._physical else found.units
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
                "{n} unités entrent en stock, à leur emplacement ou dans "
                "«\u00a0À\u00a0ranger\u00a0»."
            ).format(n=number(self._units))
            if self.opening.key == _TAKE
            else _("Rien n’entre\u00a0: la boutique décide du stock jusqu’à l’inventaire.")
        )
        self._show_what_would_change(stock=desk_stock)

    def _show_what_would_change(self, *, stock: bool) -> None:
        if self._changes is None:
            self.changes.show_waiting()
            return
        price = self.price.key == Master.DESK.value
        self.changes.show_changes(self._changes, stock=stock, price=price)
        count = self.changes.count
        self.save.say(
            ngettext("Confirmer {n} changement", "Confirmer {n} changements", count).format(
                n=number(count)
            )
            if count
            else _("Enregistrer")
        )

    def _on_save(self) -> None:
        if self._shop is None:
            return
        self.banner.hide()
        self.save.setEnabled(False)
        if self.opening.key == _TAKE:
            self.save.say(_("Reprise du stock…"))
            take = self._shell.services.take_opening
            gesture, shop_id = self._desk.gesture(), self._shop.shop_id
            self._desk.network(self._on_taken, take, gesture, shop_id).or_else(self._on_refused)
        else:
            self._decide()

    def _on_taken(self, units: int) -> None:
        self.save.say(_("{n} unités reprises").format(n=number(units)))
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
        self.save.setEnabled(self._changes is not None)
        self._show_consequences()
        self.banner.show_message(BannerText(Tone.BAD, refusal.title, refusal.advice))


def _found_words(found: FirstPull) -> str:
    products = ngettext("{n} produit relevé", "{n} produits relevés", found.products)
    products = products.format(n=number(found.products))
    if not found.uncounted:
        return _("{products}, tous avec leur stock ici.").format(products=products)
    every = found.uncounted == found.products
    told = (
        _("{products}, sans stock ici.") if every else _("{products}, dont {n} sans stock ici.")
    ).format(products=products, n=number(found.uncounted))
    shown = ngettext(
        "La boutique en affiche {n} unité.", "La boutique en affiche {n} unités.", found.units_shown
    ).format(n=number(found.units_shown))
    if not found.units_sold:
        return f"{told} {shown}"
    sold = ngettext(
        "{n} unité est vendue et n’est pas encore partie.",
        "{n} unités sont vendues et ne sont pas encore parties.",
        found.units_sold,
    ).format(n=number(found.units_sold))
    return f"{told} {shown} {sold}"


def _sides() -> tuple[tuple[str, str], ...]:
    return (
        (Master.DESK.value, _("Merchant Desk décide")),
        (Master.SHOP.value, _("La boutique décide")),
    )


def _side(master: Master) -> str:
    return Master.DESK.value if master is Master.UNDECIDED else master.value
