"""« Caisse »: sell and take back at the counter by scanner and keyboard."""

from functools import partial
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from merchant_desk.operations.sell_at_counter import CounterSold
from merchant_desk.queries.barcodes import CodeMatch
from merchant_desk.rules.basket_changes import with_step, without_last, without_line
from merchant_desk.rules.basket_tenders import without_tender
from merchant_desk.ui.command import Command
from merchant_desk.ui.counter import till_words as words
from merchant_desk.ui.counter import total_words
from merchant_desk.ui.counter.basket_card import BasketCard
from merchant_desk.ui.counter.pay_card import KEYS, MAILED, PRINTED, PayCard
from merchant_desk.ui.counter.tickets_card import TicketsCard
from merchant_desk.ui.counter.till import Till
from merchant_desk.ui.counter.till_layout import TillLayout, TillParts
from merchant_desk.ui.counter.till_sheets import TillSheets
from merchant_desk.ui.counter.total_panel import TotalPanel
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.scan_hero import ScanHero
from merchant_desk.ui.widgets.scan_hero_text import HeroText
from merchant_desk.values.basket import Baskets
from merchant_desk.values.ids import InvoiceId, ProductId, RecordId
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means, means_words
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind


class CounterScreen(Screen):
    """The last scan and the basket at the left; the total and the payment at the right."""

    watches: ClassVar[frozenset[str]] = frozenset({"invoice"})
    help_page: ClassVar[str] = "counter"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._begun = False
        self.till = Till(desk, shell.sounds, self)
        self._menu = Menu(theme, _("Autres actions sur le panier"), self)
        self.hero = ScanHero(theme, self.till.calm)
        self.hero.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.hero)
        self.basket = BasketCard(theme, self._menu)
        self.total = TotalPanel(theme, total_words.owed(self.till.basket))
        self.pay = PayCard(theme)
        self.tickets = TicketsCard(desk, theme)
        parts = TillParts(self.hero, self.basket, self.total, self.pay, self.tickets)
        self.places = TillLayout(theme, self, parts)
        self.sheets = TillSheets(desk, shell, self, self.till)
        for command in self.commands():
            action = self._menu.add(command.title, command.icon, command.shortcut)
            action.triggered.connect(command.run)
        self._connect()
        self._show_counter(self.till.baskets)
        theme.changed.connect(self._fit)

    def _connect(self) -> None:
        till, basket, pay = self.till, self.basket, self.pay
        till.said.connect(self._show_hero)
        till.counter_seen.connect(self._show_counter)
        till.choice_wanted.connect(self._ask_product)
        till.sold.connect(self._on_sold)
        till.settled.connect(basket.end_choice)
        self.hero.acted.connect(self._on_acted)
        basket.opened.connect(self.sheets.open_line)
        basket.stepped.connect(self._on_stepped)
        basket.removed.connect(self._on_removed)
        basket.chosen.connect(self._on_chosen)
        basket.choice_ended.connect(self.hero.setFocus)
        basket.search_wanted.connect(self.sheets.search.open)
        basket.code_wanted.connect(self.sheets.code.open)
        pay.paid.connect(self._on_paid)
        pay.taken_back.connect(self._on_taken_back)
        pay.sell_wanted.connect(self._on_sell)
        self.tickets.reprint.connect(self._on_reprint)
        self.tickets.invoice.connect(self.sheets.invoice.open_ticket)
        self.tickets.give_back.connect(till.take_back)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Caisse")

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here besides scanning; none is a bare letter."""
        till, sheets = self.till, self.sheets
        return (
            Command(_("Annuler le dernier scan"), "Ctrl+Z", self._on_undo, "undo-2"),
            Command(_("Chercher un article"), "Ctrl+F", sheets.search.open, "search"),
            Command(_("Saisir un code"), "Ctrl+E", sheets.code.open, "keyboard"),
            Command(_("Modifier la ligne"), "F2", self._on_edit, "pencil"),
            Command(_("Remise sur le panier"), "Ctrl+R", sheets.open_discount, "badge-percent"),
            *self._pay_commands(),
            Command(_("Valider la vente"), "Ctrl+Return", self._on_sell, "check"),
            Command(_("Reprendre des articles"), "Ctrl+B", sheets.returns.open, "rotate-ccw"),
            Command(_("Mettre en attente"), "Ctrl+D", till.park, "pause"),
            Command(_("Reprendre un panier"), "Ctrl+O", sheets.open_parked, "play"),
            Command(_("Abandonner le panier"), "Ctrl+Shift+Backspace", self._on_abandon, "trash-2"),
            Command(_("Réimprimer la dernière vente"), "Ctrl+P", self._on_reprint_last, "printer"),
            Command(_("Facture de la dernière vente"), "", self._on_invoice_last, "receipt-text"),
            Command(_("Tiroir\u00a0: entrée ou sortie"), "Ctrl+T", sheets.drawer.open, "wallet"),
            Command(_("Clôturer la journée"), "", self._on_close_day, "moon"),
        )

    def _pay_commands(self) -> tuple[Command, ...]:
        return tuple(
            Command(
                _("Encaisser\u00a0: {means}").format(means=means_words(means)),
                keys,
                self.pay.ask_cash if means is Means.CASH else partial(self.pay.pay, means),
                "euro",
            )
            for means, keys in KEYS.items()
        )

    def reload(self) -> None:
        """Ask what was left on the counter, once, and the last tickets."""
        if not self._begun:
            self._begun = True
            self.till.begin()
        self.tickets.refresh()

    def arrive(self, **argument: object) -> None:
        """Take back what was sold with the ticket she comes from."""
        ticket = argument.get("ticket_id")
        if isinstance(ticket, bytes):
            self.till.take_back(InvoiceId(ticket))

    def on_scan(self, scan: Scan) -> bool:
        """Count it: every scan is for the counter, whatever is open beside it."""
        self._begun = True
        if not self.till.blocked:
            self.sheets.close_all()
            self.basket.end_choice()
        self.till.take_scan(scan)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the error or the choice, and goes back to scanning."""
        if event.key() == Qt.Key.Key_Escape:
            if self.till.blocked:
                self.till.dismiss()
            self.basket.end_choice()
            self.hero.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the columns that fit in the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.places.fit(self.window().width(), self.window().height())

    def _show_hero(self, shown: HeroText) -> None:
        self.hero.show_scan(shown)
        if QApplication.focusWidget() is None and self.isVisible():
            self.hero.setFocus()

    def _show_counter(self, baskets: Baskets) -> None:
        self.basket.show_basket(baskets.running)
        self.total.show_total(total_words.owed(baskets.running))
        settled = self.pay.sell.isEnabled()
        self.pay.show_basket(baskets.running)
        if self.pay.sell.isEnabled() and not settled and baskets.running.tenders:
            self.pay.sell.setFocus(Qt.FocusReason.OtherFocusReason)  # Enter validates

    def _on_sold(self, done: CounterSold) -> None:
        self.total.show_total(total_words.after(done))
        self.hero.setFocus()
        wanted = self.pay.choice
        self.pay.ticket.choose("none")
        if wanted == PRINTED:
            self._print(done)
        elif wanted == MAILED:
            self._mail(done)

    def _print(self, done: CounterSold) -> None:
        for ticket in done.tickets:
            self._on_reprint(ticket.ticket_id)

    def _mail(self, done: CounterSold) -> None:
        """Save the ticket, then open a message: a link cannot carry the file, she attaches it."""
        center = self.shell.services.print_center
        ticket = done.tickets[-1]
        named = str(Path.home() / f"{ticket.number}.pdf")
        path, _filter = QFileDialog.getSaveFileName(
            self, _("Ticket du client"), named, "PDF (*.pdf)"
        )
        if not path or center is None:
            return
        center.save_pdf(DocumentKind.INVOICE, ticket.ticket_id, Path(path))
        subject = quote(_("Votre ticket {number}").format(number=ticket.number))
        QDesktopServices.openUrl(QUrl(f"mailto:{quote(done.email)}?subject={subject}"))
        self.shell.toast(_("Ticket enregistré\u00a0: joignez ce PDF au message."))

    def _ask_product(self, choices: tuple[CodeMatch, ...]) -> None:
        self.basket.ask_product(choices)

    def _on_acted(self, key: str) -> None:
        self.hero.setFocus()
        without = self.till.without_price
        match key:
            case words.SETTINGS:
                self.till.dismiss()
                self.shell.navigate("settings", section="shop")
            case words.SEARCH:
                self.till.dismiss()
                self.sheets.search.open()
            case words.PRICE if without is not None:
                self.till.dismiss()
                self.sheets.price.open_for(without)
            case words.END_RETURN:
                self.till.end_return()
            case words.PRINT if self.till.last is not None:
                self._print(self.till.last)
            case words.INVOICE:
                self._on_invoice_last()
            case _:
                self.till.dismiss()

    def _on_chosen(self, product_id: ProductId) -> None:
        self.till.choose(product_id)

    def _on_edit(self) -> None:
        line_id = self.basket.line_id
        if line_id is not None and not self.till.blocked:
            self.sheets.open_line(line_id)

    def _on_undo(self) -> None:
        if self.till.blocked:
            self.till.dismiss()
        else:
            self.till.change(without_last)

    def _on_stepped(self, line_id: RecordId, step: int) -> None:
        self.till.change(with_step, line_id, step)

    def _on_removed(self, line_id: RecordId) -> None:
        self.till.change(without_line, line_id)

    def _on_paid(self, means: Means, amount: Money | None) -> None:
        self.till.pay(means, amount)

    def _on_taken_back(self, payment_id: bytes) -> None:
        self.till.change(without_tender, payment_id)

    def _on_sell(self) -> None:
        self.till.sell()

    def _on_abandon(self) -> None:
        if self.till.blocked:
            self.till.dismiss()
        self.till.abandon()

    def _on_reprint(self, ticket_id: InvoiceId) -> None:
        center = self.shell.services.print_center
        if center is not None:
            center.reprint(ticket_id)

    def _on_reprint_last(self) -> None:
        last = self._last()
        if last is not None:
            self._on_reprint(last[0])

    def _on_invoice_last(self) -> None:
        last = self._last()
        if last is not None:
            self.sheets.invoice.open_ticket(*last)

    def _last(self) -> tuple[InvoiceId, str] | None:
        """Return the last ticket: that of this counter, else of the list."""
        if self.till.last is not None:
            ticket = self.till.last.tickets[-1]
            return ticket.ticket_id, ticket.number
        row = next(iter(self.tickets.tickets.rows), None)
        return None if row is None else (InvoiceId(row.key), row.name)

    def _on_close_day(self) -> None:
        self.shell.navigate("closings")
