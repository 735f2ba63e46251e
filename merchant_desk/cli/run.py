"""Read the words of a command, find it in the list, and run it."""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib import metadata

from merchant_desk.cli import COMMANDS
from merchant_desk.cli.command import CliCommand, Counter, Services
from merchant_desk.cli.french_parser import FrenchParser
from merchant_desk.errors import CancelledError, DeskError
from merchant_desk.values.texts import _

OpenCounter = Callable[[argparse.Namespace], Counter]
TROUBLE = 2


@cache  # a hundred commands are told once to a process, not at every line of a script
def parser(commands: tuple[CliCommand, ...] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser of every command, families grouped: ``orders list``."""
    root = FrenchParser(
        prog="merchant-desk",
        description=_("Merchant Desk, pour tenir sa boutique avec ou sans fenêtre."),
    )
    root.add_argument(
        "--version",
        action="version",
        version=metadata.version("merchant-desk"),
        help=_("montrer la version"),
    )
    _shared(root)
    families: dict[tuple[str, ...], argparse._SubParsersAction[FrenchParser]] = {}
    families[()] = root.add_subparsers(metavar=_("COMMANDE"), title=_("commandes"))
    for command in sorted(commands, key=lambda each: each.words):
        family = _family(families, command.words[:-1], commands)
        summary = _(command.summary)
        own = family.add_parser(command.words[-1], help=summary, description=f"{summary}.")
        _shared(own, again=True)
        command.arguments(own)
        own.set_defaults(command=command)
        if any(each.words[:-1] == command.words for each in commands):
            families[command.words] = own.add_subparsers(
                metavar=_("COMMANDE"), title=_("commandes")
            )
    return root


def _family(
    families: dict[tuple[str, ...], "argparse._SubParsersAction[FrenchParser]"],
    words: tuple[str, ...],
    commands: Sequence[CliCommand],
) -> "argparse._SubParsersAction[FrenchParser]":
    if words not in families:
        parent = _family(families, words[:-1], commands)
        inside = sorted(each.words[-1] for each in commands if each.words[:-1] == words)
        group = parent.add_parser(words[-1], help=", ".join(inside))
        _shared(group, again=True)
        families[words] = group.add_subparsers(
            metavar=_("COMMANDE"), required=True, title=_("commandes")
        )
    return families[words]


def _shared(target: argparse.ArgumentParser, *, again: bool = False) -> None:
    nothing = argparse.SUPPRESS if again else None
    target.add_argument(
        "--data", metavar=_("DOSSIER"), default=nothing, help=_("dossier des données")
    )
    target.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS if again else False,
        help=_("répondre en JSON"),
    )
    target.add_argument("--person", metavar=_("NOM"), default=nothing, help=_("qui fait ce geste"))


def run(arguments: argparse.Namespace, open_counter: OpenCounter, alone: Services) -> int:
    """Run the chosen command; return its exit code, 2 when something did not happen."""
    command: CliCommand = arguments.command
    try:
        if command.run is not None:
            return command.run(arguments, open_counter(arguments))
        if command.run_alone is not None:
            return command.run_alone(arguments, alone)
        raise AssertionError(command.words)
    except DeskError as trouble:
        sys.stderr.write(f"{trouble.title}\n{trouble.advice}".rstrip() + "\n")
        return TROUBLE
    except (CancelledError, KeyboardInterrupt):
        return TROUBLE
    except OSError as error:
        if not _reader_has_gone(error):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _reader_has_gone(error: OSError) -> bool:
    """Tell whether whoever read the answer (head, less) has seen enough.

    Windows says EINVAL for it, as for a file's bad name: one more line of the answer decides.
    """
    if isinstance(error, BrokenPipeError):
        return True
    if error.errno != errno.EINVAL or sys.stdout is None:
        return False
    try:
        sys.stdout.write("\n")
        sys.stdout.flush()
    except OSError:
        return True
    return False
