"""The form of an order: from whom and when, its lines, and its totals beside them."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.keep_purchase import keep_and_send, keep_purchase
from merchant_desk.operations.purchase_questions import (
    AskedFirstError,
    BelowMinimumError,
)
from merchant_desk.queries.orderable import Orderable, orderable
from merchant_desk.queries.purchase_card import PurchaseCard, purchase_card
from merchant_desk.queries.supplier_articles import supplier_terms
from merchant_desk.queries.supplier_list import SupplierChoice, supplier_choices
from merchant_desk.rules.purchasing.days import expected_day
from merchant_desk.rules.purchasing.totals import order_totals
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.purchase_orders.form_head import FormHead
from merchant_desk.ui.purchase_orders.lines_view import LinesView
from merchant_desk.ui.purchase_orders.totals_panel import PanelFacts, TotalsPanel
from merchant_desk.ui.purchase_orders.typed_line import figures, kept_lines
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import weekday_date
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.ids import PurchaseId, SupplierId, new_id
from merchant_desk.values.purchases import PurchaseDraft, PurchaseKept, SupplierTerms
from merchant_desk.values.texts import _

_PANEL, _LEAST_PANEL = 360, 264


class OrderEditor(QWidget):
    """``closed`` when she goes back to the list, ``kept`` with the order once it was kept."""

    closed = Signal()
    kept = Signal(object)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._id = PurchaseId(new_id())
        self._card: PurchaseCard | None = None
        self._terms = SupplierTerms(name="")
        self._accepts: dict[str, bool] = {}
        self._asked: DeskError | None = None
        self._sends = False
        theme = shell.theme
        self.back = Button(theme, _("Commandes"), icon="chevron-left")
        self.heading = TextLabel(theme, "", Role.PAGE_TITLE)
        self.head = FormHead(theme)
        self.lines = LinesView(desk, theme)
        self.panel = TotalsPanel(theme)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self._shell.theme
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.back)
        top.addWidget(self.heading, 1)
        ordered = Card(theme)
        ordered.body.addWidget(self.lines)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.head)
        left.addWidget(ordered, 1)
        self.panel.setMinimumWidth(_LEAST_PANEL)
        self.panel.setMaximumWidth(_PANEL)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addLayout(left, 7)
        row.addWidget(self.panel, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.head.edited.connect(self._show_totals)
        self.head.supplier_chosen.connect(self._on_supplier)
        self.lines.edited.connect(self._show_totals)
        self.lines.unknown.connect(self._on_unknown)
        self.panel.send_wanted.connect(self.send)
        self.panel.keep_wanted.connect(self.keep)
        self.panel.round_wanted.connect(self.round_up)
        self.panel.confirmed.connect(self._on_confirmed)

    def begin(self, supplier_id: SupplierId | None = None) -> None:
        """Begin an order, for a supplier or for the one she chooses."""
        self._id, self._card = PurchaseId(new_id()), None
        self._begin_form(_("Nouvelle commande"))
        self.head.show_order(None, "", "", may_change=True)
        self.lines.supplier_id = supplier_id or SupplierId(b"")
        self.lines.lines.show_lines(())
        self._desk.read(self._show_choices, supplier_choices)

    def open_order(self, purchase_id: PurchaseId) -> None:
        """Go on with an order."""
        self._id = purchase_id
        self._desk.read(self._show_card, purchase_card, purchase_id)

    def take_scan(self, scan: Scan) -> bool:
        """Add the article to the lines."""
        if self.lines.supplier_id:
            self.lines.take_scan(scan)
        else:
            self.panel.show_refusal(
                _("Rien n’a été ajouté\u00a0: choisissez d’abord le fournisseur."), "", asks=False
            )
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep and go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def leave(self) -> None:
        """Go back to the list; a form with lines is kept first."""
        self.lines.finish_typing()
        if self.lines.lines.lines and self._changed():
            self.keep()
            return
        self.closed.emit()

    def keep(self) -> None:
        """Keep the order as it is written."""
        self._sends = False
        self._write()

    def send(self) -> None:
        """Keep the order, and send it when it was not sent yet."""
        self._sends = self._card is None or self._card.state is PurchaseState.DRAFT
        self._write()

    def round_up(self) -> None:
        """Order whole packs everywhere."""
        self.lines.lines.round_up(range(len(self.lines.lines.lines)))

    @property
    def draft(self) -> PurchaseDraft:
        """Return the order as it is written now."""
        lines = tuple(each.wish for each in self.lines.lines.lines)
        return PurchaseDraft(
            supplier_id=self.lines.supplier_id,
            lines=lines,
            wanted_on=self.head.wanted_on,
            note=self.head.remark.value,
            deliver_to=self.head.deliver_to.value,
            accept_many=self._accepts.get("many", False),
            accept_zero=self._accepts.get("zero", False),
        )

    def _changed(self) -> bool:
        card, draft = self._card, self.draft
        return card is None or (
            (figures(card.lines), card.wanted_on, card.note, card.deliver_to, card.supplier_id)
            != (
                figures(draft.lines), draft.wanted_on, draft.note, draft.deliver_to,
                draft.supplier_id,
            )
        )  # fmt: skip

    def _write(self) -> None:
        self.lines.finish_typing()
        if not self.panel.send.isEnabled() and self._sends:
            return
        wrong = self.lines.lines.first_wrong()
        if wrong.isValid() or not self.head.validate():
            self._show_totals()
            if wrong.isValid():
                self.lines.setCurrentIndex(wrong)
                self.lines.setFocus()
            return
        self.panel.send.setEnabled(False)
        gesture, below = self._desk.gesture(), self._accepts.get("below", False)
        ticket = (
            self._desk.write(
                self._show_kept, keep_and_send, gesture, self._id, self.draft, accept_below=below
            )
            if self._sends
            else self._desk.write(self._show_kept, keep_purchase, gesture, self._id, self.draft)
        )
        ticket.or_else(self._show_refused)

    def _show_kept(self, kept: PurchaseKept) -> None:
        words = _("Commande {number} envoyée") if self._sends else _("Commande {number} gardée")
        self._shell.toast(words.format(number=kept.number))
        self.closed.emit()
        self.kept.emit(kept.purchase_id)

    def _show_refused(self, error: DeskError) -> None:
        self.panel.send.setEnabled(True)
        self._asked = error
        asks = isinstance(error, AskedFirstError)
        self.panel.show_refusal(error.title, error.advice, asks=asks)

    def _on_confirmed(self) -> None:
        below = isinstance(self._asked, BelowMinimumError)
        self._accepts |= {"below": True} if below else {"many": True, "zero": True}
        self._write()

    def _begin_form(self, heading: str) -> None:
        self._accepts, self._terms = {}, SupplierTerms(name="")
        self.heading.setText(heading)
        self.panel.send.say(_("Envoyer"))
        self._show_totals()

    def _show_choices(self, choices: tuple[SupplierChoice, ...]) -> None:
        self.head.show_choices(choices, self.lines.supplier_id)
        if self.lines.supplier_id:
            self._on_supplier(self.lines.supplier_id)
        else:
            self.head.supplier.setFocus()

    def _on_supplier(self, supplier_id: SupplierId) -> None:
        """Ask for the terms of the supplier, for those of every line too."""
        self.lines.supplier_id = supplier_id
        self._desk.read(self._show_terms, supplier_terms, supplier_id)
        ids = [each.article.product_id for each in self.lines.lines.lines]
        self._desk.read(self._show_articles, orderable, supplier_id, ids)

    def _show_terms(self, terms: SupplierTerms) -> None:
        self._terms = terms
        self._show_totals()

    def _show_articles(self, found: tuple[Orderable, ...]) -> None:
        """Give every line the terms of the supplier; what was typed stays."""
        known = {each.product_id: each for each in found}
        lines = [
            replace(each, article=known.get(each.article.product_id, each.article))
            for each in self.lines.lines.lines
        ]
        self.lines.lines.show_lines(lines)
        self._show_totals()
        self.lines.begin()

    def _show_card(self, card: PurchaseCard | None) -> None:
        if card is None or not card.can_edit:
            self._shell.banner(_("Cette commande ne se change plus."), _("Elle est terminée."))
            self.closed.emit()
            return
        self._card = card
        drafted = card.state is PurchaseState.DRAFT
        self._begin_form(_("Commande {number}").format(number=card.number))
        self.head.show_order(card.wanted_on, card.note, card.deliver_to, may_change=drafted)
        self.panel.send.say(_("Envoyer") if drafted else _("Garder les changements"))
        self.panel.keep.setVisible(drafted)
        self.lines.supplier_id = card.supplier_id
        ids = [each.product_id for each in card.lines]
        self._desk.read(self._show_kept_lines, orderable, card.supplier_id, ids)
        self._desk.read(self._show_terms, supplier_terms, card.supplier_id)
        if drafted:
            self._desk.read(self._show_offered, supplier_choices)
        else:
            self.head.show_only(card.supplier.name)

    def _show_offered(self, choices: tuple[SupplierChoice, ...]) -> None:
        self.head.show_choices(choices, self.lines.supplier_id)

    def _show_kept_lines(self, found: tuple[Orderable, ...]) -> None:
        kept = () if self._card is None else self._card.lines
        self.lines.lines.show_lines(kept_lines(kept, found))
        self._show_totals()
        self.lines.begin()

    def _on_unknown(self) -> None:
        self.panel.show_refusal(
            _("Ce code n’appartient à aucun produit."),
            _("Ouvrez la fiche du produit, puis scannez-le pour l’y ajouter."),
            asks=False,
        )

    def _show_totals(self) -> None:
        """Count what is written now; nothing leaves the window for it."""
        lines = self.lines.lines.lines
        totals = order_totals([each.priced for each in lines], self._terms)
        facts = PanelFacts(totals, lines, self.lines.lines.wrong, self._expected())
        self.panel.show_facts(facts)

    def _expected(self) -> str:
        if self._terms.lead_days is None:
            return ""
        return weekday_date(expected_day(paris_date(utc_now()), self._terms.lead_days))
