"""What the document comes to while it is written, and what keeps it from being issued."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.queries.draft_page import DraftShown
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number, rate, short_date
from merchant_desk.values.invoice_page import InvoicePage, InvoiceVatRow
from merchant_desk.values.money import Money
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.vat import VatTreatment

_MOST = 8
_RATED = frozenset({VatTreatment.NORMAL, VatTreatment.OSS})


class TotalsPanel(Card):
    """``issue_wanted`` when she is done; ``screen_wanted`` carries where a problem is mended."""

    issue_wanted = Signal()
    screen_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Total"))
        self._theme = theme
        self._sign = 1
        self.whole = TextLabel(theme, euros(Money(0)), Role.MONEY, tabular=True)
        self.waits = TextLabel(theme, "", Role.CAPTION, Ink.TEXT3)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(3)
        self.mark = IconLabel(theme, "circle-check", Ink.TEXT3, 18)
        self.verdict = TextLabel(theme, "", Role.CARD_TITLE, wraps=True)
        self.boxes = QVBoxLayout()
        self.boxes.setSpacing(8)
        self.saved = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        self.issue = Button(theme, _("Émettre"), kind=Kind.PRIMARY, icon="check")
        self._build()
        self.issue.clicked.connect(self.issue_wanted)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(self.rows)
        column.addSpacing(10)
        column.addLayout(head)
        column.addLayout(self.boxes)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self.add_action(self.waits)
        self.body.addWidget(self.whole)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.saved)
        self.body.addWidget(self.issue)

    def show_waiting(self) -> None:
        """Say that what is shown is being counted again."""
        self.waits.setText(_("Calcul…"))

    def show_saved(self, words: str) -> None:
        """Say that the draft is kept."""
        self.saved.setText(words)

    def show_document(self, shown: DraftShown, wrong: Sequence[str], *, negative: bool) -> None:
        """Show the totals and what stands in the way; what was typed wrong comes first."""
        self.waits.setText("")
        self._sign = -1 if negative else 1
        page = shown.page
        self.whole.setText(self._amount(page.ttc))
        self._fill_rows(page)
        problems = [*(_typed(each) for each in wrong), *shown.problems]
        self._show_problems(problems)

    def show_refusal(self, title: str, advice: str) -> None:
        """Say why it was not issued."""
        self.waits.setText("")
        self.verdict.setText(title)
        self.mark.show_icon("circle-alert", Ink.BAD)
        clear(self.boxes)
        self.boxes.addWidget(TextLabel(self._theme, advice, ink=Ink.TEXT2, wraps=True))

    def _amount(self, amount: Money) -> str:
        return euros(Money(self._sign * amount.cents))

    def _fill_rows(self, page: InvoicePage) -> None:
        clear(self.rows)
        self._pair(_("Total HT"), self._amount(page.net))
        for row in page.vat_rows:
            self._pair(_vat_words(row), self._amount(row.vat))
        self._pair(_("Total TTC"), self._amount(page.ttc), Role.BOLD)
        for deposit in page.deposits:
            words = _("Acompte {number}").format(number=deposit.number)
            self._pair(words, euros(-deposit.amount))
        if page.deposits:
            self._pair(_("Reste à payer"), euros(page.left_to_pay), Role.BOLD)
        if page.due_on is not None:
            self._pair(_("Échéance"), short_date(page.due_on))

    def _pair(self, label: str, value: str, role: Role = Role.BODY) -> None:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TextLabel(self._theme, label, Role.BODY, Ink.TEXT2), 1)
        row.addWidget(TextLabel(self._theme, value, role, tabular=True))
        self.rows.addWidget(held)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        clear(self.boxes)
        if not problems:
            self.verdict.setText(_("Prêt à émettre"))
            self.mark.show_icon("circle-check", Ink.OK)
            return
        words = ngettext("{n} point à régler", "{n} points à régler", len(problems))
        self.verdict.setText(words.format(n=number(len(problems))))
        self.mark.show_icon("circle-alert", Ink.WARN)
        for each in problems[:_MOST]:
            self.boxes.addWidget(self._box(each))
        more = len(problems) - _MOST
        if more > 0:
            words = ngettext("et {n} autre point", "et {n} autres points", more)
            told = words.format(n=number(more))
            self.boxes.addWidget(TextLabel(self._theme, told, ink=Ink.TEXT2))

    def _box(self, problem: Problem) -> TintBox:
        box = TintBox(self._theme, Tone.WARN, "circle-alert", problem.sentence, problem.advice)
        if problem.screen and problem.screen != "invoices":
            go = Button(self._theme, _("Ouvrir"), kind=Kind.LINK, icon="arrow-right")
            go.setAccessibleName(_("Régler\u00a0: {what}").format(what=problem.sentence))
            go.clicked.connect(partial(self.screen_wanted.emit, problem.screen))
            box.add(go)
        return box


def _typed(words: str) -> Problem:
    return Problem("typed", words, "", "invoices")


def _vat_words(row: InvoiceVatRow) -> str:
    if row.treatment not in _RATED:
        return _("Sans TVA")
    return _("TVA {rate}").format(rate=rate(row.rate_bp))
