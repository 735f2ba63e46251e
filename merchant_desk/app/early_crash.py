"""An error that no one expected before the desk was there: told, with a report, never a silence."""

import logging

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from merchant_desk.ui.crash_report import crash_report
from merchant_desk.values.texts import _

_log = logging.getLogger(__name__)


def early_box(error: BaseException) -> QMessageBox:
    """Return the box that says that nothing opened, and gives the report to whoever helps."""
    report = crash_report("opening", error)
    _log.critical("nothing was opened", extra={"report": report})
    box = QMessageBox(
        QMessageBox.Icon.Critical,
        "Merchant Desk",
        _("La boutique ne s’est pas ouverte\u00a0: le programme s’est trompé."),
    )
    box.setInformativeText(
        _(
            "Vos données sont intactes. Recommencez\u00a0; si cela dure, copiez le rapport et "
            "envoyez-le\u00a0: il ne contient ni nom, ni adresse, ni montant."
        )
    )
    box.setDetailedText(report)
    copy = box.addButton(_("Copier le rapport"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_("Fermer"), QMessageBox.ButtonRole.RejectRole)

    def copied() -> None:
        QGuiApplication.clipboard().setText(report)

    copy.clicked.connect(copied)
    return box
