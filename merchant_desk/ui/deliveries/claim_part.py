"""What is asked of the supplier: the lines, one more, the letter, and where it stands."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.claims import ClaimCard
from merchant_desk.queries.delivery_view import DeliveryView
from merchant_desk.ui.stock.lines import Line, clear, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.claim_letter import claim_kind_words, claim_state_words
from merchant_desk.values.deliveries import ClaimAsked
from merchant_desk.values.french import euros, number
from merchant_desk.values.goods_words import ClaimKind, ClaimState
from merchant_desk.values.texts import _

_KINDS = (ClaimKind.DAMAGED, ClaimKind.WRONG, ClaimKind.EXPIRED, ClaimKind.SHORT, ClaimKind.PRICE)
_TONES = {
    ClaimState.DRAFT: Tone.WARN,
    ClaimState.SENT: Tone.INFO,
    ClaimState.ANSWERED: Tone.INFO,
    ClaimState.SETTLED: Tone.OK,
    ClaimState.DROPPED: Tone.MUTE,
}
_MOST = 100_000


class ClaimPart(Card):
    """``asked`` carries a line more; ``letter_wanted`` and ``turned`` are about one claim."""

    asked = Signal(object)
    letter_wanted = Signal(object)
    turned = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Réclamation"))
        self._theme = theme
        self._view: DeliveryView | None = None
        self.buttons: list[Button] = []
        self.claims = QVBoxLayout()
        self.claims.setSpacing(6)
        self.none = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.article = Select(theme, _("Article"))
        self.kind = Select(theme, _("Constat"))
        self.kind.addItems([claim_kind_words(each) for each in _KINDS])
        self.units = NumberInput(theme, _("Unités"), least=1, most=_MOST)
        self.detail = Field(theme, _("Précision"), hint=_("Facultative, dite au fournisseur."))
        self.add = Button(theme, _("Réclamer"), icon="triangle-alert")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(labelled(theme, self.kind), 1)
        row.addLayout(labelled(theme, self.units), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.add)
        self.body.addWidget(self.none)
        self.body.addLayout(self.claims)
        self.body.addLayout(labelled(theme, self.article))
        self.body.addLayout(row)
        self.body.addWidget(self.detail)
        self.body.addLayout(foot)
        self.add.clicked.connect(self._on_add)

    def show_claims(self, view: DeliveryView) -> None:
        """Show the claims about a delivery, and its articles to choose from."""
        self._view = view
        chosen = self.article.currentIndex()
        self.article.clear()
        self.article.addItems([each.name for each in view.lines])
        self.article.setCurrentIndex(max(0, min(chosen, len(view.lines) - 1)))
        self.none.setVisible(not view.claims or view.supplier_id is None)
        self.none.setText(
            _("Rien n’est réclamé. À la fin, ce qui manque et ce qui est en trop s’y ajoutent.")
            if view.supplier_id is not None
            else _("Sans fournisseur connu, il n’y a personne à qui réclamer.")
        )
        self.add.setEnabled(view.supplier_id is not None and bool(view.lines))
        clear(self.claims)
        self.buttons = []
        for claim in view.claims:
            self._add_claim(claim)

    def _add_claim(self, claim: ClaimCard) -> None:
        theme = self._theme
        head = Line(theme, claim.number, euros(claim.amount))
        head.add(Chip(theme, ChipText(claim_state_words(claim.state), _TONES[claim.state])))
        self.claims.addWidget(head)
        for line in claim.lines:
            told = " · ".join(filter(None, (claim_kind_words(line.kind), line.note)))
            self.claims.addWidget(Line(theme, line.name, number(line.quantity), told))
        actions = QHBoxLayout()
        actions.setSpacing(6)
        self._button(actions, claim, _("Lettre…"), "file-text", None)
        if claim.state is ClaimState.DRAFT:
            self._button(actions, claim, _("Envoyée"), "mail", ClaimState.SENT)
        elif claim.state in {ClaimState.SENT, ClaimState.ANSWERED}:
            self._button(actions, claim, _("Réglée"), "check", ClaimState.SETTLED)
        if claim.state not in {ClaimState.SETTLED, ClaimState.DROPPED}:
            self._button(actions, claim, _("Abandonner"), "", ClaimState.DROPPED)
        actions.addStretch(1)
        self.claims.addLayout(actions)

    def _button(
        self, row: QHBoxLayout, claim: ClaimCard, text: str, icon: str, state: ClaimState | None
    ) -> None:
        button = Button(self._theme, text, kind=Kind.QUIET, icon=icon)
        button.setAccessibleName(f"{text} {claim.number}")
        if state is None:
            button.clicked.connect(partial(self.letter_wanted.emit, claim))
        else:
            button.clicked.connect(partial(self.turned.emit, claim.claim_id, state.value))
        row.addWidget(button)
        self.buttons.append(button)

    def _on_add(self) -> None:
        place = self.article.currentIndex()
        if self._view is None or not 0 <= place < len(self._view.lines):
            return
        self.asked.emit(
            ClaimAsked(
                product_id=self._view.lines[place].product_id,
                kind=_KINDS[max(0, self.kind.currentIndex())],
                quantity=self.units.value(),
                note=self.detail.value,
            )
        )
