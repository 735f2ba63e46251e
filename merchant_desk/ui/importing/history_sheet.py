"""The files imported so far; each can be taken back as a whole."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.undo_import import undo_import
from merchant_desk.queries.imports import ImportRow, past_imports
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import moment, number
from merchant_desk.values.ids import ImportId
from merchant_desk.values.import_preview import ImportUndone
from merchant_desk.values.texts import _, ngettext

_KEPT_SHOWN = 5


class HistorySheet(QObject):
    """A side sheet with the last imports."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self.sheet = shell.new_sheet(screen, _("Imports"))
        self.banner = Banner(shell.theme)
        self.card = Card(shell.theme, _("Fichiers importés"))
        self.none = TextLabel(
            shell.theme,
            _("Aucun fichier n’a encore été importé."),
            ink=Ink.TEXT2,
            wraps=True,
        )
        self.buttons: dict[ImportId, Button] = {}
        for each in (self.banner, self.card, self.none):
            self.sheet.body.addWidget(each)
        self.sheet.body.addStretch(1)

    def open_sheet(self) -> None:
        """Open on the imports as they are."""
        self.banner.hide()
        self._ask()
        self.sheet.open_sheet()

    def undo(self, import_id: ImportId) -> None:
        """Take an import back and say what became of it."""
        for button in self.buttons.values():
            button.setEnabled(False)
        self._desk.write(self._show_undone, undo_import, self._desk.gesture(), import_id).or_else(
            self._show_trouble
        )

    def _ask(self) -> None:
        self._desk.read(self._show_imports, past_imports)

    def _show_imports(self, rows: tuple[ImportRow, ...]) -> None:
        clear(self.card.body)
        self.buttons = {}
        self.none.setVisible(not rows)
        self.card.setVisible(bool(rows))
        for row in rows:
            self.card.body.addWidget(self._line(row))

    def _line(self, row: ImportRow) -> Line:
        theme = self._shell.theme
        created = ngettext("{n} nouveau", "{n} nouveaux", row.created)
        changed = ngettext("{n} modifié", "{n} modifiés", row.changed)
        note = _("{when}, {who}\n{created}, {changed}").format(
            when=moment(row.at),
            who=row.by or _("sans nom"),
            created=created.format(n=number(row.created)),
            changed=changed.format(n=number(row.changed)),
        )
        line = Line(theme, row.file_name, note=note)
        if not row.can_undo:
            line.add(Chip(theme, ChipText(_("Annulé"), Tone.MUTE)))
            return line
        button = Button(theme, _("Annuler l’import"), icon="undo-2")
        button.setAccessibleDescription(row.file_name)
        button.clicked.connect(partial(self._on_undo, row.import_id))
        self.buttons[row.import_id] = button
        line.add(button)
        return line

    def _on_undo(self, import_id: ImportId, *_checked: object) -> None:
        self.undo(import_id)

    def _show_undone(self, undone: ImportUndone) -> None:
        self._ask()
        title, advice = undone_words(undone)
        tone = Tone.WARN if undone.kept else Tone.OK
        if self.sheet.isVisible():
            self.banner.show_message(BannerText(tone, title, advice, closable=True))
        elif undone.kept:
            self._shell.banner(title, advice, tone)
        else:
            self._shell.toast(title)

    def _show_trouble(self, error: DeskError) -> None:
        self._ask()
        if self.sheet.isVisible():
            self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        else:
            self._shell.banner(error.title, error.advice)


def undone_words(undone: ImportUndone) -> tuple[str, str]:
    """Return what undoing did, and what it left alone."""
    gone = undone.removed + undone.retired
    title = _("Import de {name} annulé\u00a0: {gone}, {restored}.").format(
        name=undone.file_name,
        gone=ngettext("{n} article retiré", "{n} articles retirés", gone).format(n=number(gone)),
        restored=ngettext("{n} rétabli", "{n} rétablis", undone.restored).format(
            n=number(undone.restored)
        ),
    )
    if not undone.kept:
        return title, ""
    kept = ", ".join(each.sku for each in undone.kept[:_KEPT_SHOWN])
    words = ngettext(
        "{n} article gardé, car il a servi ou changé depuis\u00a0: {names}.",
        "{n} articles gardés, car ils ont servi ou changé depuis\u00a0: {names}.",
        len(undone.kept),
    )
    return title, words.format(n=number(len(undone.kept)), names=kept)
