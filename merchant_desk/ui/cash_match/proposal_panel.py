"""What one line would be, in large: why, what accepting does, and what else it may be."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout

from merchant_desk.ui.cash_match.choice_row import ChoiceRow
from merchant_desk.ui.cash_match.words import (
    effect_words,
    left_words,
    parts_label,
    signed,
    sureness_chip,
)
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.cash_match import MatchProposal
from merchant_desk.values.cash_proposal import ProposedLine
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _

_MOST = 9


class ProposalPanel(Card):
    """``numbered`` carries the number of the alternative that was pressed."""

    numbered = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.day = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, tabular=True)
        self.amount = TextLabel(theme, "", Role.MONEY, tabular=True)
        self.label = TextLabel(theme, "", Role.CARD_TITLE, wraps=True)
        self.party = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        self.chip = Chip(theme, ChipText(""))
        self.what = TextLabel(theme, "", Role.ORDER_NAME, wraps=True)
        self.effect = TextLabel(theme, "", Role.HERO_LINE, Ink.TEXT, wraps=True)
        self.reason = TextLabel(theme, "", Role.BODY, Ink.TEXT2, wraps=True)
        self.left = TextLabel(theme, "", Role.STRONG, Ink.WARN, wraps=True)
        self.accept = Button(
            theme, _("Accepter (Entrée)"), kind=Kind.PRIMARY, icon="check", large=True
        )
        self.others = TextLabel(theme, _("Ou bien"), Role.SECTION, Ink.TEXT3)
        self.choices = [ChoiceRow(theme, number + 1) for number in range(_MOST)]
        self.search = Button(theme, _("Chercher (F2)"), icon="search")
        self.category = Button(theme, _("Catégorie (C)"), icon="tag")
        self.split = Button(theme, _("Répartir (Ctrl+D)"), icon="scale")
        self.refuse = Button(theme, _("Pas ça (Suppr)"), icon="x")
        self._build()

    def _build(self) -> None:
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.day, self.label, self.party):
            words.addWidget(part)
        top.addLayout(words, 1)
        top.addWidget(self.amount)
        self.body.addLayout(top)
        self.body.addSpacing(10)
        self.body.addWidget(self.chip)
        for told in (self.what, self.effect, self.reason, self.left):
            self.body.addWidget(told)
        self.body.addSpacing(6)
        go = QHBoxLayout()
        go.addWidget(self.accept)
        go.addWidget(self.refuse)
        go.addStretch(1)
        self.body.addLayout(go)
        self.body.addSpacing(6)
        self.body.addWidget(self.others)
        for number, choice in enumerate(self.choices, 1):
            choice.clicked.connect(partial(self._on_choice, number))
            self.body.addWidget(choice)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.search, self.category, self.split):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_line(self, line: ProposedLine, shown: int, *, made: bool) -> None:
        """Show a line with one of its proposals; ``made``: it is matched already."""
        fact = line.fact
        self.day.setText(f"{short_date(fact.booked_on)} · {line.account}")
        self.amount.setText(signed(fact.amount))
        self.label.setText(fact.label)
        party = " · ".join(each for each in (fact.counterparty, fact.reference) if each)
        self.party.setText(party)
        self.party.setVisible(bool(party))
        proposal = line.proposals[shown] if shown < len(line.proposals) else None
        self._show_proposal(line, proposal, made=made)
        self._show_choices(line, shown, made=made)

    def _show_proposal(
        self, line: ProposedLine, proposal: MatchProposal | None, *, made: bool
    ) -> None:
        self.accept.setVisible(proposal is not None and not made)
        self.refuse.setVisible(proposal is not None)
        self.refuse.say(_("Annuler ce rapprochement (Suppr)") if made else _("Pas ça (Suppr)"))
        for button in (self.search, self.category, self.split):
            button.setVisible(not made)
        if proposal is None:
            self.chip.show_chip(ChipText(_("Rien trouvé"), Tone.MUTE))
            self.what.setText(_("Aucune proposition"))
            self.effect.setText(_("Dites ce que c’est\u00a0: cherchez un document (F2) ou donnez "
                                  "une catégorie (C)."))  # fmt: skip
            told = ("", "")
        else:
            matched = ChipText(_("Rapprochée"), Tone.OK)
            self.chip.show_chip(matched if made else sureness_chip(proposal.sureness))
            self.what.setText(parts_label(proposal.parts))
            self.effect.setText(_effects(proposal, made=made))
            told = (proposal.reason, "" if made else left_words(line, proposal))
        for label, text in ((self.reason, told[0]), (self.left, told[1])):
            label.setText(text)
            label.setVisible(bool(text))
        self.effect.setVisible(bool(self.effect.text()))

    def _show_choices(self, line: ProposedLine, shown: int, *, made: bool) -> None:
        count = 0 if made or len(line.proposals) < 2 else len(line.proposals)  # noqa: PLR2004 - two to choose from
        self.others.setVisible(count > 0)
        for place, choice in enumerate(self.choices):
            choice.setVisible(place < count and place != shown)
            if place < count:
                choice.show_proposal(line.proposals[place])

    def _on_choice(self, number: int, _checked: bool = False) -> None:
        self.numbered.emit(number)


def scrolled(panel: ProposalPanel) -> QScrollArea:
    """Return what shows a panel that may be higher than the window."""
    around = QScrollArea()
    around.setWidget(panel)
    around.setWidgetResizable(True)
    around.setFrameShape(QScrollArea.Shape.NoFrame)
    around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return around


def _effects(proposal: MatchProposal, *, made: bool) -> str:
    """Return what accepting does; of several parts, each with its amount."""
    several = len(proposal.parts) > 1
    if several:
        lines = [f"{each.label}\u00a0: {signed(each.amount)}" for each in proposal.parts]
        return "\n".join(lines)
    if made:
        return ""
    part = proposal.parts[0]
    told = effect_words(part)
    if part.fee:
        fee = _("Frais retenus par la banque\u00a0: {amount}.").format(amount=signed(part.fee))
        return f"{told} {fee}"
    return told
