"""What is asked when the shop is not where it was put: try again, show where it is, or leave."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox

from merchant_desk.app.data_place import DataPlace
from merchant_desk.app.folder import data_folder, usual_folder
from merchant_desk.errors import DeskError
from merchant_desk.values.texts import _

_Press = QMessageBox.StandardButton
_WAYS = _Press.Retry | _Press.Open | _Press.Close


def found_again(trouble: DeskError, title: str) -> Path | None:
    """Return where the shop is after all, or None when she leaves; no empty one begins unasked."""
    said = trouble
    while True:
        words = _("Réessayer, ou Ouvrir pour montrer le dossier où elle se trouve\u00a0?")
        text = "\n\n".join(filter(None, (said.title, said.advice, words)))
        pressed = QMessageBox.question(None, title, text, _WAYS)
        try:
            if pressed is _Press.Retry:
                return data_folder(None)
            if pressed is not _Press.Open:
                return None
            chosen = _chosen(title)
        except DeskError as again:
            said = again
        else:
            if chosen is not None:
                return chosen


def _chosen(title: str) -> Path | None:
    """Return the folder she shows, remembered from now on; None when she shows none."""
    told = QFileDialog.getExistingDirectory(None, _("Le dossier de la boutique"))
    if not told:
        return None
    usual = usual_folder()
    place = DataPlace(usual, usual=usual)
    judged = place.judge_itself(Path(told))
    if not judged.verdict.holds_shop:
        judged = place.judge(Path(told))
    if not (judged.verdict.holds_shop or judged.verdict.refused):
        words = _("Aucune boutique n’est dans {folder}. En commencer une nouvelle, vide\u00a0?")
        text = words.format(folder=judged.folder)
        if QMessageBox.question(None, title, text) is not _Press.Yes:
            return None
    place.use(judged.folder)
    return judged.folder
