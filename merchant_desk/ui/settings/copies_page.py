"""Sauvegardes: the copies there are, one more now, and the way back to one of them."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import SettingsPage, buttons_row, caption, clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import PARIS
from merchant_desk.values.copies import Copy
from merchant_desk.values.french import clock_time, long_date, number
from merchant_desk.values.texts import _

_SHOWN = 40
_KILO = 1000


class CopiesPage(SettingsPage):
    """A copy is checked when it is made; going back keeps the present file beside it."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell, _("Sauvegardes"), _lead(shell))
        theme = shell.theme
        self._confirm: ConfirmSheet | None = None
        self.make = Button(theme, _("Faire une copie"), kind=Kind.PRIMARY, icon="save")
        self.elsewhere = Button(theme, _("Copier ailleurs…"))
        self.list = Card(theme, _("Copies"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.list.body.addLayout(self._rows)
        self.cards.addLayout(buttons_row(self.make, self.elsewhere))
        self.cards.addWidget(self.list)
        on_server = shell.services.on_server
        for widget in (self.make, self.elsewhere, self.list):
            widget.setVisible(not on_server)
        self.make.clicked.connect(self._on_make)
        self.elsewhere.clicked.connect(self._on_elsewhere)

    def reload(self) -> None:
        """Ask for the copies."""
        if not self.shell.services.on_server:
            self.desk.network(self._show, self.shell.services.list_backups)

    def _show(self, copies: tuple[Copy, ...]) -> None:
        clear(self._rows)
        for copy in copies[:_SHOWN]:
            self._rows.addLayout(self._line(copy))
        if not copies:
            none = _("Aucune copie encore\u00a0: la première se fait ce soir, à la fermeture.")
            self._rows.addWidget(caption(self.shell.theme, none))

    def _line(self, copy: Copy) -> QHBoxLayout:
        theme = self.shell.theme
        when = _day_and_time(copy)
        restore = Button(theme, _("Restaurer"), kind=Kind.QUIET, icon="rotate-ccw")
        restore.setAccessibleName(_("Restaurer la copie du {when}").format(when=when))
        restore.clicked.connect(partial(self._on_restore, copy))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(TextLabel(theme, when, Role.STRONG, tabular=True))
        row.addWidget(TextLabel(theme, copy.why, ink=Ink.TEXT2), 1)
        row.addWidget(TextLabel(theme, _size(copy.bytes), ink=Ink.TEXT2, tabular=True))
        row.addWidget(restore)
        return row

    def _on_make(self) -> None:
        self._copy_to(None)

    def _copy_to(self, folder: str | None) -> None:
        self.make.setEnabled(False)
        self.make.say(_("Copie en cours…"))

        place = None if folder is None else Path(folder)
        ticket = self.desk.network(self._on_made, self.shell.services.make_backup, place)
        ticket.or_else(self._on_not_made)

    def _on_made(self, copy: Copy) -> None:
        self._ready()
        self.shell.toast(_("Copie faite et vérifiée\u00a0: {name}").format(name=copy.path.name))
        self.reload()

    def _on_not_made(self, trouble: DeskError) -> None:
        self._ready()
        self.shell.banner(trouble.title, trouble.advice)

    def _ready(self) -> None:
        self.make.setEnabled(True)
        self.make.say(_("Faire une copie"))

    def _on_elsewhere(self) -> None:
        dialog = QFileDialog(self, _("Copier dans ce dossier"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._copy_to)
        dialog.open()

    def _on_restore(self, copy: Copy, _checked: bool = False) -> None:
        if self._confirm is None:
            self._confirm = ConfirmSheet(self.shell, self)
            self._confirm.confirmed.connect(self._on_confirmed)
        self._confirm.ask(
            _("Revenir à cette copie\u00a0?"),
            _day_and_time(copy),
            _(
                "Merchant Desk se ferme, reprend cette copie et se rouvre. Ce qui a été fait "
                "depuis disparaît\u00a0: commandes emballées, factures, stock. Les commandes de la "
                "boutique en ligne seront relevées de nouveau.\n\nLe fichier actuel n’est pas "
                "effacé\u00a0: il reste à côté, sous le nom «\u00a0remplacé\u00a0».\n\nUne facture "
                "déjà remise à un client ne doit pas changer\u00a0: imprimez d’abord celles "
                "faites depuis cette copie."
            ),
            _("Restaurer cette copie"),
            copy,
        )

    def _on_confirmed(self, copy: Copy) -> None:
        try:
            self.shell.services.restore_backup(copy.path)
        except DeskError as trouble:
            self.shell.banner(trouble.title, trouble.advice)


def _lead(shell: Shell) -> str:
    if shell.services.on_server:
        return _(
            "Les données sont sur un serveur PostgreSQL\u00a0: c’est lui qui se sauvegarde "
            "(pg_dump). Demandez à la personne qui le tient quand la dernière copie a été faite."
        )
    return _(
        "Une copie vérifiée se fait chaque jour et à la fermeture. Gardez-en une hors de cet "
        "ordinateur, par exemple sur une clé."
    )


def _day_and_time(copy: Copy) -> str:
    local = copy.made_at.astimezone(PARIS)
    return _("{day} à {hour}").format(day=long_date(local.date()), hour=clock_time(local))


def _size(count: int) -> str:
    kilos = max(1, count // _KILO)
    if kilos < _KILO:
        return _("{n}\u00a0ko").format(n=number(kilos))
    return _("{n}\u00a0Mo").format(n=number(kilos // _KILO))
