"""What an operation brought once it is over; while planning, what the last of its kind did."""

from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.queries.promotion_result import LastTime, last_of_kind, promotion_result
from merchant_desk.queries.result_words import hint_words, result_lines
from merchant_desk.rules.promotion_result import PromotionResult
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import PromotionId
from merchant_desk.values.texts import _
from merchant_desk.values.words import PromotionState


class ResultCard(Card):
    """Hidden while there is nothing to tell."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, _("Ce qu’elle a apporté"))
        self._desk = desk
        self._id: PromotionId | None = None
        self._kind = ""
        self._over = False
        self.told: tuple[str, ...] = ()
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.body.addLayout(self.lines)
        self.hide()

    def ask(self, promotion_id: PromotionId, state: PromotionState, kind: str) -> None:
        """Ask what this operation brought, or the last one of its kind."""
        over = state is PromotionState.ENDED
        if (promotion_id, over, kind) == (self._id, self._over, self._kind):
            return
        self._id, self._over, self._kind = promotion_id, over, kind
        self.hide()
        if over:
            self._desk.read(self._show_result, promotion_result, promotion_id, utc_now())
        elif state in (PromotionState.DRAFT, PromotionState.PLANNED):
            self._desk.read(self._show_last, last_of_kind, kind, utc_now(), promotion_id)

    def _show_result(self, result: PromotionResult | None) -> None:
        if result is None or not self._over:
            return
        self._show(
            _("Ce qu’elle a apporté"),
            result_lines(result),
            _(
                "Comparé aux huit semaines d’avant, jour de semaine par jour de semaine, sans "
                "les jours d’autres opérations. La saison n’est pas prise en compte."
            )
            if result.uplift is not None
            else "",
        )

    def _show_last(self, last: LastTime | None) -> None:
        if last is None or self._over:
            return
        self._show(_("Pour comparaison"), (hint_words(last),), "")

    def _show(self, title: str, told: tuple[str, ...], note: str) -> None:
        self.title.setText(title)
        self.setAccessibleName(title)
        clear(self.lines)
        self.told = told
        for each in told:
            self.lines.addWidget(TextLabel(self._theme, each, wraps=True))
        if note:
            self.lines.addWidget(TextLabel(self._theme, note, ink=Ink.TEXT2, wraps=True))
        self.show()
