"""The top of the form: back, the name and state, and the three things to do with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.promotions.words import state_name, state_tone
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.texts import _
from merchant_desk.values.words import PromotionState


class PlanHead(QWidget):
    """Says what was asked for: ``left``, ``kept``, ``planned``, ``cancelled``."""

    left = Signal()
    kept = Signal()
    planned = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, papers: QWidget) -> None:
        super().__init__()
        self.back = IconButton(theme, "chevron-left", _("Revenir au calendrier"))
        self.name = TextLabel(theme, "", Role.PAGE_TITLE)
        self.state = Chip(theme, ChipText(""))
        self.cancel = Button(theme, _("Annuler l’opération"), kind=Kind.DANGER, icon="ban")
        self.keep = Button(theme, _("Enregistrer le brouillon"), icon="save")
        self.plan = Button(theme, _("Planifier"), kind=Kind.PRIMARY, icon="calendar-days")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addWidget(self.name)
        row.addWidget(self.state)
        row.addStretch(1)
        for button in (papers, self.cancel, self.keep, self.plan):
            row.addWidget(button)
        self.back.clicked.connect(self.left)
        self.cancel.clicked.connect(self.cancelled)
        self.keep.clicked.connect(self.kept)
        self.plan.clicked.connect(self.planned)

    def show_title(self, title: str) -> None:
        """Show the name as she types it."""
        self.name.setText(title or _("Nouvelle opération"))

    def show_state(
        self,
        title: str,
        state: PromotionState,
        *,
        may_keep: bool,
        may_plan: bool,
        may_cancel: bool,
    ) -> None:
        """Show where the operation stands and what can be done with it."""
        self.show_title(title)
        self.state.show_chip(ChipText(state_name(state), state_tone(state)))
        self.keep.setVisible(may_keep)
        self.plan.setEnabled(may_plan)
        self.plan.setText(_("Planifier") if may_keep else _("Planifier de nouveau"))
        self.cancel.setVisible(may_cancel)
