"""The copy that a version is installed over: made, restored apart, read and found right."""

import contextlib
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from merchant_desk.database.backup import check_file, make_backup, quick_check
from merchant_desk.database.database import Database, open_database
from merchant_desk.database.patient_files import take_away
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.migrations.head import is_current
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.recorded import recorded
from merchant_desk.rules.update_moment import Recorded
from merchant_desk.sync.updates.shelf import COPY_REASON, TRIAL
from merchant_desk.values.texts import _

_TIMES = 2  # the copy, and the same restored in the sandbox
_SPARE = 50_000_000


def proved_copy(database: Database, version: str, folder: Path, now: datetime) -> Path:
    """Return a copy from which the shop was really reopened; the daily rotation never takes it.

    A copy that cannot be used is not kept, and nothing may be installed over it.
    """
    _check_room(database, folder)
    made = make_backup(database, now, f"{COPY_REASON}{version}", folder)
    try:
        prove_copy(made.path, folder)
    except BaseException:
        with contextlib.suppress(OSError):
            take_away(made.path)
        raise
    return made.path


def prove_copy(copy: Path, folder: Path) -> None:
    """Restore the copy in a folder of its own, open it as the desk does, make its ledgers agree."""
    with tempfile.TemporaryDirectory(
        prefix=TRIAL, dir=folder, ignore_cleanup_errors=True
    ) as sandbox:
        trial = Path(sandbox) / copy.name
        try:
            shutil.copyfile(copy, trial)
        except OSError as error:
            raise _no_room() from error
        check_file(trial)
        opened = open_database(f"sqlite:///{trial}")
        try:
            _judge(opened)
        finally:
            opened.close()


def recorded_in(copy: Path) -> Recorded:
    """Return how much a copy holds; it is read, never written."""
    opened = open_database(f"sqlite:///{copy}")
    try:
        with opened.read() as session:
            return recorded(session)
    finally:
        opened.close()


def _judge(opened: Database) -> None:
    if not is_current(opened) or not quick_check(opened):
        raise _refused(_("la copie ne se rouvre pas comme la boutique"))
    with opened.read() as session:
        found = ledger_disagreements(session)
    if found:
        raise _refused(_("les registres de la copie ne concordent pas")) from None


def _check_room(database: Database, folder: Path) -> None:
    if database.path is None:
        return  # a server is refused, with its own sentence, when the copy is asked
    try:
        folder.mkdir(parents=True, exist_ok=True)
        needed = _TIMES * database.path.stat().st_size + _SPARE
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise _no_room() from error
    if free < needed:
        raise _no_room()


def _no_room() -> UnavailableError:
    return UnavailableError(
        _("Rien n’a été installé\u00a0: la copie des données n’a pas pu être faite."),
        _("Libérez de la place sur le disque, puis recommencez."),
    )


def _refused(why: str) -> RefusedError:
    return RefusedError(
        _("Rien n’a été installé\u00a0: {why}.").format(why=why),
        _("La boutique continue avec la version actuelle. Demandez de l’aide."),
    )
