"""Check that this installation is whole: file, screens, connectors, documents, fonts."""

import argparse
from pathlib import Path

from merchant_desk.cli.command import CliCommand, Services, answer
from merchant_desk.documents.writing.write_file import write_text
from merchant_desk.values.texts import _, later


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar=_("FICHIER"), help=_("y écrire le rapport"))


def _run(arguments: argparse.Namespace, services: Services) -> int:
    facts = services["self_check"]()
    if arguments.to is not None:
        write_text(arguments.to, facts)
    lines = [f"{name}: {said}" for name, said in facts["checks"].items()]
    answer(facts, "\n".join(lines), as_json=arguments.json)
    return 0 if facts["ok"] else 1


SELF_CHECK = CliCommand(
    ("self-check",), later("Vérifier l’installation"), _arguments, run_alone=_run
)
