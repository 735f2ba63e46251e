"""What can be done with the open order: one obvious next step, the rest under « Plus »."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from merchant_desk.operations.hold_order import OrderMoved, hold_order, release_order
from merchant_desk.operations.make_wave import WaveMade, make_wave
from merchant_desk.operations.print_papers import PapersQueued, print_invoices, print_slips
from merchant_desk.queries.order_card import OrderCard
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.orders.order_columns import order_number
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.side_sheet import SideSheet
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import OrderState

_Step = tuple[str, str, Callable[[], object]]


class SheetActions(QObject):
    """The footer of the order's sheet.

    ``link_wanted`` carries the line of an unknown article, ``refund_wanted`` the order.
    """

    link_wanted = Signal(object)
    refund_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, sheet: SideSheet) -> None:
        super().__init__(sheet)
        self._desk = desk
        self._shell = shell
        self._sheet = sheet
        self._card: OrderCard | None = None
        self._steps: list[_Step] = []
        theme = shell.theme
        self.more = Button(theme, _("Plus"), icon="ellipsis")
        self.other = Button(theme, "")
        self.main = Button(theme, "", kind=Kind.PRIMARY)
        footer = sheet.footer
        footer.addWidget(self.more)
        footer.addStretch(1)
        footer.addWidget(self.other)
        footer.addWidget(self.main)
        self.more.clicked.connect(self._on_plus)
        self.main.clicked.connect(partial(self._run, 0))
        self.other.clicked.connect(partial(self._run, 1))

    def show_card(self, card: OrderCard) -> None:
        """Offer what this order allows, the next step first."""
        self._card = card
        self._steps = self._next_steps(card)
        for place, button in enumerate((self.main, self.other)):
            button.setVisible(place < len(self._steps))
            if place < len(self._steps):
                words, icon, _run = self._steps[place]
                button.say(words)
                button.set_icon_name(icon)

    def menu(self) -> Menu:
        """Return everything that may be done, whatever the step."""
        menu = Menu(self._shell.theme, _("Plus"), self._sheet)
        card = self._card
        if card is None:
            return menu
        menu.add(_("Réimprimer le bon"), "printer").triggered.connect(self._on_slip)
        if card.invoices:
            duplicate = menu.add(_("Imprimer un duplicata"), "receipt-text")
            duplicate.triggered.connect(self._on_duplicate)
        if card.head.shop and card.paid.cents > 0:
            refund = menu.add(_("Rembourser dans la boutique…"), "undo-2")
            refund.triggered.connect(self._on_refund)
        if card.invoices:
            menu.add(_("Retour…"), "package-open").triggered.connect(self._on_return)
        if card.can_hold:
            menu.add(_("Mettre de côté"), "pause").triggered.connect(self._on_hold)
        if card.can_release:
            menu.add(_("Débloquer"), "play").triggered.connect(self._on_release)
        return menu

    def _next_steps(self, card: OrderCard) -> list[_Step]:
        pack = (_("Emballer"), "package", self._on_pack)
        pick = (_("Préparer"), "scan-barcode", self._on_pick)
        unknown = next((line for line in card.lines if line.unknown), None)
        if unknown is not None:
            link = partial(self.link_wanted.emit, unknown)
            return [(_("Associer l’article"), "plug", link)]
        if card.can_release:
            return [(_("Débloquer"), "play", self._on_release)]
        if card.can_pack:
            fresh = card.head.state is OrderState.TO_PREPARE
            return [pick, pack] if fresh else [pack]
        if card.invoices:
            return [(_("Imprimer un duplicata"), "receipt-text", self._on_duplicate)]
        return [(_("Fermer"), "", self._sheet.close_sheet)]

    def _run(self, place: int) -> None:
        if place < len(self._steps):
            self._steps[place][2]()

    def _on_plus(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _on_pack(self) -> None:
        if self._card is not None:
            self._sheet.close_sheet()
            self._shell.navigate("packing", order_id=self._card.head.order_id)

    def _on_pick(self) -> None:
        if self._card is not None:
            wanted = [self._card.head.order_id]
            self._desk.write(self._show_wave, make_wave, self._desk.gesture(), wanted)

    def _on_slip(self) -> None:
        if self._card is not None:
            wanted = [self._card.head.order_id]
            self._desk.write(self._show_papers, print_slips, self._desk.gesture(), wanted)

    def _on_duplicate(self) -> None:
        if self._card is not None:
            wanted = [self._card.head.order_id]
            self._desk.write(self._show_papers, print_invoices, self._desk.gesture(), wanted)

    def _on_refund(self) -> None:
        if self._card is not None:
            self.refund_wanted.emit(self._card.head.order_id)

    def _on_return(self) -> None:
        if self._card is not None:
            self._sheet.close_sheet()
            self._shell.navigate("returns", order_id=self._card.head.order_id)

    def _on_hold(self) -> None:
        if self._card is not None:
            order_id = self._card.head.order_id
            self._desk.write(self._show_held, hold_order, self._desk.gesture(), order_id)

    def _on_release(self) -> None:
        if self._card is not None:
            order_id = self._card.head.order_id
            self._desk.write(self._show_released, release_order, self._desk.gesture(), order_id)

    def _undo_hold(self, moved: OrderMoved) -> None:
        gesture = self._desk.gesture()
        self._desk.write(self._show_released, release_order, gesture, moved.order_id)

    def _show_wave(self, wave: WaveMade) -> None:
        words = _("Vague {wave}\u00a0: le bon s’imprime.").format(wave=number(wave.number))
        self._shell.toast(words)
        if wave.short_units:
            title = ngettext(
                "Il manque {n} article en rayon pour cette commande.",
                "Il manque {n} articles en rayon pour cette commande.",
                wave.short_units,
            ).format(n=number(wave.short_units))
            self._shell.banner(title, _("Signalez le manque à l’emballage."), Tone.WARN)

    def _show_papers(self, queued: PapersQueued) -> None:
        if queued.papers:
            words = ngettext("{n} document s’imprime.", "{n} documents s’impriment.", queued.papers)
            self._shell.toast(words.format(n=number(queued.papers)))
            return
        title = _("Rien n’a été imprimé\u00a0: cette commande n’a pas encore de bon.")
        self._shell.banner(title, _("Préparez-la d’abord\u00a0: c’est ce qui le fait."), Tone.INFO)

    def _show_held(self, moved: OrderMoved) -> None:
        words = _("Commande {number} mise de côté.").format(number=order_number(moved.number))
        self._shell.toast(words, partial(self._undo_hold, moved))

    def _show_released(self, moved: OrderMoved) -> None:
        words = _("Commande {number} débloquée.").format(number=order_number(moved.number))
        self._shell.toast(words)
