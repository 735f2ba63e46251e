"""The cards of an operation, one under the other, read and shown together."""

from datetime import tzinfo
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.rules.legal.answer import Remedy
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.promotions.articles_card import ArticlesCard
from merchant_desk.ui.promotions.basics_card import BasicsCard
from merchant_desk.ui.promotions.details_card import DetailsCard
from merchant_desk.ui.promotions.prices_card import PricesCard
from merchant_desk.ui.promotions.reach_note import ReachNote
from merchant_desk.ui.promotions.result_card import ResultCard
from merchant_desk.ui.promotions.words_card import WordsCard
from merchant_desk.ui.shell import Shell
from merchant_desk.values.clock import PARIS

Cards = tuple[BasicsCard | ArticlesCard | PricesCard | DetailsCard | WordsCard, ...]


class PlanForm(QScrollArea):
    """``edited`` when any card was changed by hand."""

    edited = Signal()

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self.clock: tzinfo = PARIS
        self.basics = BasicsCard(theme, self.clock)
        self.articles = ArticlesCard(desk, shell)
        self.prices = PricesCard(theme, self.clock)
        self.details = DetailsCard(theme)
        self.words = WordsCard(theme)
        self.result = ResultCard(desk, theme)
        self.reach = ReachNote(desk, shell.theme)
        self.cards: Cards = (self.basics, self.articles, self.prices, self.details, self.words)
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(14)
        column.addWidget(self.result)
        for card in self.cards:
            column.addWidget(card)
            card.edited.connect(self.edited)
        self.basics.body.addWidget(self.reach)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    def begin(self) -> None:
        """Begin with another operation, at the top."""
        self.verticalScrollBar().setValue(0)
        self.articles.begin()

    def use_clock(self, clock: tzinfo, draft: PromotionDraft) -> None:
        """Read and show the times in the shop's own zone."""
        if clock is not self.clock:
            self.clock = clock
            for card in (self.basics, self.prices):
                card.use_clock(clock)
                card.show_draft(draft)

    def show_draft(self, draft: PromotionDraft) -> None:
        """Show what was kept, announcing nothing."""
        for card in self.cards:
            card.show_draft(draft)
        self.reach.ask(draft)

    def put_into(self, draft: PromotionDraft) -> PromotionDraft:
        """Return the draft with what the cards say."""
        for card in self.cards:
            draft = card.put_into(draft)
        self.reach.ask(draft)
        return draft

    def point_out(self, remedy: Remedy) -> bool:
        """Bring what a finding asks for into sight; return False when it is not in the form."""
        widget = self._place_of(remedy)
        if widget is None:
            return False
        self.ensureWidgetVisible(widget)
        target = widget.focusProxy() or widget
        target.setFocus()
        return True

    def _place_of(self, remedy: Remedy) -> QWidget | None:
        if remedy.kind in ("add_mention", "replace_word"):
            return self.words.first_place()
        told = str(remedy.value).split(",")[0]
        places = {"ends": self.basics.ends.day, "shown_prior_price": self.prices.prior}
        if remedy.kind == "declare_by":
            told = "sent_on"
        return places.get(told) or self.details.place_of(told)

    def show_lines(self, lines: Any, skus: tuple[str, ...]) -> None:
        """Show what the verdict was about."""
        self.articles.show_lines(lines)
        self.details.show_skus(skus)
