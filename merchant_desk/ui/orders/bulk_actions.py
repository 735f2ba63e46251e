"""What is done with several orders at once: the floating bar, its menu, and what comes of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint

from merchant_desk.operations.hold_order import OrdersMoved, hold_orders, release_orders
from merchant_desk.operations.make_wave import WaveMade, make_wave
from merchant_desk.operations.print_papers import PapersQueued, print_invoices, print_slips
from merchant_desk.queries.orders import OrderRow, OrdersQuery
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.orders.order_columns import order_number
from merchant_desk.ui.orders.ship_unscanned import ShipUnscanned
from merchant_desk.ui.row_checks import Checked
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.bulk_bar import BulkBar
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import OrderId
from merchant_desk.values.order_views import OrderTab
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import DocumentKind

_ROOM = 64
_NARROW = 1060
_AT_ONCE = 1_000


class BulkActions(QObject):
    """Acts on the checked orders, or on the one the keyboard is on when none is checked."""

    def __init__(self, desk: Desk, shell: Shell, table: RowTable[OrderRow]) -> None:
        super().__init__(table)
        self._desk = desk
        self._shell = shell
        self._table = table
        self._ready = 0
        self._narrow = False
        theme = shell.theme
        self.prepare_all = Button(theme, _("Tout préparer"), kind=Kind.PRIMARY, icon="scan-barcode")
        self.prepare_all.setEnabled(False)
        self.bar = BulkBar(theme, table)
        self.prepare = self.bar.add_action(_("Préparer ensemble"), "scan-barcode")
        self.slips = self.bar.add_action(_("Bons de préparation"), "printer")
        self.invoices = self.bar.add_action(_("Factures"), "receipt-text")
        self.more = self.bar.add_action(_("Plus"), "ellipsis")
        self.unscanned = ShipUnscanned(desk, shell, table, table.clear_checks)
        self._connect()

    def _connect(self) -> None:
        self.prepare_all.clicked.connect(self._on_prepare_all)
        self.prepare.clicked.connect(self._on_prepare)
        self.slips.clicked.connect(self._on_slips)
        self.invoices.clicked.connect(self._on_invoices)
        self.more.clicked.connect(self._on_more)
        self.bar.cleared.connect(self._table.clear_checks)
        self._table.checked_changed.connect(self._show_checked)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done with the chosen orders."""
        return (
            Command(_("Préparer ensemble"), "Ctrl+Return", self._on_prepare, "scan-barcode"),
            Command(_("Imprimer les bons de préparation"), "Ctrl+P", self._on_slips, "printer"),
            Command(_("Imprimer les factures"), "Ctrl+Shift+P", self._on_invoices, "receipt-text"),
            Command(_("Expédier sans scanner…"), "", self._on_ship, "truck"),
            Command(_("Tout préparer"), "Ctrl+Shift+Return", self._on_prepare_all, "list-checks"),
        )

    def show_ready(self, count: int) -> None:
        """Say how many orders one click would prepare."""
        self._ready = count
        self._say_ready()

    def fit(self, width: int) -> None:
        """Say it in fewer words beside the tabs of a narrow page."""
        if (width < _NARROW) is not self._narrow:
            self._narrow = width < _NARROW
            self._say_ready()

    def _say_ready(self) -> None:
        words = _("Préparer") if self._narrow else _("Tout préparer")
        full = _("Tout préparer ({n})").format(n=number(self._ready))
        self.prepare_all.set_icon_name("" if self._narrow else "scan-barcode")
        self.prepare_all.say(f"{words} ({number(self._ready)})" if self._ready else words)
        self.prepare_all.setAccessibleName(full if self._ready else _("Tout préparer"))
        self.prepare_all.setEnabled(self._ready > 0)

    def prepare_orders(self, order_ids: tuple[bytes, ...]) -> None:
        """Make one wave of these orders."""
        wanted = [OrderId(each) for each in order_ids]
        self._desk.write(self._show_wave, make_wave, self._desk.gesture(), wanted)

    def menu(self) -> Menu:
        """Return what waits under « Plus »."""
        menu = Menu(self._shell.theme, _("Plus"), self.bar)
        every = _("Tout sélectionner ({n})").format(n=number(self._table.row_count()))
        menu.add(every, "list-checks", "Ctrl+A").triggered.connect(self._table.check_everything)
        menu.add(_("Expédier sans scanner…"), "truck").triggered.connect(self._on_ship)
        menu.add(_("Mettre de côté"), "pause").triggered.connect(self._on_hold)
        menu.add(_("Débloquer"), "play").triggered.connect(self._on_release)
        return menu

    def _with_chosen(self, then: Callable[[tuple[bytes, ...]], object]) -> None:
        count = self._table.checked().count
        if count > _AT_ONCE:
            title = _("Rien n’a été fait\u00a0: {n} commandes sont choisies.")
            advice = _("Choisissez-en {most} au plus, par exemple avec les filtres.")
            told = advice.format(most=number(_AT_ONCE))
            self._shell.banner(title.format(n=number(count)), told, Tone.WARN)
            return
        if count:
            self._table.take_checked(then)
            return
        row = self._table.current()
        if row is not None:
            then((row.order_id,))

    def _on_prepare(self) -> None:
        self._with_chosen(self.prepare_orders)

    def _on_prepare_all(self) -> None:
        ready = OrdersQuery(utc_now(), OrderTab.TO_PREPARE, sort="ship_by", descending=False)
        self._desk.read(self._prepare_ready, ready.ids)

    def _prepare_ready(self, order_ids: Sequence[bytes]) -> None:
        self.prepare_orders(tuple(order_ids)[:_AT_ONCE])

    def _on_slips(self) -> None:
        self._with_chosen(self._print_slips)

    def _on_invoices(self) -> None:
        self._with_chosen(self._print_invoices)

    def _print_slips(self, order_ids: tuple[bytes, ...]) -> None:
        """Show the slips before they are printed; without printing here, just ask for them."""
        center: Any = self._shell.services.print_center
        if center is not None:
            center.open_preview(DocumentKind.PICKING, order_ids, self._table.window())
            return
        wanted = [OrderId(each) for each in order_ids]
        self._desk.write(self._show_slips, print_slips, self._desk.gesture(), wanted)

    def _print_invoices(self, order_ids: tuple[bytes, ...]) -> None:
        wanted = [OrderId(each) for each in order_ids]
        self._desk.write(self._show_invoices, print_invoices, self._desk.gesture(), wanted)

    def _on_more(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _on_ship(self) -> None:
        self._with_chosen(self.unscanned.ask)

    def _on_hold(self) -> None:
        self._with_chosen(self._hold)

    def _on_release(self) -> None:
        self._with_chosen(self._release)

    def _hold(self, order_ids: tuple[bytes, ...]) -> None:
        wanted = [OrderId(each) for each in order_ids]
        self._desk.write(self._show_held, hold_orders, self._desk.gesture(), wanted)

    def _release(self, order_ids: tuple[bytes, ...]) -> None:
        wanted = [OrderId(each) for each in order_ids]
        self._desk.write(self._show_released, release_orders, self._desk.gesture(), wanted)

    def _show_held(self, answer: OrdersMoved) -> None:
        self._table.clear_checks()
        words = ngettext(
            "{n} commande mise de côté.", "{n} commandes mises de côté.", len(answer.moved)
        )
        back = tuple(each.order_id for each in answer.moved)
        self._show_moved(answer, words, partial(self._release, back))

    def _show_released(self, answer: OrdersMoved) -> None:
        self._table.clear_checks()
        words = ngettext("{n} commande débloquée.", "{n} commandes débloquées.", len(answer.moved))
        self._show_moved(answer, words, None)

    def _show_moved(self, answer: OrdersMoved, words: str, undo: Callable[[], None] | None) -> None:
        if answer.moved:
            self._shell.toast(words.format(n=number(len(answer.moved))), undo)
        if answer.left:
            title = ngettext(
                "{n} commande n’a pas changé.", "{n} commandes n’ont pas changé.", len(answer.left)
            )
            reasons = (f"{order_number(one.number)}\u00a0: {one.reason}" for one in answer.left[:3])
            told = title.format(n=number(len(answer.left)))
            self._shell.banner(told, " ".join(reasons), Tone.WARN)

    def _show_checked(self, checked: Checked) -> None:
        words = ngettext("{n} sélectionnée", "{n} sélectionnées", checked.count)
        self.bar.show_selection(words.format(n=number(checked.count)) if checked.count else "")
        self._table.set_bottom_room(_ROOM if checked.count else 0)

    def _show_wave(self, wave: WaveMade) -> None:
        self._table.clear_checks()
        taken = len(wave.order_ids)
        words = ngettext(
            "Vague {wave}\u00a0: {n} commande à prélever, le bon s’imprime.",
            "Vague {wave}\u00a0: {n} commandes à prélever, le bon s’imprime.",
            taken,
        )
        self._shell.toast(words.format(wave=number(wave.number), n=number(taken)))
        self._warn(wave)

    def _warn(self, wave: WaveMade) -> None:
        """Say what the wave leaves behind; one sentence, the heaviest first."""
        if wave.left_out:
            count = len(wave.left_out)
            title = ngettext(
                "{n} commande n’a pas été prise dans la vague.",
                "{n} commandes n’ont pas été prises dans la vague.",
                count,
            ).format(n=number(count))
            reasons = (
                f"{order_number(one.number)}\u00a0: {one.reason}" for one in wave.left_out[:3]
            )
            self._shell.banner(title, " ".join(reasons), Tone.WARN)
        elif wave.short_units:
            title = ngettext(
                "Il manque {n} article en rayon pour cette vague.",
                "Il manque {n} articles en rayon pour cette vague.",
                wave.short_units,
            ).format(n=number(wave.short_units))
            advice = _("Le bon dit lesquels\u00a0; signalez le manque à l’emballage.")
            self._shell.banner(title, advice, Tone.WARN)

    def _show_slips(self, queued: PapersQueued) -> None:
        advice = _("Préparez-les d’abord\u00a0: c’est ce qui fait leur bon.")
        title = ngettext(
            "{n} commande n’a pas encore de bon.",
            "{n} commandes n’ont pas encore de bon.",
            len(queued.without),
        )
        self._show_queued(queued, title, advice)

    def _show_invoices(self, queued: PapersQueued) -> None:
        advice = _("La facture est faite quand le colis est emballé.")
        title = ngettext(
            "{n} commande n’a pas encore de facture.",
            "{n} commandes n’ont pas encore de facture.",
            len(queued.without),
        )
        self._show_queued(queued, title, advice)

    def _show_queued(self, queued: PapersQueued, title: str, advice: str) -> None:
        if queued.papers:
            words = ngettext("{n} document s’imprime.", "{n} documents s’impriment.", queued.papers)
            self._shell.toast(words.format(n=number(queued.papers)))
        if queued.without:
            numbers = ", ".join(order_number(each) for each in queued.without[:5])
            told = title.format(n=number(len(queued.without)))
            self._shell.banner(told, f"{numbers}. {advice}", Tone.INFO)
