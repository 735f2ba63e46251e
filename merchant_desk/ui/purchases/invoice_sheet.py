"""Everything of one invoice received beside the list, and what can be done with it now."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.claim_invoice import claim_invoice
from merchant_desk.operations.decide_supplier_invoice import decide_supplier_invoice
from merchant_desk.queries.supplier_invoice_card import SupplierInvoiceCard, supplier_invoice_card
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.purchases import invoice_parts as parts
from merchant_desk.ui.purchases.article_sheet import ArticleSheet
from merchant_desk.ui.purchases.decision_sheet import DecisionSheet
from merchant_desk.ui.purchases.invoice_actions import InvoiceActions
from merchant_desk.ui.purchases.line_box import LineBox
from merchant_desk.ui.purchases.original import Original
from merchant_desk.ui.purchases.payment_sheet import PaymentSheet
from merchant_desk.ui.purchases.words import kind_words
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.values.french import number, short_date
from merchant_desk.values.ids import ClaimId, SupplierInvoiceId
from merchant_desk.values.supplier_invoices import SupplierDecision
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.texts import _, ngettext

TABLES = frozenset(
    {
        "supplier_invoice",
        "supplier_match",
        "supplier_payment",
        "invoice_status",
        "batch",
        "product",
        "claim_line",
    }
)
_LINES_SHOWN = 60


class InvoiceSheet(QObject):
    """A side sheet kept up to date while it is open."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self.card: SupplierInvoiceCard | None = None
        self.invoice_id: SupplierInvoiceId | None = None
        self.boxes: list[LineBox] = []
        self.sheet = shell.new_sheet(screen, "")
        self.sheet.title.setWordWrap(True)
        self.sheet.subtitle.setWordWrap(True)
        self.banner = Banner(shell.theme)
        self.actions = InvoiceActions(shell.theme, self.sheet)
        self.article = ArticleSheet(desk, shell, screen)
        self.decision = DecisionSheet(desk, shell, screen)
        self.payment = PaymentSheet(desk, shell, screen)
        self.original = Original(desk, shell, screen)
        self._connect()

    def _connect(self) -> None:
        self.actions.approve_wanted.connect(self._on_approve)
        self.actions.pay_wanted.connect(self.payment.open_for)
        self.actions.decide_wanted.connect(self.decision.open_for)
        self.actions.look_wanted.connect(self.original.show_pages)
        self.actions.save_wanted.connect(self.original.save)
        self.actions.claim_wanted.connect(self._on_claim)
        self._desk.changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Tell whether she sees it."""
        return self.sheet.isVisible()

    def open_invoice(self, invoice_id: SupplierInvoiceId) -> None:
        """Show this invoice."""
        self.invoice_id = invoice_id
        self._ask()

    def _ask(self) -> None:
        if self.invoice_id is not None:
            self._desk.read(self._show_card, supplier_invoice_card, self.invoice_id)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.is_open and not TABLES.isdisjoint(tables):
            self._ask()

    def _show_card(self, card: SupplierInvoiceCard | None) -> None:
        if card is None or card.invoice_id != self.invoice_id:
            return
        if card != self.card:
            self.card = card
            self.sheet.title.setText(card.supplier)
            words = _("{kind} {number} du {day}")
            self.sheet.subtitle.setText(
                words.format(
                    kind=kind_words(card.kind),
                    number=card.number,
                    day=short_date(card.issue_date),
                )
            )
            self._fill(card)
            self.actions.show_card(card)
        if not self.is_open:
            main = self.actions.main
            plain = main.isVisibleTo(self.sheet) and not card.findings
            self.sheet.open_sheet(main if plain else self.actions.more)

    def _fill(self, card: SupplierInvoiceCard) -> None:
        self.sheet.setUpdatesEnabled(False)
        self.banner.setParent(None)
        clear(self.sheet.body)
        self.banner = Banner(self._shell.theme)
        for part in self._parts(card):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.setUpdatesEnabled(True)

    def _parts(self, card: SupplierInvoiceCard) -> list[QWidget]:
        theme = self._shell.theme
        return [
            parts.chips(theme, card),
            self.banner,
            *parts.notices(theme, card),
            parts.money(theme, card),
            self._lines(card),
            parts.supplier(theme, card),
            parts.story(theme, card),
            parts.proof(theme, card),
        ]

    def _lines(self, card: SupplierInvoiceCard) -> SheetSection:
        count = len(card.lines)
        words = ngettext("{n} ligne", "{n} lignes", count).format(n=number(count))
        part = SheetSection(self._shell.theme, _("Articles"), words)
        part.body.setSpacing(0)
        self.boxes = []
        for line in card.lines[:_LINES_SHOWN]:
            box = LineBox(self._shell.theme, line, may_match=card.may_match)
            box.choose_wanted.connect(self.article.open_for)
            part.body.addWidget(box)
            self.boxes.append(box)
        if not card.lines:
            part.add_text(_("Cette facture ne détaille pas ses articles."))
        elif count > _LINES_SHOWN:
            told = _("Les {n} lignes suivantes sont dans le fichier d’origine.")
            part.add_text(told.format(n=number(count - _LINES_SHOWN)))
        return part

    def _on_approve(self, card: SupplierInvoiceCard) -> None:
        self._desk.write(
            self._show_approved,
            decide_supplier_invoice,
            self._desk.gesture(),
            card.invoice_id,
            SupplierDecision(SupplierState.APPROVED),
        ).or_else(self._show_refused)

    def _on_claim(self, card: SupplierInvoiceCard) -> None:
        gesture = self._desk.gesture()
        ticket = self._desk.write(self._show_claimed, claim_invoice, gesture, card.invoice_id)
        ticket.or_else(self._show_refused)

    def _show_claimed(self, claims: tuple[ClaimId, ...]) -> None:
        self._shell.toast(_("Réclamation prête\u00a0: envoyez sa lettre."))
        self._shell.navigate("purchases", page="claims", claim_id=claims[0])

    def _show_approved(self, _nothing: None) -> None:
        self._shell.toast(_("Facture approuvée"))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
