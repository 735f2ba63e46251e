"""Who works here: names to choose from, because every gesture records one."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.save_settings import add_person, remove_person
from merchant_desk.queries.settings import PersonRow, people
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import caption, clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.avatar import Avatar
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.ids import PersonId
from merchant_desk.values.texts import _


class PeopleCard(Card):
    """Adds with Enter; a removed person's work stays under her name, and can be taken back."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(shell.theme, _("Qui travaille ici"))
        self._desk = desk
        self._shell = shell
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.name = Field(shell.theme, _("Ajouter quelqu’un"), hint=_("Un prénom suffit."))
        self.add = Button(shell.theme, _("Ajouter"), icon="plus")
        note = _("Chaque geste garde le nom choisi en haut à droite.")
        self.body.addWidget(caption(shell.theme, note))
        self.body.addLayout(self._rows)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.name, 1)
        held = QVBoxLayout()
        held.addSpacing(shell.theme.px(21))
        held.addWidget(self.add)
        held.addStretch(1)
        row.addLayout(held)
        self.body.addLayout(row)
        self.add.clicked.connect(self._on_add)
        self.name.input.returnPressed.connect(self._on_add)

    def reload(self, *_answer: object) -> None:
        """Ask who works here."""
        self._desk.read(self._show, people)

    def _show(self, rows: tuple[PersonRow, ...]) -> None:
        clear(self._rows)
        for each in rows:
            self._rows.addLayout(self._line(each))

    def _line(self, each: PersonRow) -> QHBoxLayout:
        theme = self._shell.theme
        face = Avatar(theme, each.name)
        face.setEnabled(False)
        remove = IconButton(theme, "x", _("Retirer {name}").format(name=each.name))
        remove.clicked.connect(partial(self._on_remove, each))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(face)
        row.addWidget(TextLabel(theme, each.name, Role.STRONG), 1)
        row.addWidget(remove)
        return row

    def _on_add(self) -> None:
        if self.name.value:
            self._desk.write(self._on_added, add_person, self.name.value).or_else(self._on_refused)

    def _on_added(self, _person: PersonId) -> None:
        self.name.set_value("")
        self.name.input.setFocus()
        self.reload()

    def _on_refused(self, refusal: DeskError) -> None:
        self.name.set_error(refusal.advice)
        self.name.input.setFocus()

    def _on_remove(self, each: PersonRow, _checked: bool = False) -> None:
        self._desk.write(self.reload, remove_person, each.id)
        self._shell.toast(
            _("{name} n’est plus proposé").format(name=each.name), partial(self._take_back, each)
        )

    def _take_back(self, each: PersonRow) -> None:
        self._desk.write(self._on_added, add_person, each.name)
