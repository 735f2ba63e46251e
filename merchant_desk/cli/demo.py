"""The sample shop: in a window, or its whole path played and checked without one."""

import argparse
from pathlib import Path

from merchant_desk.cli.command import CliCommand, Services, answer
from merchant_desk.documents.writing.write_file import write_text
from merchant_desk.values.texts import _, later


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help=_("sans fenêtre, avec un rapport"))
    parser.add_argument("--to", type=Path, metavar=_("FICHIER"), help=_("y écrire le rapport"))
    parser.add_argument("--keep", type=Path, metavar=_("DOSSIER"), help=_("y garder les documents"))


def _run(arguments: argparse.Namespace, services: Services) -> int:
    if not arguments.headless:
        return int(services["demo_window"](arguments.data))
    facts = services["demo_headless"](arguments.keep)
    if arguments.to is not None:
        write_text(arguments.to, facts)
    answer(facts, "", as_json=True)
    return 0 if facts["ok"] else 1


DEMO = CliCommand(("demo",), later("Ouvrir la boutique d’exemple"), _arguments, run_alone=_run)
