"""Write what a command made to a file, or say why it could not be."""

import json
from pathlib import Path
from typing import Any

from merchant_desk.errors import UnavailableError
from merchant_desk.values.texts import _


def write_bytes(path: Path, content: bytes) -> None:
    """Write a document; raise UnavailableError when the disk or the folder refuses."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UnavailableError(
            _("Rien n’a été écrit\u00a0: {file} est inaccessible.").format(file=path),
            _("Vérifiez le dossier et l’espace libre, puis recommencez."),
        ) from error


def write_text(path: Path, facts: Any) -> None:
    """Write facts as JSON."""
    write_bytes(path, json.dumps(facts, ensure_ascii=False, indent=2).encode())
