"""One thing that comes back, as a form: confirmed with changes, changed later, or added by hand."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import DeskError
from merchant_desk.operations.add_recurring import add_recurring
from merchant_desk.operations.change_recurring import change_recurring
from merchant_desk.operations.confirm_recurring import (
    RecurringKept,
    confirm_recurring,
    terms_of,
)
from merchant_desk.queries.recurring_page import RecurringRow
from merchant_desk.rules.recurring.seen import Found
from merchant_desk.ui.cash_recurring.form import RecurringForm
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


class RecurringSheet(QObject):
    """``kept`` carries what was kept."""

    kept = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._row: RecurringRow | None = None
        self._found: Found | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.banner = Banner(theme)
        self.reason = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.take = Button(theme, "", icon="check")
        self.form = RecurringForm(theme)
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, _("Garder"), kind=Kind.PRIMARY)
        self._build()

    def _build(self) -> None:
        for part in (self.banner, self.reason, self.take, self.form):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addWidget(self.go)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.form.returned.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        self.take.clicked.connect(self._on_take)

    def open_new(self, today: date) -> None:
        """Ask for one that the bank has not shown yet."""
        self._row = self._found = None
        self.sheet.title.setText(_("Ajouter ce qui revient"))
        self.go.say(_("Ajouter"))
        self.form.show_new(today)
        self._open("", None)

    def open_found(self, found: Found) -> None:
        """Change what is proposed before it is confirmed."""
        self._row, self._found = None, found
        self.sheet.title.setText(_("À confirmer"))
        self.go.say(_("Confirmer"))
        self.form.show_terms(terms_of(found))
        self._open(found.reason, None)

    def open_row(self, row: RecurringRow) -> None:
        """Change one that she confirmed."""
        self._row, self._found = row, None
        self.sheet.title.setText(row.terms.label)
        self.go.say(_("Garder"))
        self.form.show_terms(row.terms)
        self._open(row.terms.reason, row.last_amount if row.changed else None)

    def _open(self, reason: str, seen: Money | None) -> None:
        self.banner.hide()
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.take.setVisible(seen is not None)
        if seen is not None:
            self.take.say(
                _("Prendre le dernier montant\u00a0: {amount}").format(amount=euros(seen))
            )
        self.sheet.open_sheet(self.form.label.input)

    def _on_take(self) -> None:
        if self._row is not None and self._row.last_amount is not None:
            self.form.take_amount(self._row.last_amount)
            self.form.amount.input.setFocus()

    def _on_go(self) -> None:
        terms = self.form.terms()
        if terms is None:
            return
        gesture = self._desk.gesture()
        if self._row is not None:
            ticket = self._desk.write(
                self._show_kept, change_recurring, gesture, self._row.recurring_id, terms
            )
        elif self._found is not None:
            ticket = self._desk.write(self._show_kept, confirm_recurring, gesture, terms)
        else:
            ticket = self._desk.write(self._show_kept, add_recurring, gesture, terms)
        ticket.or_else(self._show_refused)

    def _show_kept(self, kept: RecurringKept) -> None:
        self.sheet.close_sheet()
        self.kept.emit(kept)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.form.label.input.setFocus()
