"""The page of an invoice received beside what its data say: both must tell the same."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.documents.writing.pdf_pages import PageSize, page_sizes
from merchant_desk.errors import DeskError
from merchant_desk.queries.supplier_invoice_card import SupplierInvoiceCard, supplier_invoice_file
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.printing.page_view import PageView
from merchant_desk.ui.printing.paper import render
from merchant_desk.ui.printing.preview_bar import PreviewBar
from merchant_desk.ui.purchases.fact_list import FactList
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.texts import _

_USUAL, _SMALLEST = QSize(1120, 760), QSize(720, 460)
_FACTS = 340


class PdfDialog(QDialog):
    """Over the window until it is closed; Échap closes, Ctrl with + and − zooms."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._pdf = b""
        self._invoice_id: SupplierInvoiceId | None = None
        self.view = PageView(theme)
        self.bar = PreviewBar(theme, self.view)
        self.banner = Banner(theme)
        self.facts = FactList(theme)
        self.close_button = Button(theme, _("Fermer"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._bind()

    def show_card(self, card: SupplierInvoiceCard) -> None:
        """Show this invoice: its data at once, its pages when they are read."""
        self._invoice_id = card.invoice_id
        self.setWindowTitle(f"{card.supplier} · {card.number}")
        self.facts.show_card(card)
        self._desk.read(self._show_file, supplier_invoice_file, card.invoice_id)

    def _build(self) -> None:
        self.setMinimumSize(_SMALLEST)
        self.resize(_USUAL.boundedTo(self.screen().availableSize()))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.banner)
        left.addWidget(self.view, 1)
        scroll = QScrollArea()
        scroll.setWidget(self.facts)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(_("Données de la facture"))
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 16)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        side = QWidget()
        side.setProperty("ground", "surface")
        side.setFixedWidth(self._theme.px(_FACTS))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(side)

    def _bind(self) -> None:
        self.view.wanted.connect(self._on_page_wanted)
        self.close_button.clicked.connect(self.reject)
        for keys, slot in (
            ("Ctrl++", self._on_larger),
            ("Ctrl+=", self._on_larger),
            ("Ctrl+-", self._on_smaller),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _show_file(self, file: ReceivedFile) -> None:
        self._pdf = file.data
        ticket = self._desk.network(self._show_sizes, page_sizes, file.data)
        ticket.or_else(self._show_trouble)

    def _show_sizes(self, pages: tuple[PageSize, ...]) -> None:
        self.view.show_pages(pages)
        self.bar.show_count(len(pages))
        self.view.setFocus()

    def _on_page_wanted(self, place: int, dots: float) -> None:
        self._desk.network(self._show_page, _page, self._pdf, place, dots)

    def _show_page(self, page: tuple[int, float, QImage]) -> None:
        self.view.show_picture(*page)

    def _show_trouble(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))

    def _on_larger(self) -> None:
        self.view.zoom_by_step(larger=True)

    def _on_smaller(self) -> None:
        self.view.zoom_by_step(larger=False)


def _page(pdf: bytes, place: int, dots: float) -> tuple[int, float, QImage]:
    return place, dots, render(pdf, place, dots)
