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
POINTER = "dossier.json"
"""In the usual place, the name of the folder she chose instead of it."""


class AbsentFolderError(UnavailableError):
    """The shop is not where it was put: a stick that is unplugged, a folder that was moved."""

    def __init__(self, folder: Path) -> None:
        title = _("La boutique n’a pas été ouverte\u00a0: elle n’est pas dans {folder}.")
        super().__init__(
            title.format(folder=folder),
            _("Branchez le disque où elle se trouve, ou remettez le dossier à sa place."),
        )
        self.folder = folder


def data_folder(
    chosen: str | None, environment: Mapping[str, str] = os.environ, usual: Path | None = None
) -> Path:
    """Return where the shop's data lies: as asked, as she chose, else the system's own place.

    Raises AbsentFolderError rather than begin an empty shop where hers is missing.
    """
    named = named_folder(chosen, environment)
    if named is not None:
        return named
    place = usual or usual_folder()
    pointer = place / POINTER
    if pointer.exists():
        return _pointed(pointer, environment)
    common = common_folder(environment)
    if common is not None and not holds_shop(place) and holds_shop(common):
        return common
    return place


def named_folder(chosen: str | None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder that the command line or the environment names, which decide alone."""
    if chosen is not None and not chosen.strip():  # a script whose variable is empty
        raise UnavailableError(
            _("La boutique n’a pas été ouverte\u00a0: --data ne nomme aucun dossier."),
            _("Donnez un dossier, ou retirez --data."),
        )
    named = chosen or environment.get("MERCHANT_DESK_DATA")
    return from_home(Path(named)) if named else None


def from_home(folder: Path) -> Path:
    """Return the folder with « ~ » read as the person's own; that of nobody is an ordinary name."""
    try:
        return folder.expanduser()
    except RuntimeError:
        return folder


def _whole_path(told: str) -> Path:
    """Return the folder; another path would lie elsewhere for each place one starts from."""
    folder = Path(told)
    if not folder.is_absolute():
        raise ValueError("no whole path")
    return folder


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there to be read; a name too long, or hers to nobody, is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def holds_shop(folder: Path) -> bool:
    """Tell whether a shop's file is there to be read."""
    try:
        return (folder / FILE_NAME).is_file()
    except OSError:
        return False


def usual_folder() -> Path:
    """Return the system's own place for data: nothing synchronises it, an update leaves it."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed when a folder is named

    return user_data_path(FOLDER_NAME, appauthor=False)


def common_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the place that every Windows account of this computer shares; elsewhere none."""
    shared = environment.get("PROGRAMDATA", "")
    return Path(shared) / FOLDER_NAME if shared else None


def _pointed(pointer: Path, environment: Mapping[str, str]) -> Path:
    try:
        folder = _whole_path(json.loads(pointer.read_text("utf-8"))["folder"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnavailableError(
            _("La boutique n’a pas été ouverte\u00a0: on ne sait plus dans quel dossier elle est."),
            _(
                "Le fichier {pointer} est abîmé. Redites où elle est avec "
                "«\u00a0merchant-desk folder set\u00a0», suivi du dossier."
            ).format(pointer=pointer),
        ) from error
    if not is_folder(folder) or not (is_shared(environment) or holds_shop(folder)):
        raise AbsentFolderError(folder)
    return folder


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
