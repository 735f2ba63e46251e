"""Write what a command made to a file, or say why it could not be."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from merchant_desk.database.patient_files import is_held, put_in_place, take_away
from merchant_desk.errors import UnavailableError
from merchant_desk.values.file_name import is_too_long
from merchant_desk.values.texts import _


def write_bytes(path: Path, content: bytes) -> None:
    """Write a document beside its place, then name it; nothing cut short is left under its name.

    Raises UnavailableError when the disk or the folder refuses.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
            path.write_bytes(content)
            return
        part.write_bytes(content)
        put_in_place(part, path)
    except OSError as error:
        with suppress(OSError):
            take_away(part)
        if is_too_long(error):
            raise UnavailableError(
                _("Rien n’a été écrit\u00a0: le nom du fichier et de son dossier est trop long."),
                _("Choisissez un nom plus court, ou un autre dossier."),
            ) from error
        advice = _("Vérifiez le dossier et l’espace libre, puis recommencez.")
        if is_held(error):
            advice = _(
                "Fermez ce fichier s’il est ouvert dans un autre programme, puis recommencez."
            )
        raise UnavailableError(
            _("Rien n’a été écrit\u00a0: {file} est inaccessible.").format(file=path),
            advice,
        ) from error


def write_text(path: Path, facts: Any) -> None:
    """Write facts as JSON."""
    write_bytes(path, json.dumps(facts, ensure_ascii=False, indent=2).encode())
