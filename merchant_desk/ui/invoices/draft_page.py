"""The form of a document: its cards left, its totals and what stands in its way right."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.operations.post_invoice import InvoicePosted
from merchant_desk.operations.save_invoice_draft import drop_invoice_draft, save_invoice_draft
from merchant_desk.queries.barcodes import CodeMatch, products_of_scan
from merchant_desk.queries.draft_defaults import DraftDefaults, draft_defaults
from merchant_desk.queries.draft_page import DraftShown, draft_page
from merchant_desk.queries.invoice_card import InvoiceCard
from merchant_desk.queries.invoice_drafts import invoice_draft
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.invoices.draft_form import DraftForm
from merchant_desk.ui.invoices.draft_words import BLANK, correction_of, heading, is_blank
from merchant_desk.ui.invoices.totals_panel import TotalsPanel
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import clock_time, euros
from merchant_desk.values.ids import DraftId, InvoiceId, ProductId, new_id
from merchant_desk.values.invoice_draft import InvoiceDraft
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_PAUSE_MS = 300
_PANEL, _LEAST_PANEL = 380, 280


class DraftPage(QWidget):
    """One document being written; ``closed`` when she goes back, ``issued`` with what it became."""

    closed = Signal()
    issued = Signal(object)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk = desk
        self._shell = shell
        self._id = DraftId(new_id())
        self._draft = BLANK
        self._kept: InvoiceDraft | None = None
        self._asked: Ticket[DraftShown] | None = None
        theme = shell.theme
        self.back = Button(theme, _("Factures"), icon="chevron-left")
        self.heading = TextLabel(theme, "", Role.PAGE_TITLE)
        self.drop = Button(theme, _("Jeter le brouillon"), icon="trash-2")
        self.form = DraftForm(desk, theme)
        self.panel = TotalsPanel(theme)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._judge)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self.heading, 1)
        head.addWidget(self.drop)
        self.panel.setMinimumWidth(_LEAST_PANEL)
        self.panel.setMaximumWidth(_PANEL)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.form, 7)
        row.addWidget(self.panel, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.drop.clicked.connect(self._on_drop)
        self.form.edited.connect(self._on_edited)
        self.panel.issue_wanted.connect(self.issue)
        self.panel.screen_wanted.connect(self._on_screen)

    def begin(self) -> None:
        """Begin a blank document."""
        self._show(DraftId(new_id()), BLANK)

    def open_draft(self, draft_id: DraftId) -> None:
        """Go on with a draft."""
        self._id = draft_id
        self._desk.read(self._show_kept, invoice_draft, draft_id)

    def correct(self, card: InvoiceCard) -> None:
        """Begin the document that cancels and replaces this one, filled as it was."""
        self._show(DraftId(new_id()), correction_of(card))

    def take_scan(self, scan: Scan) -> bool:
        """Add the article to the lines."""
        self._desk.read(self._show_scanned, products_of_scan, scan)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape; what was typed is kept."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def leave(self) -> None:
        """Go back to the list; what was typed is in « Brouillons »."""
        self._pause.stop()
        self._draft = self.form.put_into(self._draft)
        self._keep()
        self.closed.emit()

    def issue(self) -> None:
        """Issue the document once, whatever is pressed."""
        if not self.panel.issue.isEnabled():
            return
        self._pause.stop()
        self._draft = self.form.put_into(self._draft)
        if self.form.wrong:
            self._judge()
            self.form.focus_wrong()
            return
        self.panel.issue.setEnabled(False)
        gesture = self._desk.gesture()
        self._desk.write(self._show_issued, issue_document, gesture, self._id, self._draft).or_else(
            self._show_refused
        )

    def show_refusal(self, title: str, advice: str) -> None:
        """Say in the panel why it was not issued."""
        self.panel.issue.setEnabled(True)
        self.panel.show_refusal(title, advice)

    def _show(self, draft_id: DraftId, draft: InvoiceDraft) -> None:
        self._id, self._draft, self._kept = draft_id, draft, draft
        self.heading.setText(heading(draft))
        self.panel.issue.setEnabled(True)
        self.panel.show_saved("")
        self.form.show_draft(draft)
        day = draft.issued_on or paris_date(utc_now())
        self._desk.read(self._show_defaults, draft_defaults, day)
        self._judge()

    def _show_kept(self, draft: InvoiceDraft | None) -> None:
        if draft is None:
            self._shell.banner(_("Ce brouillon n’existe plus."), _("Il a été émis ou jeté."))
            self.closed.emit()
            return
        self._show(self._id, draft)

    def _show_defaults(self, defaults: DraftDefaults) -> None:
        self.form.use_defaults(defaults, self._draft)

    def _on_edited(self) -> None:
        self.panel.show_waiting()
        self._pause.start()

    def _judge(self) -> None:
        """Count and check what is written now, and keep it."""
        self._pause.stop()
        self._draft = self.form.put_into(self._draft)
        self.heading.setText(heading(self._draft))
        self._keep()
        if self._asked is not None:
            self._asked.cancel()
        today = paris_date(utc_now())
        self._asked = self._desk.read(self._show_totals, draft_page, self._draft, today)

    def _keep(self) -> None:
        if self._draft == self._kept or is_blank(self._draft):
            return
        self._kept = self._draft
        self._desk.write(
            self._show_saved, save_invoice_draft, self._desk.gesture(), self._id, self._draft
        )

    def _show_saved(self, kept: bool) -> None:
        if kept:
            at = clock_time(utc_now())
            self.panel.show_saved(_("Brouillon gardé à {time}").format(time=at))

    def _show_totals(self, shown: DraftShown) -> None:
        negative = self._draft.kind is InvoiceKind.CREDIT_NOTE
        self.panel.show_document(shown, self.form.wrong, negative=negative)
        self.form.show_amounts(shown, negative=negative)

    def _show_issued(self, posted: InvoicePosted) -> None:
        self.panel.issue.setEnabled(True)
        amount = euros(Money(abs(posted.total.cents)))
        words = _("{number} émise\u00a0: {amount}.").format(number=posted.number, amount=amount)
        self._shell.toast(words)
        self.issued.emit(InvoiceId(posted.invoice_id))

    def _show_refused(self, error: DeskError) -> None:
        self.show_refusal(error.title, error.advice)

    def _on_screen(self, screen: str) -> None:
        """Go where a problem is mended; the draft waits."""
        key, _slash, section = screen.partition("/")
        self.leave()
        self._shell.navigate(key, **({"section": section} if section else {}))

    def _on_drop(self) -> None:
        self._pause.stop()
        back = partial(self._show_again, self._id, self.form.put_into(self._draft))
        self._kept = self._draft
        self._desk.write(None, drop_invoice_draft, self._id)
        self._shell.toast(_("Brouillon jeté"), back)
        self.closed.emit()

    def _show_again(self, draft_id: DraftId, draft: InvoiceDraft) -> None:
        """Take a draft up again that was thrown away."""
        self._desk.write(
            self._show_saved, save_invoice_draft, self._desk.gesture(), draft_id, draft
        )

    def _show_scanned(self, found: tuple[CodeMatch, ...]) -> None:
        if not found:
            self._shell.banner(
                _("Ce code n’appartient à aucun produit."),
                _("Ouvrez la fiche du produit, puis scannez-le pour l’y ajouter."),
            )
            return
        self.form.lines.add_found(ProductId(found[0].product_id))
