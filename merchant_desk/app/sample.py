"""The sample shop beside the real one: another process, another folder, and it says what it is."""

from dataclasses import replace

from PySide6.QtCore import QProcess
from sqlalchemy.orm import Session

from merchant_desk.app.facts import window_facts
from merchant_desk.app.own_program import own_command
from merchant_desk.errors import UnavailableError
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.window_facts import WindowFacts
from merchant_desk.values.texts import _


def open_sample() -> None:
    """Start the sample shop in its own window; it never touches the data of this one.

    Raises UnavailableError when the system starts no other program.
    """
    program, *words = own_command()
    started, _process = QProcess.startDetached(program, [*words, "demo"])
    if not started:
        raise UnavailableError(
            _("La boutique d’exemple n’a pas été ouverte."),
            _("Lancez «\u00a0merchant-desk demo\u00a0» dans un terminal."),
        )


def sample_facts(session: Session) -> WindowFacts:
    """Return what the window shows of the sample shop, with the words that say it is one."""
    return replace(window_facts(session), detail=_("Boutique d’exemple"), sample=True)


def mark_as_sample(shell: Shell) -> None:
    """Let a window say that nothing in it is real, at its head and in its title."""
    shell.services = replace(shell.services, window_facts=sample_facts, open_sample=None)


def greet(shell: Shell, *, kept: bool) -> None:
    """Say once what she may do with it."""
    alone = _("Essayez tout\u00a0: vos données n’y sont pas.")
    gone = _("Essayez tout. Vos données n’y sont pas, et rien n’en reste quand vous la fermez.")
    shell.banner(
        _("Ceci est une boutique d’exemple\u00a0: ses produits et ses clients sont inventés."),
        alone if kept else gone,
        Tone.INFO,
    )
