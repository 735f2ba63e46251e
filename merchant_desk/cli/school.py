"""``school``: a copy of the shop to practise in, cut off from everything."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter, no_arguments
from merchant_desk.values.texts import _, later


def _school(_arguments: argparse.Namespace, counter: Counter) -> int:
    folder = counter.services["open_school"](counter.gesture())
    text = _("École prête\u00a0: merchant-desk --data {folder}")
    counter.answer({"folder": str(folder)}, text.format(folder=folder))
    return 0


SCHOOL = CliCommand(
    ("school",),
    later("Préparer l’école\u00a0: une copie où rien n’est vrai"),
    no_arguments,
    _school,
)
