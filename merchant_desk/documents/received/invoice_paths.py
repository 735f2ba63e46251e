"""Which files of what was dropped may be invoices, and their bytes."""

from collections.abc import Iterable
from pathlib import Path

from merchant_desk.documents.received.invoice_file import LARGEST_FILE
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.values.texts import _

_KINDS = frozenset({".pdf", ".xml"})


def invoice_paths(given: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files given, and the PDF and XML files of the folders given, each once."""
    found: dict[Path, None] = {}
    for path in given:
        if not path.is_dir():
            found[path] = None
            continue
        for inside in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inside.relative_to(path).parts)
            if inside.suffix.lower() in _KINDS and inside.is_file() and not hidden:
                found[inside] = None
    return tuple(found)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises a DeskError for one too large, or that does not open."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise RefusedError(
                _("«\u00a0{name}\u00a0» n’a pas été lu\u00a0: il dépasse 50 Mo.").format(
                    name=path.name
                ),
                _("Demandez à votre fournisseur la facture seule, sans pièces jointes."),
            )
        return path.read_bytes()
    except OSError as error:
        raise UnavailableError(
            _("«\u00a0{name}\u00a0» n’a pas été lu\u00a0: le fichier ne s’ouvre pas.").format(
                name=path.name
            ),
            _("Vérifiez qu’il existe et qu’aucun programme ne le tient ouvert."),
        ) from error
