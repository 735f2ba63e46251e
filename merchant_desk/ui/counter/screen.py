"""« Caisse »: sell and take back at the counter by scanner and keyboard."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from merchant_desk.operations.sell_at_counter import CounterSold
from merchant_desk.queries.barcodes import CodeMatch
from merchant_desk.queries.counter_tickets import Ticket, ticket
from merchant_desk.rules.basket_changes import with_step, without_last, without_line
from merchant_desk.rules.basket_tenders import without_tender
from merchant_desk.ui.command import Command
from merchant_desk.ui.counter import till_words as words
from merchant_desk.ui.counter import total_words
from merchant_desk.ui.counter.basket_card import BasketCard
from merchant_desk.ui.counter.pay_card import KEYS, MAILED, PRINTED, PayCard
from merchant_desk.ui.counter.ticket_papers import TicketPapers
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


class CounterScreen(Screen):
    """The last scan and the basket at the left; the total and the payment at the right."""

    watches: ClassVar[frozenset[str]] = frozenset({"invoice"})
    help_page: ClassVar[str] = "counter"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._begun = False
        self._ticket: InvoiceId | None = None
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
        self.papers = TicketPapers(shell, self)
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
        basket.parked_wanted.connect(self.sheets.open_parked)
        basket.search_wanted.connect(self.sheets.search.open)
        basket.code_wanted.connect(self.sheets.code.open)
        pay.paid.connect(self._on_paid)
        pay.taken_back.connect(self._on_taken_back)
        pay.sell_wanted.connect(self._on_sell)
        self.tickets.reprint.connect(self.papers.reprint)
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
            Command(_("Client du panier"), "Ctrl+L", sheets.open_buyer, "message-square"),
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
        wanted = argument.get("ticket_id")
        if isinstance(wanted, bytes):
            self.till.take_back(InvoiceId(wanted))

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
        self.basket.show_basket(baskets.running, len(baskets.parked))
        self.total.show_total(total_words.owed(baskets.running))
        settled = self.pay.sell.isEnabled()
        self.pay.show_basket(baskets.running)
        if self.pay.sell.isEnabled() and not settled and baskets.running.tenders:
            self.pay.sell.setFocus(Qt.FocusReason.OtherFocusReason)  # Enter validates

        if baskets.running.ticket_id != self._ticket:
            self._ticket = baskets.running.ticket_id
            self._ask_back()

    def _ask_back(self) -> None:
        if self._ticket is not None:
            self.desk.read(self._show_ticket, ticket, self._ticket)

    def _show_ticket(self, found: Ticket | None) -> None:
        if found is not None and found.ticket_id == self._ticket and not self.till.blocked:
            self.basket.ask_back(found)

    def _on_sold(self, done: CounterSold) -> None:
        self.total.show_total(total_words.after(done))
        self.hero.setFocus()
        wanted = self.pay.choice
        self.pay.ticket.choose("none")
        if wanted == PRINTED:
            self.papers.print_sale(done)
        elif wanted == MAILED:
            self.papers.mail(done)

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
            case words.ANYWAY:
                self.till.put_anyway()
            case words.PRICE if without is not None:
                self.till.dismiss()
                self.sheets.price.open_for(without)
            case words.MORE:
                self._ask_back()
            case words.END_RETURN:
                self.till.end_return()
            case words.PRINT | words.INVOICE:
                self._on_paper(key)
            case _:
                self.till.dismiss()

    def _on_paper(self, key: str) -> None:
        if key == words.INVOICE:
            self._on_invoice_last()
        elif self.till.last is not None:
            self.papers.print_sale(self.till.last)

    def _on_chosen(self, product_id: ProductId) -> None:
        if self.till.blocked:
            self.till.choose(product_id)
        else:
            self.till.put(product_id)

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

    def _on_reprint_last(self) -> None:
        last = self._last()
        if last is not None:
            self.papers.reprint(last[0])

    def _on_invoice_last(self) -> None:
        last = self._last()
        if last is not None:
            self.sheets.invoice.open_ticket(*last)

    def _last(self) -> tuple[InvoiceId, str] | None:
        """Return the last ticket: that of this counter, else of the list."""
        if self.till.last is not None:
            made = self.till.last.tickets[-1]
            return made.ticket_id, made.number
        row = next(iter(self.tickets.tickets.rows), None)
        return None if row is None else (InvoiceId(row.key), row.name)

    def _on_close_day(self) -> None:
        self.shell.navigate("closings")
