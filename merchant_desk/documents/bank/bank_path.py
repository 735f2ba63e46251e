"""A file of a bank on this computer, read and nothing more."""

from pathlib import Path

from merchant_desk.documents.bank.bank_file import LARGEST_FILE, read_bank_file
from merchant_desk.documents.bank.csv_columns import ChosenColumns
from merchant_desk.documents.bank.refusals import refused
from merchant_desk.errors import UnavailableError
from merchant_desk.values.bank_file import BankFile
from merchant_desk.values.texts import _


def read_bank_path(path: Path, columns: ChosenColumns | None = None) -> BankFile:
    """Return what a file says. Raises a DeskError for one too large, or that does not open."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise refused(
                _("il dépasse 64 Mo"),
                _("Téléchargez une période plus courte, en plusieurs fichiers."),
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnavailableError(
            _("Le relevé n’a pas été importé\u00a0: «\u00a0{name}\u00a0» ne s’ouvre pas.").format(
                name=path.name
            ),
            _("Vérifiez qu’il existe et qu’aucun programme ne le tient ouvert."),
        ) from error
    return read_bank_file(path.name, content, columns=columns)
