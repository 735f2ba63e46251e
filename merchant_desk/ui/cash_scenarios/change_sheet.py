"""One change to try, in a sheet beside the line."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from merchant_desk.queries.scenario_page import ScenarioChoices
from merchant_desk.ui.cash_scenarios.forms import FORMS, ChangeForm
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.texts import _


class ChangeSheet(QObject):
    """``made`` carries the change."""

    made = Signal(object)

    def __init__(self, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.forms: dict[str, ChangeForm] = {key: make(theme) for key, (_t, make) in FORMS.items()}
        self.key = next(iter(self.forms))
        self._stack = QStackedWidget()
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, _("Essayer"), kind=Kind.PRIMARY)
        for form in self.forms.values():
            self._stack.addWidget(form.widget)
            for field in form.fields:
                field.input.returnPressed.connect(self._on_go)
        self.sheet.body.addWidget(self._stack)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addWidget(self.go)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)

    @property
    def form(self) -> ChangeForm:
        """Return the form in sight."""
        return self.forms[self.key]

    def open_form(self, key: str, choices: ScenarioChoices) -> None:
        """Ask for a change of this kind."""
        self.key = key
        self.form.begin(paris_date(utc_now()), choices)
        self._stack.setCurrentWidget(self.form.widget)
        self.sheet.title.setText(_(FORMS[key][0]))
        self.sheet.open_sheet(self.form.fields[0].input)

    def _on_go(self) -> None:
        for field in self.form.fields:
            if not field.validate():
                field.input.setFocus()
                return
        change = self.form.change()
        self.sheet.close_sheet()
        self.made.emit(change)
