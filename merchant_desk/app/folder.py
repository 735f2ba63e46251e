"""Where the data of a shop lies on this computer; imports nothing that start-up would wait for."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from merchant_desk.errors import UnavailableError
from merchant_desk.values.texts import _

FOLDER_NAME = "MerchantDesk"
FILE_NAME = "boutique.sqlite3"
STATION_FILE = "poste.json"


def data_folder(chosen: str | None, environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the shop's data lies: as asked, else the system's own place for data."""
    named = chosen or environment.get("MERCHANT_DESK_DATA")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed when a folder is named

    return user_data_path(FOLDER_NAME, appauthor=False)


def make_folder(folder: Path) -> None:
    """Make the folder if need be, or say that it cannot be used."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnavailableError(
            _("La boutique n’a pas été ouverte\u00a0: le dossier des données est inaccessible."),
            _("Choisissez un autre dossier avec --data, ou vérifiez vos droits sur celui-ci."),
        ) from error


def is_shared(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a server holds the data, so that the folder's own file says nothing."""
    return bool(environment.get("MERCHANT_DESK_DATABASE"))


def kept_station(folder: Path) -> str:
    """Return the hex id of this computer as the folder keeps it; empty before the first start."""
    try:
        return str(json.loads((folder / STATION_FILE).read_text("utf-8"))["station"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
