"""``backup`` and ``restore``: copies of the shop's data, without a window."""

import argparse
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter, Services, answer
from merchant_desk.values.copies import Copy
from merchant_desk.values.french import moment
from merchant_desk.values.texts import _, later


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar=_("DOSSIER"), help=_("dans un autre dossier"))
    parser.add_argument("--list", action="store_true", help=_("montrer les copies"))


def _backup(arguments: argparse.Namespace, counter: Counter) -> int:
    if arguments.list:
        copies: tuple[Copy, ...] = counter.services["list_backups"]()
        text = "\n".join(map(_line, copies)) or _("Aucune copie encore.")
        counter.answer([_facts(copy) for copy in copies], text)
        return 0
    made: Copy = counter.services["make_backup"](arguments.to)
    said = _("Copie faite et vérifiée\u00a0: {path}").format(path=made.path)
    counter.answer(_facts(made), said)
    return 0


def _facts(copy: Copy) -> dict[str, Any]:
    return {
        "path": str(copy.path),
        "made_at": copy.made_at.isoformat(),
        "bytes": copy.bytes,
        "reason": copy.reason,
    }


def _line(copy: Copy) -> str:
    return f"{moment(copy.made_at):<20} {copy.why:<24} {copy.path}"


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar=_("FICHIER"),
        help=_("une copie, ou son nom dans les sauvegardes"),
    )


def _restore(arguments: argparse.Namespace, services: Services) -> int:
    kept: Path | None = services["restore_backup"](arguments.data, arguments.file)
    facts = {"restored": str(arguments.file), "kept": None if kept is None else str(kept)}
    said = _("La copie est en place.")
    if kept is not None:
        said += " " + _("L’ancien fichier reste ici\u00a0: {path}").format(path=kept)
    answer(facts, said, as_json=arguments.json)
    return 0


BACKUP = CliCommand(("backup",), later("Faire une copie vérifiée"), _backup_arguments, _backup)
RESTORE = CliCommand(
    ("restore",), later("Revenir à une copie"), _restore_arguments, run_alone=_restore
)
