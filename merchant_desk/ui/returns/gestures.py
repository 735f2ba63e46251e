"""The sheets of returns beside the desk: announced, found, goodwill, exchange, details."""

from PySide6.QtCore import QObject

from merchant_desk.queries.return_scan import ReturnScan, return_scan
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.returns.bench import ReturnBench
from merchant_desk.ui.returns.declare_sheet import DeclareSheet
from merchant_desk.ui.returns.details_sheet import DetailsSheet
from merchant_desk.ui.returns.exchange_sheet import ExchangeSheet
from merchant_desk.ui.returns.found_sheet import FoundSheet
from merchant_desk.ui.returns.goodwill_sheet import GoodwillSheet
from merchant_desk.ui.returns.return_sheet import ReturnSheet
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import OrderId, ReturnId


class ReturnGestures(QObject):
    """Leads to each sheet, and a scan to the one that is open."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._bench: ReturnBench | None = None
        self.declare = DeclareSheet(desk, shell, screen)
        self.found = FoundSheet(desk, shell, screen)
        self.goodwill = GoodwillSheet(desk, shell, screen)
        self.exchange = ExchangeSheet(desk, shell, screen)
        self.details = DetailsSheet(desk, shell, screen)

    def meet(self, bench: ReturnBench, sheet: ReturnSheet) -> None:
        """Let the desk and the sheet of a return lead here."""
        self._bench = bench
        start = bench.panel.start
        start.declare_wanted.connect(self._on_declare)
        start.found_wanted.connect(self.found.open)
        start.goodwill_wanted.connect(self._on_goodwill)
        bench.strayed.connect(self.found.take)
        bench.finished.connect(self._on_finished)
        self.declare.declared.connect(sheet.open_return)
        sheet.exchange_wanted.connect(self.exchange.open_for)
        sheet.details_wanted.connect(self.details.open_for)
        sheet.identify_wanted.connect(bench.identify)

    def take_scan(self, scan: Scan) -> bool:
        """Give the scan to the sheet that is open; tell whether one took it."""
        for each in (self.exchange, self.declare, self.goodwill):
            if each.sheet.isVisible():
                each.take_scan(scan)
                return True
        if self.found.sheet.isVisible():
            today = paris_date(utc_now())
            self._desk.read(self._show_found, return_scan, scan, today)
            return True
        return self.details.sheet.isVisible()

    def _show_found(self, scanned: ReturnScan) -> None:
        """An article joins the parcel; a slip says of which order it is: it goes to the desk."""
        if scanned.order is not None and self._bench is not None:
            self.found.sheet.close_sheet()
            self._bench.open_with(scanned.order, self.found.articles)
        elif len({each.product_id for each in scanned.articles}) == 1:
            self.found.take(scanned.articles)
        else:
            self.found.show_unknown()

    def _on_declare(self) -> None:
        self.declare.open_for(self._order())

    def _on_goodwill(self) -> None:
        self.goodwill.open_for(self._order())

    def _order(self) -> OrderId | None:
        return None if self._bench is None else self._bench.order_id

    def _on_finished(self, exchanged: ReturnId | None) -> None:
        if exchanged is not None:
            self.exchange.open_for(exchanged)
