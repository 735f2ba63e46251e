"""Step 5: what is ready, what waits, and where each is done later."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.first_start import FirstStart
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.first_start.ready_words import ReadyLine, ready_lines
from merchant_desk.ui.first_start.step_page import StepPage
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import caption
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.first_start import Step
from merchant_desk.values.texts import _


class ReadyStep(StepPage):
    """``wanted`` carries the step that a line goes back to."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            desk,
            shell,
            _("C’est prêt"),
            _("Ce qui attend peut attendre\u00a0: Merchant Desk vous le rappelle au bon moment."),
        )
        self._shown: tuple[ReadyLine, ...] = ()
        self.card = Card(shell.theme, _("Où vous en êtes"))
        self.buttons: dict[Step, Button] = {}
        self._rows: list[QWidget] = []
        self.cards.addWidget(self.card)
        later_card = Card(shell.theme, _("Plus tard, dans les Réglages"))
        words = _(
            "Une sauvegarde sur un autre disque, la plateforme agréée pour la facturation "
            "électronique, les impôts de la prévision. Cette page se rouvre par Ctrl+K, "
            "«\u00a0Mise en route\u00a0»."
        )
        later_card.body.addWidget(caption(shell.theme, words))
        self.cards.addWidget(later_card)

    def show_facts(self, facts: FirstStart) -> None:
        """Say how far each step is."""
        lines = ready_lines(facts)
        if lines == self._shown:
            return
        self._shown = lines
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self.buttons.clear()
        self._rows = [self._row(line) for line in lines]
        for row in self._rows:
            self.card.body.addWidget(row)

    def _row(self, line: ReadyLine) -> QWidget:
        theme = self.shell.theme
        icon, ink = (
            ("circle-check", Ink.OK) if line.tone is Tone.OK else ("circle-dashed", Ink.WARN)
        )
        held = QWidget()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(TextLabel(theme, line.title, Role.STRONG))
        words.addWidget(TextLabel(theme, line.detail, Role.BODY, Ink.TEXT2, wraps=True))
        button = Button(theme, _("Changer") if line.tone is Tone.OK else _("Faire"), kind=Kind.LINK)
        button.setAccessibleName(f"{button.text()}\u00a0: {line.title}")
        button.clicked.connect(partial(self._on_wanted, line.step))
        self.buttons[line.step] = button
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(IconLabel(theme, icon, ink, 18))
        row.addLayout(words, 1)
        row.addWidget(button)
        return held

    def _on_wanted(self, step: Step, _checked: bool = False) -> None:
        self.wanted.emit(step)
