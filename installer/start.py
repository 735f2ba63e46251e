"""The two commands: see that everything is there, then hand over to the desk or to its tests."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from installer import system_libraries
from installer.environment import Environment, Purpose, prepare
from installer.refusal import SetupRefusedError, say

USAGE = (
    "Usage : bootstrap.py demo [--headless]   ouvre Merchant Desk sur une boutique d’exemple\n"
    "        bootstrap.py test [options]      lance tous les tests (options de pytest)"
)
REFUSED = 2
INTERRUPTED = 130
LEFT_BEHIND = ("PYTHONHOME", "PYTHONPATH")
SLOWER = "PYTHONDONTWRITEBYTECODE"  # the suite starts many processes: what each compiled is kept


def has_screen(environ: Mapping[str, str]) -> bool:
    """Tell whether a window can be opened; Windows and macOS always have a desktop."""
    if sys.platform != "linux":
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def opens_window(purpose: Purpose, arguments: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Tell whether a window will open; refuse one where there is no screen."""
    if purpose == "test" or {"--headless", "--help", "-h"} & set(arguments):
        return False
    if not has_screen(environ):
        raise SetupRefusedError(
            "Aucun écran n’a été trouvé : ajoutez « --headless » à la commande pour dérouler la "
            "démonstration sans fenêtre, ou relancez-la depuis une session graphique."
        )
    return environ.get("QT_QPA_PLATFORM") != "offscreen"


def command_for(root: Path, purpose: Purpose, arguments: Sequence[str]) -> list[str]:
    """Return what to run; without options, the whole suite, shared between the processors."""
    environment = Environment(root)
    if purpose == "demo":
        return [str(environment.desk), "demo", *arguments]
    if arguments:
        return [str(environment.python), "-m", "pytest", *arguments]
    return [str(environment.python), "-m", "tests"]


def surroundings_for(purpose: Purpose, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables to run with: no other Python's, and no window during the tests."""
    kept = {name: value for name, value in environ.items() if name not in LEFT_BEHIND}
    if purpose == "test":
        kept.setdefault("QT_QPA_PLATFORM", "offscreen")
        kept.pop(SLOWER, None)
    return kept


def hand_over(root: Path, purpose: Purpose, arguments: Sequence[str]) -> int:
    """Run the command in this one's place, or wait for it where a system cannot do that."""
    command = command_for(root, purpose, arguments)
    surroundings = surroundings_for(purpose, os.environ)
    if purpose == "test":
        os.chdir(root)
    if os.name != "nt":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(command[0], command, surroundings)  # noqa: S606 - our own command, no shell
    return subprocess.run(command, env=surroundings, check=False).returncode


def start(root: Path, arguments: Sequence[str]) -> int:
    """Set up what is missing and run `demo` or `test`; return the exit code."""
    if not arguments or arguments[0] not in {"demo", "test"}:
        say(USAGE)
        return 0 if {"--help", "-h"} & set(arguments[:1]) else REFUSED
    purpose: Purpose = "demo" if arguments[0] == "demo" else "test"
    try:
        window = opens_window(purpose, arguments[1:], os.environ)
        system_libraries.require(window=window)
        prepare(root, purpose)
        return hand_over(root, purpose, arguments[1:])
    except SetupRefusedError as refused:
        say(str(refused))
        return REFUSED
    except OSError as error:
        say(f"Merchant Desk n’a pas pu être préparé : {error}.")
        return REFUSED
    except KeyboardInterrupt:
        say("Préparation interrompue : relancez la même commande, elle reprendra d’elle-même.")
        return INTERRUPTED
