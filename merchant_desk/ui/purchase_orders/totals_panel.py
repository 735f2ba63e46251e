"""What an order comes to while it is written, and what could be better about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.rules.purchasing.quantities import Rounding
from merchant_desk.rules.purchasing.totals import OrderTotals
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.purchase_orders.typed_line import TypedLine, hint
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.money import ZERO
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.texts import _, ngettext

_MOST = 6


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """What the panel shows."""

    totals: OrderTotals
    lines: Sequence[TypedLine]
    wrong: str
    expected: str


class TotalsPanel(Card):
    """Signals what she wants: to send, to keep, to round up to packs, to say yes to a question."""

    send_wanted = Signal()
    keep_wanted = Signal()
    round_wanted = Signal()
    confirmed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Total HT"))
        self._theme = theme
        self.whole = TextLabel(theme, euros(ZERO), Role.MONEY, tabular=True)
        self.rows = QVBoxLayout()
        self.boxes = QVBoxLayout()
        self.refusal = QVBoxLayout()
        self.round_up = Button(theme, _("Arrondir aux colis"), icon="package")
        self.keep = Button(theme, _("Garder"))
        self.send = Button(theme, _("Envoyer"), kind=Kind.PRIMARY, icon="mail")
        self._build()
        self.send.clicked.connect(self.send_wanted)
        self.keep.clicked.connect(self.keep_wanted)
        self.round_up.clicked.connect(self.round_wanted)

    def _build(self) -> None:
        self.rows.setSpacing(3)
        self.boxes.setSpacing(8)
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addLayout(self.refusal)
        column.addLayout(self.rows)
        column.addLayout(self.boxes)
        column.addWidget(self.round_up, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.keep)
        foot.addWidget(self.send, 1)
        self.body.addWidget(self.whole)
        self.body.addWidget(area, 1)
        self.body.addLayout(foot)

    def show_facts(self, facts: PanelFacts) -> None:
        """Show the totals, and what would make the order better."""
        clear(self.refusal)
        totals = facts.totals
        self.whole.setText(euros(totals.total))
        clear(self.rows)
        counted = ngettext("{n} référence", "{n} références", len(facts.lines))
        self._pair(counted.format(n=number(len(facts.lines))), units_words(totals.units))
        self._pair(_("Marchandise"), euros(totals.goods))
        self._pair(_("Port"), euros(totals.carriage) if totals.carriage else _("franco"))
        if facts.expected:
            self._pair(_("Arrivée"), facts.expected)
        clear(self.boxes)
        for tone, icon, title, text in _remarks(facts)[:_MOST]:
            self.boxes.addWidget(TintBox(self._theme, tone, icon, title, text))
        self.round_up.setVisible(any(_off(each) for each in facts.lines))
        self.send.setEnabled(bool(facts.lines))

    def show_refusal(self, title: str, advice: str, *, asks: bool) -> None:
        """Say why it was not done; a question has its yes beside it."""
        clear(self.refusal)
        box = TintBox(self._theme, Tone.WARN if asks else Tone.BAD, "circle-alert", title, advice)
        self.refusal.addWidget(box)
        if asks:
            yes = Button(self._theme, _("Oui, c’est voulu"))
            yes.clicked.connect(self.confirmed)
            box.add(yes)
            yes.setFocus()

    def _pair(self, label: str, value: str) -> None:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TextLabel(self._theme, label, Role.BODY, Ink.TEXT2), 1)
        row.addWidget(TextLabel(self._theme, value, tabular=True))
        self.rows.addWidget(held)


def _off(line: TypedLine) -> bool:
    return bool(line.units) and line.rounded.why is not Rounding.NONE


def _remarks(facts: PanelFacts) -> list[tuple[Tone, str, str, str]]:
    """Return what to say, the most pressing first."""
    said: list[tuple[Tone, str, str, str]] = []
    totals = facts.totals
    if facts.wrong:
        said.append((Tone.BAD, "circle-alert", facts.wrong, ""))
    if facts.lines and totals.below_minimum:
        words = _("Il manque {amount} pour le minimum").format(amount=euros(totals.below_minimum))
        said.append((Tone.WARN, "triangle-alert", words, ""))
    said += [
        (Tone.WARN, "package", each.article.title, each.rounded.advice)
        for each in facts.lines
        if _off(each)
    ]
    if totals.unknown:
        title = ngettext("{n} prix inconnu", "{n} prix inconnus", totals.unknown)
        text = _("Le bon de commande demande au fournisseur de le confirmer.")
        said.append((Tone.INFO, "info", title.format(n=number(totals.unknown)), text))
    if facts.lines and totals.to_free_carriage:
        words = _("Encore {amount} pour le franco de port")
        said.append((Tone.INFO, "truck", words.format(amount=euros(totals.to_free_carriage)), ""))
    said += [
        (Tone.INFO, "tag", each.article.title, words)
        for each in facts.lines
        if (words := hint(each))
    ]
    return said
