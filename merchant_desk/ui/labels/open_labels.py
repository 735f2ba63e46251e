"""The way to the labels dialog, for every screen that has articles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from merchant_desk.ui.shell import Shell
from merchant_desk.values.ids import LotId, ProductId
from merchant_desk.values.texts import _

if TYPE_CHECKING:  # labels are loaded with the first of them
    from merchant_desk.ui.labels.dialog import LabelsDialog


def open_labels(
    shell: Shell, parent: QWidget, wanted: Sequence[tuple[ProductId, int, LotId | None]]
) -> "LabelsDialog | None":
    """Show labels before they are printed: so many of each article, of a lot where one is given."""
    center = shell.services.print_center
    if center is None or not wanted:
        shell.banner(
            _("Aucune étiquette n’a été faite."),
            _("Choisissez au moins un article, dans une fenêtre qui imprime."),
        )
        return None
    from merchant_desk.queries.labels import LabelWanted  # noqa: PLC0415 - on first use
    from merchant_desk.ui.labels.dialog import LabelsDialog  # noqa: PLC0415 - on first use

    dialog = LabelsDialog(center, shell, parent.window())
    dialog.ask(tuple(LabelWanted(*each) for each in wanted))
    dialog.open()
    return dialog
