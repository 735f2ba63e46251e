"""Take a picture of every screen, light and dark, at the sizes that must work."""

import argparse
from pathlib import Path

from merchant_desk.cli.command import CliCommand, Services, answer
from merchant_desk.values.texts import _, later


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar=_("DOSSIER"), help=_("où ranger les images"))


def _run(arguments: argparse.Namespace, services: Services) -> int:
    names = services["screenshots"](arguments.folder)
    answer(names, "\n".join(names), as_json=arguments.json)
    return 0


SCREENSHOTS = CliCommand(
    ("screenshots",), later("Photographier chaque écran"), _arguments, run_alone=_run
)
