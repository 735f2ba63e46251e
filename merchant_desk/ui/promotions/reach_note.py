"""Where the prices of an operation go by themselves, and what is left for her to do there."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.promotion_reach import Reach, promotion_reach
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _


class ReachNote(QWidget):
    """A line or two under the channels; nothing while there is nothing to say."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._question = LatestQuestion(desk)
        self.words = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self.words)
        self.hide()

    def ask(self, draft: PromotionDraft) -> None:
        """Ask which storefronts an operation reaches."""
        self._question.ask(self._show, promotion_reach, draft)

    def _show(self, reach: Reach) -> None:
        text = reach_words(reach)
        self.words.setText(text)
        self.setVisible(bool(text))


def reach_words(reach: Reach) -> str:
    """Return what becomes of the prices in the storefronts; empty when none sells the articles."""
    lines = []
    if reach.told:
        lines.append(
            _("Les prix partent seuls vers {shops}, au début et à la fin.").format(
                shops=", ".join(reach.told)
            )
        )
    if reach.by_hand:
        lines.append(
            _(
                "Cette offre ne part pas vers le site\u00a0: créez-y vous-même le code ou la règle,"
                " avec les mêmes dates."
            )
        )
    if reach.deciding:
        lines.append(
            _("{shops} décide de ses prix\u00a0: baissez-les là-bas aux mêmes dates.").format(
                shops=", ".join(reach.deciding)
            )
        )
    return "\n".join(lines)
