"""The components the desk is made of: name, version, licence; Return opens the whole text."""

from PySide6.QtWidgets import QWidget

from merchant_desk.documents.licences.components import Component
from merchant_desk.ui.accounting.held_rows import HeldRows
from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.settings.about_facts import used_under
from merchant_desk.ui.settings.licence_dialog import LicenceDialog
from merchant_desk.ui.theme import Theme
from merchant_desk.values.texts import _

_TALL = 420


class ComponentsTable(RowTable[Component]):
    """Opens the licence of a component in a window of its own."""

    def __init__(self, desk: Desk, theme: Theme, window: QWidget) -> None:
        super().__init__(
            desk,
            theme,
            name="components",
            label=_("Composants libres"),
            columns=(
                Column("name", _("Composant"), lambda row: row.name, 180, sort="name",
                       role=Role.STRONG, stretch=True),
                Column("version", _("Version"), _version, 150),
                Column("licence", _("Licence"), used_under, 220, sort="licence"),
            ),
            row_id=_id,
            checkable=False,
        )  # fmt: skip
        self._theme_of_dialog = theme
        self._window_of_dialog = window
        self.dialog: LicenceDialog | None = None
        self.setFixedHeight(_TALL)
        self.activated.connect(self._on_activated)

    def show_components(self, found: tuple[Component, ...]) -> None:
        """Show what the desk is made of."""
        self.ask(HeldRows(found, _id, {"name": _by_name, "licence": used_under}))

    def _on_activated(self, component: Component) -> None:
        if self.dialog is None:
            self.dialog = LicenceDialog(self._theme_of_dialog, self._window_of_dialog)
        self.dialog.open_on(component)


def _version(component: Component) -> str:
    if component.version or not component.inside:
        return component.version
    return _("dans {component}").format(component=component.inside)


def _by_name(component: Component) -> str:
    return component.name.casefold()


def _id(component: Component) -> bytes:
    return component.name.encode()
