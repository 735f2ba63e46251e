"""The command line in the merchant's language: usage, headings and what was mistyped."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, Never

from merchant_desk.values.texts import _, later

MISTYPED = 2
_SAID = (  # the sentences of argparse and what a merchant reads instead
    (r"the following arguments are required: (.+)", later("il manque {0}")),
    (r"unrecognized arguments: (.+)", later("{0} n’est pas compris ici")),
    (r"one of the arguments (.+) is required", later("il faut l’une de ces options\u00a0: {0}")),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        later("{0} ne peut pas être «\u00a0{1}\u00a0», choisissez parmi\u00a0: {2}"),
    ),
    (r"argument (.+?): invalid \w+ value: (.+)", later("{0} ne peut pas être «\u00a0{1}\u00a0»")),
    (r"argument (.+?): expected .+", later("{0} attend une valeur")),
    (r"argument (.+?): not allowed with argument (.+)", later("{0} ne va pas avec {1}")),
    (r"argument (.+?): ignored explicit argument (.+)", later("{0} ne prend pas de valeur")),
    (r"ambiguous option: (.+?) could match (.+)", later("{0} peut vouloir dire {1}")),
)


class _Words(argparse.HelpFormatter):
    """Names usage and sections in French."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Add the usage line under its French name; argparse gives "" where it wants none."""
        french = _("Utilisation\u00a0: ") if prefix is None else prefix
        super().add_usage(usage, actions, groups, french)

    def start_section(self, heading: str | None) -> None:
        """Open a section; argparse sets the colon, French the space before it."""
        super().start_section(f"{heading}\u00a0" if heading else heading)


class FrenchParser(argparse.ArgumentParser):
    """An argument parser that never speaks English, nor prints a page at a slip of the finger."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Words, add_help=False, **settings)
        self._positionals.title = _("à donner")
        self._optionals.title = _("options")
        self.add_argument(
            "-h", "--help", action="help", help=_("montrer cette aide"), default=argparse.SUPPRESS
        )

    def error(self, message: str) -> Never:
        """Say what is wrong in one sentence, then where to look; leave with 2."""
        title = _("Rien n’a été fait\u00a0: {why}.").format(why=_why(message))
        advice = _("Voyez «\u00a0{command} --help\u00a0».").format(command=self.prog)
        sys.stderr.write(f"{title}\n{advice}\n")
        raise SystemExit(MISTYPED)


def _why(message: str) -> str:
    for pattern, french in _SAID:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return _(french).format(*(group.replace("'", "") for group in found.groups()))
    return _("la commande n’est pas comprise")
