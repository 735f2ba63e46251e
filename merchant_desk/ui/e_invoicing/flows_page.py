"""Every file that went or came, the newest first."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.e_invoicing_lists import FlowList
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.e_invoicing.columns import flow_columns
from merchant_desk.ui.e_invoicing.flow_sheet import FlowSheet
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.values.platform_queue import FlowRow
from merchant_desk.values.texts import _


class FlowsPage(QWidget):
    """Opening a row shows its invoice's life."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__()
        self.sheet = FlowSheet(desk, shell, screen)
        self.table: RowTable[FlowRow] = RowTable(
            desk,
            shell.theme,
            name="platform_flows",
            label=_("Fichiers échangés"),
            columns=flow_columns(),
            row_id=lambda row: row.id,
            checkable=False,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        self.table.set_empty(
            EmptyState(
                shell.theme,
                EmptyText(
                    "arrow-up-down",
                    _("Aucun fichier échangé"),
                    _("Ce qui part vers la plateforme et ce qui en vient s’inscrit ici."),
                ),
            )
        )
        self.table.activated.connect(self.sheet.open_flow)

    def ask(self) -> None:
        """Ask for the files."""
        self.table.ask(FlowList())
