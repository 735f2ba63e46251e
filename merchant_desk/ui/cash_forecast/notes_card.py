"""What the forecast does not know, each in a sentence."""

from collections.abc import Sequence

from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _


class NotesCard(Card):
    """Away while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Ce que la prévision ne sait pas"))
        self.words = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.body.addWidget(self.words)
        self.hide()

    def show_notes(self, notes: Sequence[str]) -> None:
        """Say these sentences, one under the other."""
        self.words.setText("\n".join(f"· {each}" for each in notes))
        self.setVisible(bool(notes))
