"""Récurrents: what the bank shows to come back is confirmed with one key, then foreseen."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.confirm_recurring import (
    RecurringKept,
    confirm_recurring,
    terms_of,
)
from merchant_desk.operations.end_recurring import end_recurring, resume_recurring
from merchant_desk.operations.refuse_recurring import forget_recurring, refuse_recurring
from merchant_desk.queries.recurring_page import RecurringPage, RecurringRow, recurring_page
from merchant_desk.rules.recurring.seen import Found
from merchant_desk.ui.cash_recurring.figures import RecurringFigures
from merchant_desk.ui.cash_recurring.sheet import RecurringSheet
from merchant_desk.ui.cash_recurring.tables import CONFIRMED, ENDED, PROPOSED, RecurringTables
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import RecurringId
from merchant_desk.values.texts import _, ngettext


class RecurringScreen(Screen):
    """Enter confirms or opens, Delete refuses or ends, F2 changes, Ctrl+N adds by hand."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"recurring", "bank_import", "bank_line", "cash_account", "supplier_invoice", "setting"}
    )
    help_page: ClassVar[str] = "cash_recurring"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self.told: RecurringPage | None = None
        self._last: RecurringId | None = None
        self._until: date | None = None
        """What the last toast may take back."""
        self._answered: set[Found] = set()
        """Confirmed or refused, while the bank is being searched again."""
        self.figures = RecurringFigures(theme)
        self.lists = RecurringTables(desk, shell)
        self.go = Button(theme, _("Confirmer"), icon="check")
        self.no = Button(theme, _("Pas un récurrent"), icon="x")
        self.taxes = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.add = Button(theme, _("Ajouter"), kind=Kind.PRIMARY, icon="plus")
        self.sheet = RecurringSheet(desk, shell, self)
        self.setFocusProxy(self.lists)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.lists.strip.add_action(self.no)
        self.lists.strip.add_action(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.figures)
        column.addWidget(self.lists, 1)
        column.addWidget(self.taxes)
        self.taxes.hide()
        self._show_actions()

    def _connect(self) -> None:
        self.lists.opened.connect(self._on_go)
        self.lists.turned.connect(self._show_actions)
        self.go.clicked.connect(self._on_go)
        self.no.clicked.connect(self._on_no)
        self.add.clicked.connect(self._on_add)
        self.sheet.kept.connect(self._show_kept)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Récurrents")

    def top_actions(self) -> tuple[QWidget, ...]:
        """Return the button that adds one by hand."""
        return (self.add,)

    def reload(self) -> None:
        """Ask for what comes back, and search the bank for more."""
        gesture = self.desk.gesture()
        self.desk.read(self._show_page, recurring_page, gesture.station_id, _today())

    def arrive(self, **argument: object) -> None:
        """Show one of the confirmed ones (``recurring_id``)."""
        wanted = argument.get("recurring_id")
        if isinstance(wanted, bytes):
            self.lists.choose(CONFIRMED)
            self.lists.tables[CONFIRMED].look_for(wanted)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Ajouter ce qui revient"), "Ctrl+N", self._on_add, "plus"),
            Command(_("Modifier ce récurrent"), "F2", self._on_change, "pencil"),
            Command(_("Pas un récurrent, ou terminé"), "Del", self._on_no, "x"),
        )

    def _show_page(self, page: RecurringPage) -> None:
        self._answered &= set(page.proposed)
        self._show(page)

    def _show(self, page: RecurringPage) -> None:
        first = self.told is None
        left = tuple(each for each in page.proposed if each not in self._answered)
        page = replace(page, proposed=left)
        self.told = page
        self.figures.show_page(page)
        self.lists.show_page(page)
        if first and not page.proposed and page.confirmed:
            self.lists.choose(CONFIRMED)
        self._show_actions()
        count = len(page.left_to_taxes)
        told = ngettext(
            "{n} paiement d’impôt ou de cotisation revient aussi\u00a0: le calendrier des impôts "
            "le prévoit déjà.",
            "{n} paiements d’impôts ou de cotisations reviennent aussi\u00a0: le calendrier des "
            "impôts les prévoit déjà.",
            count,
        )
        self.taxes.setText(told.format(n=number(count)) if count else "")
        self.taxes.setVisible(bool(count))

    def _show_actions(self, *_key: object) -> None:
        """Say what Enter and Delete do in the list in sight."""
        key = self.lists.key
        go, no = {
            PROPOSED: (_("Confirmer (Entrée)"), _("Pas un récurrent (Suppr)")),
            CONFIRMED: (_("Modifier (Entrée)"), _("Terminé (Suppr)")),
            ENDED: (_("Reprendre (Entrée)"), ""),
        }[key]
        self.go.say(go)
        self.go.set_icon_name({PROPOSED: "check", CONFIRMED: "pencil"}.get(key, "rotate-ccw"))
        self.no.say(no)
        self.no.setVisible(bool(no))
        has_rows = self.told is not None and bool(self._rows())
        self.go.setEnabled(has_rows)
        self.no.setEnabled(has_rows)

    def _rows(self) -> tuple[object, ...]:
        if self.told is None:
            return ()
        lists = {
            PROPOSED: self.told.proposed,
            CONFIRMED: self.told.confirmed,
            ENDED: self.told.ended,
        }
        return lists[self.lists.key]

    def _current(self) -> Found | RecurringRow | None:
        """Return the row the keyboard is on, unless a sheet lies over it."""
        row = None if self.sheet.sheet.isVisible() else self.lists.table.current()
        return row if isinstance(row, Found | RecurringRow) else None

    def _on_go(self, *_row: object) -> None:
        row = self._current()
        if isinstance(row, Found):
            self._take_out(row)
            self.desk.write(
                self._show_confirmed, confirm_recurring, self.desk.gesture(), terms_of(row)
            ).or_else(self._show_refused)
        elif isinstance(row, RecurringRow) and self.lists.key == ENDED:
            self.desk.write(
                self._show_resumed, resume_recurring, self.desk.gesture(), row.recurring_id
            ).or_else(self._show_refused)
        elif isinstance(row, RecurringRow):
            self.sheet.open_row(row)

    def _on_no(self) -> None:
        row = self._current()
        if isinstance(row, Found):
            self._take_out(row)
            self.desk.write(
                self._show_no, refuse_recurring, self.desk.gesture(), terms_of(row)
            ).or_else(self._show_refused)
        elif isinstance(row, RecurringRow) and self.lists.key == CONFIRMED:
            last = row.last_on or _today()
            self.desk.write(
                self._show_ended, end_recurring, self.desk.gesture(), row.recurring_id, last
            ).or_else(self._show_refused)

    def _take_out(self, found: Found) -> None:
        """Let the next proposal come under the keyboard at once."""
        self._answered.add(found)
        if self.told is not None:
            self._show(self.told)

    def _on_change(self) -> None:
        row = self._current()
        if isinstance(row, Found):
            self.sheet.open_found(row)
        elif isinstance(row, RecurringRow):
            self.sheet.open_row(row)

    def _on_add(self) -> None:
        self.sheet.open_new(_today())

    def _show_kept(self, kept: RecurringKept) -> None:
        told = _("«\u00a0{name}\u00a0» est prévu chaque fois qu’il revient.")
        self.shell.toast(told.format(name=kept.label))

    def _show_confirmed(self, kept: RecurringKept) -> None:
        self._last = kept.recurring_id
        told = _("«\u00a0{name}\u00a0» est prévu chaque fois qu’il revient.")
        self.shell.toast(told.format(name=kept.label), self._on_forget)

    def _show_no(self, kept: RecurringKept) -> None:
        self._last = kept.recurring_id
        told = _("«\u00a0{name}\u00a0» ne sera plus proposé.")
        self.shell.toast(told.format(name=kept.label), self._on_forget)

    def _show_ended(self, kept: RecurringKept) -> None:
        self._last, self._until = kept.recurring_id, kept.until
        told = _("«\u00a0{name}\u00a0» n’est plus prévu.")
        self.shell.toast(told.format(name=kept.label), self._on_resume)

    def _show_resumed(self, kept: RecurringKept) -> None:
        self.shell.toast(_("«\u00a0{name}\u00a0» est de nouveau prévu.").format(name=kept.label))

    def _on_forget(self) -> None:
        if self._last is not None:
            self._answered.clear()
            self.desk.write(None, forget_recurring, self.desk.gesture(), self._last).or_else(
                self._show_refused
            )

    def _on_resume(self) -> None:
        if self._last is not None:
            self.desk.write(
                self._show_resumed, resume_recurring, self.desk.gesture(), self._last, self._until
            ).or_else(self._show_refused)

    def _show_refused(self, error: DeskError) -> None:
        self._answered.clear()
        self.reload()
        self.shell.banner(error.title, error.advice)


def _today() -> date:
    return paris_date(utc_now())
