"""The two sides of a question of matching: the article of the shop, a product of the desk."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from merchant_desk.queries.match_questions import MatchCandidate, MatchQuestion
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.kbd import Kbd
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.texts import _

_LONGEST = 160


class ArticleCard(Card):
    """The article as the shop tells it, and why the desk does not know which product it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Dans la boutique"))
        self.name = TextLabel(theme, "", Role.HERO_LINE, wraps=True)
        self.facts = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.reason = TextLabel(theme, "", ink=Ink.WARN, wraps=True)
        for widget in (self.name, self.facts, self.reason):
            self.body.addWidget(widget)

    def show_question(self, question: MatchQuestion) -> None:
        """Show what is known before the article was read."""
        self.note.setText(question.shop)
        number = _("Article n° {number}").format(number=question.remote_id)
        self.name.setText(number)
        self.facts.setText("")
        self.reason.setText(question.reason)

    def show_article(self, article: RemoteProduct) -> None:
        """Show the article."""
        name = " · ".join(part for part in (article.name, article.option_text) if part)
        self.name.setText(name[:_LONGEST] or _("sans nom"))
        self.facts.setText("   ".join(_article_facts(article)))


class CandidateCard(Card):
    """A product that could be it; ``chosen`` carries the candidate."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, candidate: MatchCandidate, keys: str) -> None:
        super().__init__(theme, padding=14)
        self.candidate = candidate
        self.setAccessibleName(candidate.name)
        self.pick = Button(theme, _("C’est ce produit"), icon="check")
        self.pick.setAccessibleDescription(f"{candidate.name}, {candidate.sku}")
        self.pick.setEnabled(not candidate.sold_as)
        facts = "   ".join((candidate.sku or _("sans référence"), euros(candidate.price)))
        self.body.addWidget(TextLabel(theme, candidate.name[:_LONGEST], Role.BOLD, wraps=True))
        self.body.addWidget(TextLabel(theme, facts, ink=Ink.TEXT2, wraps=True))
        self.body.addLayout(self._why(theme))
        if candidate.sold_as:
            told = _("La boutique le vend déjà sous le numéro {number}.")
            sold = told.format(number=candidate.sold_as)
            self.body.addWidget(TextLabel(theme, sold, Role.CAPTION, Ink.WARN, wraps=True))
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.pick)
        if self.pick.isEnabled():
            row.addWidget(Kbd(theme, keys), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.body.addLayout(row)
        self.pick.clicked.connect(self._on_pick)

    def _why(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        if self.candidate.same_sku:
            row.addWidget(Chip(theme, ChipText(_("Même référence"), Tone.INFO)))
        if self.candidate.same_ean:
            row.addWidget(Chip(theme, ChipText(_("Même code-barres"), Tone.INFO)))
        row.addStretch(1)
        return row

    def _on_pick(self) -> None:
        self.chosen.emit(self.candidate)


def _article_facts(article: RemoteProduct) -> list[str]:
    return [
        article.sku or _("sans référence"),
        article.ean or _("sans code-barres"),
        _("sans prix") if article.price is None else euros(article.price),
    ]
