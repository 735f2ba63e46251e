"""The sheets of the counter, made with the page and wired to the till."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.operations.invoice_of_ticket import TicketInvoiced, invoice_of_ticket
from merchant_desk.operations.keep_baskets import Buyer
from merchant_desk.operations.move_drawer import move_drawer
from merchant_desk.queries.lot_choices import LotChoices, lot_choices
from merchant_desk.rules.basket_changes import with_discount
from merchant_desk.rules.basket_line_edit import LineEdit, with_edit
from merchant_desk.ui.counter.drawer_sheet import DrawerSheet
from merchant_desk.ui.counter.invoice_sheet import BuyerSheet, InvoiceSheet
from merchant_desk.ui.counter.line_sheet import DiscountSheet, LineSheet
from merchant_desk.ui.counter.search_sheet import PriceSheet, SearchSheet
from merchant_desk.ui.counter.tickets_sheet import ParkedSheet, ReturnSheet
from merchant_desk.ui.counter.till import Till
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.packing.entry_sheet import Entry, EntrySheet
from merchant_desk.ui.shell import Shell
from merchant_desk.values.basket import any_line
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.french import euros
from merchant_desk.values.ids import CustomerId, DraftId, InvoiceId, ProductId, RecordId
from merchant_desk.values.invoice_page import Buyer as MadeOutTo
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


class TillSheets(QObject):
    """Every sheet of the page; a scan closes those that are open."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget, till: Till) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._till = till
        self.code = EntrySheet(shell, screen, Entry.CODE)
        self.search = SearchSheet(desk, shell, screen)
        self.price = PriceSheet(shell, screen)
        self.line = LineSheet(shell, screen)
        self.discount = DiscountSheet(shell, screen)
        self.returns = ReturnSheet(desk, shell, screen)
        self.parked = ParkedSheet(shell, screen)
        self.invoice = InvoiceSheet(desk, shell, screen)
        self.buyer = BuyerSheet(desk, shell, screen)
        self.drawer = DrawerSheet(shell, screen)
        self.code.entered.connect(self._on_code)
        self.search.picked.connect(self._on_product)
        self.price.priced.connect(self._on_priced)
        self.line.edited.connect(self._on_edited)
        self.discount.asked.connect(self._on_discount)
        self.returns.picked.connect(self._on_return)
        self.parked.picked.connect(self._on_resume)
        self.invoice.asked.connect(self._on_invoice)
        self.buyer.named.connect(self._on_buyer)
        self.drawer.moved.connect(self._on_drawer)

    def close_all(self) -> None:
        """Close whatever is open: a scan is for the counter."""
        for each in (
            self.code, self.search, self.price, self.line, self.discount, self.returns,
            self.parked, self.drawer, self.buyer,
        ):  # fmt: skip
            each.sheet.close_sheet()

    def open_line(self, line_id: RecordId) -> None:
        """Change a line by hand."""
        basket = self._till.basket
        self.line.open_line(basket, line_id)
        line = any_line(basket, line_id)
        if line is not None and line.product_id is not None:
            today = paris_date(utc_now())
            self._desk.read(self._show_lots, lot_choices, line.product_id, today)

    def _show_lots(self, choices: LotChoices) -> None:
        self.line.show_lots(self._till.basket, choices)

    def open_discount(self) -> None:
        """Take something off the whole basket."""
        if not self._till.basket.empty:
            self.discount.open_basket(self._till.basket)

    def open_buyer(self) -> None:
        """Say whose basket it is."""
        self.buyer.open_basket(self._till.basket)

    def open_parked(self) -> None:
        """Show the baskets that wait."""
        self.parked.open(self._till.baskets.parked)

    def _on_code(self, _entry: str, text: str) -> None:
        self._shell.scanner.submit(text)

    def _on_product(self, product_id: ProductId) -> None:
        self._till.put(product_id)

    def _on_priced(self, product_id: ProductId, price: Money) -> None:
        self._till.put_at(product_id, price)

    def _on_edited(self, edit: LineEdit) -> None:
        self._till.change(with_edit, edit)

    def _on_discount(self, amount: Money, part_bp: int, reason: str) -> None:
        self._till.change(with_discount, amount, part_bp, reason)

    def _on_return(self, ticket_id: InvoiceId | None) -> None:
        self._till.take_back(ticket_id)

    def _on_resume(self, basket_id: DraftId) -> None:
        self._till.resume(basket_id)

    def _on_invoice(self, ticket_id: InvoiceId, buyer: MadeOutTo) -> None:
        self._desk.write(
            self._show_invoice, invoice_of_ticket, self._desk.gesture(), ticket_id, buyer
        )

    def _show_invoice(self, made: TicketInvoiced) -> None:
        pattern = _("Facture {number} faite et envoyée à l’imprimante.")
        if made.again:
            pattern = _("La facture {number} existait\u00a0: un duplicata s’imprime.")
        self._shell.toast(pattern.format(number=made.number))

    def _on_buyer(self, customer_id: CustomerId | None, name: str, email: str) -> None:
        self._till.name(Buyer(customer_id, name, email))

    def _on_drawer(self, kind: DrawerKind, amount: Money, note: str) -> None:
        self._desk.write(None, move_drawer, self._desk.gesture(), kind, amount, note)
        coming = kind is DrawerKind.FLOAT
        pattern = _("{amount} ajoutés au tiroir.") if coming else _("{amount} sortis du tiroir.")
        self._shell.toast(pattern.format(amount=euros(amount)))
