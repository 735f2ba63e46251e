"""The words customers will read: banner, label, e-mail; the law reads them too."""

from msgspec.structs import asdict, replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.rules.legal.moment import Moment
from merchant_desk.rules.legal.parts import Text
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.promotions.draft_inputs import (
    ChoiceInput,
    DayInput,
    LongTextInput,
    SetInput,
)
from merchant_desk.ui.promotions.draft_part import Inputs
from merchant_desk.ui.promotions.law_words import MENTIONS, PLACES
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

_EMPTY = Text(text="", place="web")


class TextRow(QFrame):
    """One text: its words, where it stands, from which day, with which mentions."""

    edited = Signal()
    gone = Signal(object)

    def __init__(self, theme: Theme, number: int, told: Text) -> None:
        super().__init__()
        self._told = told
        self.setAccessibleName(_("Texte {n}").format(n=number))
        self.inputs = Inputs(
            {
                "text": LongTextInput(theme, _("Texte {n}").format(n=number)),
                "place": ChoiceInput(theme, _("Où"), PLACES),
                "on": DayInput(theme, _("Montré à partir du"), _("Vide\u00a0: dès le début")),
                "announced_start": DayInput(theme, _("Début annoncé dans le texte")),
                "mentions": SetInput(theme, _("Mentions présentes"), MENTIONS),
            }
        )
        self.remove = Button(theme, _("Retirer le texte {n}").format(n=number), icon="x")
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(self.inputs)
        column.addLayout(foot)
        values = asdict(told)
        self.inputs.show_values({**values, "on": told.on.day if told.on else None})
        self.inputs.edited.connect(self.edited)
        self.remove.clicked.connect(self._on_remove)

    @property
    def told(self) -> Text:
        """Return the text as it is written now; what has no input here stays."""
        entered = self.inputs.entered()
        day = entered.pop("on", None)
        before = self._told.on
        on = before if before and before.day == day else (Moment.of_day(day) if day else None)
        return replace(
            self._told,
            text=entered.get("text", ""),
            place=entered.get("place", self._told.place),
            on=on,
            announced_start=entered.get("announced_start"),
            mentions=entered.get("mentions", ()),
        )

    def _on_remove(self) -> None:
        self.gone.emit(self)


class WordsCard(Card):
    """``edited`` when anything in it was changed by hand."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Textes"))
        self._theme_used = theme
        self.rows: list[TextRow] = []
        self.hint = TextLabel(
            theme,
            _("Bandeau, étiquette, e-mail, vitrine\u00a0: écrivez-les ici, la loi les relit."),
            ink=Ink.TEXT2,
            wraps=True,
        )
        self.add = Button(theme, _("Ajouter un texte"), icon="plus")
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self.body.addWidget(self.hint)
        self.body.addLayout(self._column)
        self.body.addLayout(foot)
        self.add.clicked.connect(self._on_add)

    def show_draft(self, draft: PromotionDraft) -> None:
        """Show what was kept, announcing nothing; rows that say the same stay as they are."""
        if [each.told for each in self.rows if each.told.text] == list(draft.texts):
            return
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for each in draft.texts:
            self._add_row(each)
        self._show_hint()

    def put_into(self, draft: PromotionDraft) -> PromotionDraft:
        """Return the draft with these texts; an empty one is none."""
        told = (each.told for each in self.rows)
        return replace(draft, texts=tuple(each for each in told if each.text))

    def first_place(self) -> QWidget:
        """Return where the first text is written."""
        return self.rows[0].inputs["text"] if self.rows else self.add

    def _add_row(self, told: Text) -> TextRow:
        row = TextRow(self._theme_used, len(self.rows) + 1, told)
        row.edited.connect(self._on_edited)
        row.gone.connect(self._on_gone)
        self._column.addWidget(row)
        self.rows.append(row)
        return row

    def _on_add(self) -> None:
        row = self._add_row(_EMPTY)
        self._show_hint()
        row.inputs["text"].setFocus()

    def _on_gone(self, row: TextRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self._show_hint()
        self.add.setFocus()
        self._on_edited()

    def _show_hint(self) -> None:
        self.hint.setVisible(not self.rows)

    def _on_edited(self) -> None:
        self.edited.emit()
