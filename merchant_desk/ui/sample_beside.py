"""Open the sample shop in its own window, and say so or say why not."""

from merchant_desk.errors import DeskError
from merchant_desk.ui.shell import Shell
from merchant_desk.values.texts import _


def open_sample_beside(shell: Shell) -> None:
    """Start the sample shop beside hers, where this desk may."""
    opening = shell.services.open_sample
    if opening is None:
        return
    try:
        opening()
    except DeskError as trouble:
        shell.banner(trouble.title, trouble.advice)
    else:
        shell.toast(_("La boutique d’exemple s’ouvre dans une autre fenêtre."))
