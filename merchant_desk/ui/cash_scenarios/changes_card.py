"""What is being tried: each change in a line, its removal, and what becomes of them all."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from merchant_desk.rules.cash_scenario.trial import Trial
from merchant_desk.rules.cash_sentences import signed
from merchant_desk.ui.cash_scenarios.forms import FORMS
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.cash_flow import Forecast, Reading
from merchant_desk.values.cash_plan import Scenario
from merchant_desk.values.cash_plan_json import LONGEST
from merchant_desk.values.cash_plan_words import change_words
from merchant_desk.values.french import euros, long_date
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _


class ChangesCard(Card):
    """``form_wanted`` names a form, ``removed`` the place of a change."""

    form_wanted = Signal(str)
    removed = Signal(int)
    kept = Signal(str)
    accepted = Signal(str)
    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Ce que vous essayez"))
        self._scenario: Scenario | None = None
        self.add = Button(theme, _("Essayer"), kind=Kind.PRIMARY, icon="plus")
        self.menu = Menu(theme, _("Essayer"), self)
        for key, (words, _form) in FORMS.items():
            action = self.menu.add(_(words), "")
            action.triggered.connect(partial(self._on_form, key))
        self.add.open_menu(self.menu)
        self.verdict = TextLabel(theme, "", Role.CARD_TITLE, wraps=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.notes = TextLabel(theme, "", Role.CAPTION, Ink.WARN, wraps=True)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Nom du scénario"))
        self.name.setMaxLength(LONGEST)
        self.name.setPlaceholderText(_("Nom du scénario"))
        self.keep = Button(theme, _("Garder"))
        self.accept = Button(theme, _("Accepter dans le plan"), icon="check")
        self.clear = Button(theme, _("Tout retirer"), kind=Kind.QUIET)
        self.foot = QWidget()
        self._build()
        self._connect()
        self.show_nothing()

    def _build(self) -> None:
        self.add_action(self.add)
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.accept, self.keep, self.clear):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(buttons)
        self.body.addWidget(self.verdict)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.notes)
        self.body.addWidget(self.foot)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.keep.clicked.connect(self._on_keep)
        self.accept.clicked.connect(self._on_accept)
        self.clear.clicked.connect(self.cleared)
        self.name.returnPressed.connect(self._on_keep)

    def show_nothing(self) -> None:
        """Say how one begins."""
        self._scenario = None
        clear(self.lines)
        self.verdict.setText(
            _("Glissez un mouvement sur la ligne, ou choisissez «\u00a0Essayer\u00a0».")
        )
        self.verdict.set_ink(Ink.TEXT2)
        self.notes.hide()
        self.foot.hide()

    def show_trial(self, base: Forecast, made: Trial) -> None:
        """Show the changes, and what they do to the lowest evening."""
        self.show_verdict(base, made)
        self.foot.show()
        if made.scenario == self._scenario:
            return
        self._scenario = made.scenario
        labels = {each.key: each.label for each in base.flows}
        clear(self.lines)
        for place, change in enumerate(made.scenario.changes):
            words = change_words(change, labels.get(getattr(change, "flow", ""), ""))
            self.lines.addWidget(self._line(place, words))

    def show_verdict(self, base: Forecast, made: Trial) -> None:
        """Say what becomes of the lowest evening."""
        low = made.forecast.low(Reading.LIKELY)
        change = made.low_change(base, Reading.LIKELY)
        told = _("Au plus bas {balance}, le {day} ({change}).").format(
            balance=euros(low.balance), day=long_date(low.day), change=signed(change)
        )
        if not change:
            told = _("Au plus bas {balance}, le {day}, comme sans cet essai.").format(
                balance=euros(low.balance), day=long_date(low.day)
            )
        self.verdict.setText(told)
        under = low.balance < made.forecast.floor
        self.verdict.set_ink(Ink.BAD if under else Ink.OK if change > ZERO else Ink.TEXT)
        self.notes.setText("\n".join(made.notes))
        self.notes.setVisible(bool(made.notes))

    def _line(self, place: int, words: str) -> QWidget:
        held = QWidget()
        held.setProperty("ground", "none")
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TextLabel(self._theme, words, wraps=True), 1)
        away = IconButton(self._theme, "x", _("Retirer\u00a0: {what}").format(what=words), side=28)
        away.clicked.connect(partial(self._on_away, place))
        row.addWidget(away)
        return held

    def _on_form(self, key: str, _checked: bool = False) -> None:
        self.form_wanted.emit(key)

    def _on_away(self, place: int, _checked: bool = False) -> None:
        self.removed.emit(place)

    def _on_keep(self) -> None:
        self.kept.emit(self.name.text().strip())

    def _on_accept(self) -> None:
        self.accepted.emit(self.name.text().strip())
