"""Customers met before, found as she types."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.found_buyers import FoundBuyer, find_buyers
from merchant_desk.ui.counter.ticket_rows import SalePainter, SaleRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.values.texts import _

_SHOWN = 4


class BuyerSearch(QWidget):
    """``picked`` carries the FoundBuyer."""

    picked = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._question = LatestQuestion(desk)
        self._found: tuple[FoundBuyer, ...] = ()
        self.search = SearchField(theme, _("Nom, société ou e-mail du client"))
        self.rows: RowList[SaleRow] = RowList(theme, _("Clients trouvés"), SalePainter(theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.rows)
        self.rows.hide()
        self.search.lead_to(self.rows)
        self.search.searched.connect(self._ask)
        self.rows.picked.connect(self._on_picked)

    def begin(self) -> None:
        """Begin with nothing typed."""
        self.search.clear()
        self._show(())

    def _ask(self, text: str) -> None:
        self._question.ask(self._show, find_buyers, text, _SHOWN)

    def _show(self, found: tuple[FoundBuyer, ...]) -> None:
        self._found = found
        rows = [
            SaleRow(key=bytes([place]), name=each.name, detail=each.detail, amount="")
            for place, each in enumerate(found)
        ]
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(found))
        self.rows.setFixedHeight(max(1, self.rows.content_height()) + 2)

    def _on_picked(self, row: SaleRow) -> None:
        found = self._found[row.key[0]]
        self.begin()
        self.picked.emit(found)
