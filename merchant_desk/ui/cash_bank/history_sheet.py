"""The files of banks imported so far; each can be taken back as a whole."""

from functools import partial

from PySide6.QtCore import QObject

from merchant_desk.errors import DeskError
from merchant_desk.operations.undo_bank_import import undo_bank_import
from merchant_desk.queries.bank_imports import BankImportRow, bank_imports
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.bank_import import BankUndone
from merchant_desk.values.french import moment, number, short_date
from merchant_desk.values.ids import BankImportId
from merchant_desk.values.texts import _, ngettext


class BankHistorySheet(QObject):
    """A side sheet with the last imports of the bank."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self.sheet = shell.new_sheet(screen, _("Relevés importés"))
        self.banner = Banner(shell.theme)
        self.card = Card(shell.theme)
        self.none = TextLabel(
            shell.theme, _("Aucun relevé n’a encore été importé."), ink=Ink.TEXT2, wraps=True
        )
        self.buttons: dict[BankImportId, Button] = {}
        for each in (self.banner, self.card, self.none):
            self.sheet.body.addWidget(each)
        self.sheet.body.addStretch(1)

    def open_sheet(self, *_checked: object) -> None:
        """Open on the imports as they are."""
        self.banner.hide()
        self._ask()
        self.sheet.open_sheet()

    def undo(self, import_id: BankImportId) -> None:
        """Take an import back and say what became of it."""
        for button in self.buttons.values():
            button.setEnabled(False)
        gesture = self._desk.gesture()
        ticket = self._desk.write(self._show_undone, undo_bank_import, gesture, import_id)
        ticket.or_else(self._show_trouble)

    def _ask(self) -> None:
        self._desk.read(self._show_imports, bank_imports)

    def _show_imports(self, rows: tuple[BankImportRow, ...]) -> None:
        clear(self.card.body)
        self.buttons = {}
        self.none.setVisible(not rows)
        self.card.setVisible(bool(rows))
        for row in rows:
            self.card.body.addWidget(self._line(row))

    def _line(self, row: BankImportRow) -> Line:
        theme = self._shell.theme
        added = ngettext("{n} opération ajoutée", "{n} opérations ajoutées", row.added)
        note = _("{account}, du {first} au {last}\n{added}, {when}, {who}").format(
            account=row.account,
            first=short_date(row.first_day),
            last=short_date(row.last_day),
            added=added.format(n=number(row.added)),
            when=moment(row.at),
            who=row.by or _("sans nom"),
        )
        line = Line(theme, row.file_name, note=note)
        if not row.can_undo:
            line.add(Chip(theme, ChipText(_("Annulé"), Tone.MUTE)))
            return line
        button = Button(theme, _("Annuler"), icon="undo-2")
        button.setAccessibleName(_("Annuler l’import de {name}").format(name=row.file_name))
        button.clicked.connect(partial(self._on_undo, row.import_id))
        self.buttons[row.import_id] = button
        line.add(button)
        return line

    def _on_undo(self, import_id: BankImportId, *_checked: object) -> None:
        self.undo(import_id)

    def _show_undone(self, undone: BankUndone) -> None:
        self._ask()
        title = _("Import de {name} annulé\u00a0: {lines} et {matches} ne comptent plus.").format(
            name=undone.file_name,
            lines=ngettext("{n} opération", "{n} opérations", undone.lines).format(
                n=number(undone.lines)
            ),
            matches=ngettext("{n} rapprochement", "{n} rapprochements", undone.matches).format(
                n=number(undone.matches)
            ),
        )
        if self.sheet.isVisible():
            self.banner.show_message(BannerText(Tone.OK, title, closable=True))
        else:
            self._shell.toast(title)

    def _show_trouble(self, error: DeskError) -> None:
        self._ask()
        if self.sheet.isVisible():
            self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        else:
            self._shell.banner(error.title, error.advice)
