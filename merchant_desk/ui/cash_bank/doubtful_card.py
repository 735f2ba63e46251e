"""Lines that may be known already under another label: she says which."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.bank_import import DoubtfulLine
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.texts import _, ngettext

_SAME, _OTHER, _OPEN = "same", "other", "open"
_SHOWN = 30


class DoubtfulCard(Card):
    """One question a line; ``answered`` says that an answer was given."""

    answered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Est-ce la même opération\u00a0?"))
        self._theme = theme
        self.answers: dict[int, bool] = {}
        self.choices: dict[int, SegmentedChoice] = {}
        self._lines: tuple[DoubtfulLine, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.all_same = Button(theme, _("Toutes les mêmes"))
        self.all_other = Button(theme, _("Toutes différentes"))
        self.others = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        whole = QHBoxLayout()
        whole.setSpacing(8)
        whole.addWidget(self.all_same)
        whole.addWidget(self.all_other)
        whole.addStretch(1)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.others)
        self.body.addLayout(whole)
        self.all_same.clicked.connect(partial(self._on_all, True))
        self.all_other.clicked.connect(partial(self._on_all, False))

    def show_lines(self, lines: Sequence[DoubtfulLine]) -> None:
        """Ask about these lines, none answered yet."""
        self._lines = tuple(lines)
        self.answers, self.choices = {}, {}
        clear(self._rows)
        for each in self._lines[:_SHOWN]:
            self._rows.addWidget(self._question(each))
        self._tell_others(len(self._lines) - _SHOWN)
        for button in (self.all_same, self.all_other):
            button.setVisible(len(lines) > 1)
        self.setVisible(bool(lines))

    def _tell_others(self, count: int) -> None:
        """Say how many are not shown: they are answered together."""
        words = ngettext(
            "Et {n} autre, à décider avec toutes.", "Et {n} autres, à décider ensemble.", count
        )
        self.others.setText(words.format(n=number(count)))
        self.others.setVisible(count > 0)

    @property
    def complete(self) -> bool:
        """Tell whether every line has its answer."""
        return len(self.answers) == len(self._lines)

    def chosen(self) -> Mapping[int, bool]:
        """Return her answers."""
        return dict(self.answers)

    def _question(self, each: DoubtfulLine) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        amount = f"{short_date(each.line.booked_on)} · {euros(each.line.amount)}"
        column.addWidget(TextLabel(self._theme, amount, Role.STRONG, tabular=True))
        column.addWidget(TextLabel(self._theme, each.line.label, wraps=True))
        known = _("déjà connue\u00a0: {day}, {label}").format(
            day=short_date(each.known_on), label=each.known_label
        )
        column.addWidget(TextLabel(self._theme, known, ink=Ink.TEXT2, wraps=True))
        choice = SegmentedChoice(
            self._theme,
            _("{label}, {known}").format(label=each.line.label, known=known),
            ((_OPEN, _("À décider")), (_SAME, _("La même")), (_OTHER, _("Une autre"))),
        )
        choice.chosen.connect(partial(self._on_chosen, each.index))
        self.choices[each.index] = choice
        column.addWidget(choice)
        return box

    def _on_chosen(self, index: int, key: str) -> None:
        if key == _OPEN:
            self.answers.pop(index, None)
        else:
            self.answers[index] = key == _SAME
        self.answered.emit()

    def _on_all(self, same: bool, *_checked: object) -> None:
        for each in self._lines:
            self.answers[each.index] = same
            if each.index in self.choices:
                self.choices[each.index].choose(_SAME if same else _OTHER)
        self.answered.emit()
