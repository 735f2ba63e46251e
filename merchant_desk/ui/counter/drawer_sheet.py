"""Cash into the drawer or out of it, besides sales."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.counter.form_sheet import FormSheet
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.entries import read_amount
from merchant_desk.values.texts import _


class DrawerSheet(FormSheet):
    """``moved`` carries the kind, the amount and the note."""

    moved = Signal(object, object, str)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(shell, screen, _("Tiroir-caisse"), _("Enregistrer"))
        theme = shell.theme
        self.kind = SegmentedChoice(
            theme,
            _("Mouvement du tiroir"),
            [
                (DrawerKind.FLOAT, _("Fond")),
                (DrawerKind.TO_BANK, _("Banque")),
                (DrawerKind.TO_SAFE, _("Coffre")),
                (DrawerKind.EXPENSE, _("Dépense")),
            ],
        )
        self.amount = Field(theme, _("Montant"))
        self.note = Field(theme, _("Note"))
        self.add([self.kind, self.amount, self.note])
        self.kind.chosen.connect(self._show_kind)
        self._show_kind(self.kind.key)

    def open(self) -> None:
        """Begin with nothing typed."""
        self.amount.set_value("")
        self.note.set_value("")
        self.open_on(self.amount)

    def answer(self) -> None:
        """Hand the move over."""
        amount = read_amount(self.amount.value)
        if amount is None or not amount:
            self.wrong(self.amount, _("Écrivez un montant comme 50,00."))
            return
        kind = DrawerKind(self.kind.key)
        if kind is DrawerKind.EXPENSE and not self.note.value:
            self.wrong(self.note, _("Dites ce qui a été payé."))
            return
        self.sheet.close_sheet()
        self.moved.emit(kind, amount, self.note.value)

    def _show_kind(self, key: str) -> None:
        self.say(
            {
                DrawerKind.FLOAT: _("La monnaie mise dans le tiroir avant de vendre."),
                DrawerKind.TO_BANK: _("Ce qui sort du tiroir pour la banque."),
                DrawerKind.TO_SAFE: _("Ce qui sort du tiroir pour le coffre."),
                DrawerKind.EXPENSE: _("Ce qui est payé avec l’argent du tiroir."),
            }[DrawerKind(key)]
        )
