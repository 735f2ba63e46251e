"""Write the refused rows of an import to a file she can mend."""

from collections.abc import Sequence
from pathlib import Path

from merchant_desk.errors import UnavailableError
from merchant_desk.rules.catalogue.refused_rows import refused_csv
from merchant_desk.values.catalogue_sheet import Refusal, Sheet
from merchant_desk.values.texts import _


def write_refused(path: Path, sheet: Sheet, refusals: Sequence[Refusal]) -> Path:
    """Write them; raises UnavailableError when the disk does not take the file."""
    try:
        path.write_bytes(refused_csv(sheet, refusals))
    except OSError as error:
        raise UnavailableError(
            _("Les lignes refusées n’ont pas pu être écrites dans {path}.").format(path=path.name),
            _("Fermez-le s’il est ouvert dans un tableur, ou choisissez un autre dossier."),
        ) from error
    return path
