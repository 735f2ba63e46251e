"""Copies of the data that are checked when made, rotated, and can be reopened."""

import contextlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from merchant_desk.database.database import Database, open_database, told_in_french
from merchant_desk.database.patient_files import put_in_place, take_away
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.values.clock import PARIS
from merchant_desk.values.texts import _

BACKUP_FOLDER = "sauvegardes"
KEPT_DAYS = 14
CLOSING = "fermeture"
_SUFFIX = ".sqlite3"
_AGAIN = "b"
_REPLACED = "_remplacé_"
_CHECK_CACHE_KIB = 64_000
_A_SHOP = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'product'"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the shop's file."""

    path: Path
    made_at: datetime
    bytes: int
    reason: str


def backup_folder(database: Database) -> Path:
    """Return where this shop's copies are kept; a server keeps its own backups."""
    if database.path is None:
        raise RefusedError(
            _("Aucune copie n’a été faite\u00a0: les données sont sur un serveur PostgreSQL."),
            _("Demandez à la personne qui tient le serveur de le sauvegarder (pg_dump)."),
        )
    return database.path.parent / BACKUP_FOLDER


def make_backup(
    database: Database, now: datetime, reason: str = "jour", folder: Path | None = None
) -> Backup:
    """Copy the file while the desk works, check the copy, and forget the oldest ones.

    A copy asked for in another folder is never forgotten by itself.
    """
    usual = backup_folder(database)
    folder = usual if folder is None else folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _no_folder() from error
    stamp = copy_stamp(now)
    target = folder / f"{stamp}_{reason}{_SUFFIX}"
    unfinished = target.with_suffix(".part")
    take_away(unfinished)
    with told_in_french():
        _copy(str(database.path), unfinished)
    replace(unfinished, target)
    if folder == usual:
        _rotate(folder, now)
    return _described(target)


def _copy(source: str, target: Path) -> None:
    """Copy page by page on a connection of its own: the writer goes on, a scan never waits for it.

    Every page is read again and its place in the file checked. Indexes and foreign keys, which the
    open file keeps right at every commit, are checked when a copy is to be used: they take minutes
    of a shop of a million moves, and closing would wait for them.

    A half-made copy is never used, so it needs no journal and the disk is waited for once, when
    the whole of it was found good.
    """
    with (
        contextlib.closing(sqlite3.connect(source)) as file,
        contextlib.closing(sqlite3.connect(target, isolation_level=None)) as copy,
    ):
        for pragma in ("synchronous = OFF", "journal_mode = OFF"):
            copy.execute(f"PRAGMA {pragma}")
        file.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        whole = copy.execute("PRAGMA quick_check(1)").fetchone()
    if whole[0] != "ok":
        raise _broken(target)
    try:
        with target.open("rb+") as finished:
            os.fsync(finished.fileno())
    except OSError as error:
        raise _no_folder() from error


def copy_before_upgrade(database: Database, now: datetime) -> Path | None:
    """Return a dated copy made before the schema changes; a server has its own backups."""
    if database.path is None:
        return None
    return make_backup(database, now, reason="avant-mise-a-jour").path


def backups(database: Database) -> tuple[Backup, ...]:
    """Return the copies there are, newest first."""
    folder = backup_folder(database)
    files = sorted(folder.glob(f"*{_SUFFIX}"), reverse=True) if folder.is_dir() else []
    return tuple(_described(file) for file in files)


def last_good_copy(path: Path) -> Path | None:
    """Return the newest copy that passes its check, for a file that no longer opens."""
    folder = path.parent / BACKUP_FOLDER
    for file in sorted(folder.glob(f"*{_SUFFIX}"), reverse=True) if folder.is_dir() else []:
        with contextlib.suppress(UnavailableError):
            check_file(file)
            return file
    return None


def check_file(path: Path) -> None:
    """Raise UnavailableError unless the file is a shop's, whole, and its foreign keys hold.

    A file of no byte at all is whole for SQLite.
    """
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        ) as copy:
            copy.execute(f"PRAGMA cache_size = -{_CHECK_CACHE_KIB}")
            whole = copy.execute("PRAGMA integrity_check").fetchone()
            orphans = copy.execute("PRAGMA foreign_key_check").fetchone()
            a_shop = copy.execute(_A_SHOP).fetchone()
    except sqlite3.Error as error:
        raise _broken(path) from error
    if whole is None or whole[0] != "ok" or orphans is not None or a_shop is None:
        raise _broken(path)


def restore_backup(path: Path, copy: Path, now: datetime) -> Path | None:
    """Put a checked copy in the place of the shop's file; return where the old file now lies.

    Every connection to ``path`` must be closed. The copy is opened once before it replaces
    anything, so that a copy that cannot be used changes nothing. At no instant is there no file
    under the name of the shop: a desk that starts then would begin an empty one.
    """
    check_file(copy)
    trial = path.with_name(path.name + ".retour")
    try:
        shutil.copyfile(copy, trial)
    except OSError as error:
        take_away(trial)
        raise _no_room() from error
    check_file(trial)
    kept: Path | None = None
    if path.exists():
        kept = _beside(path, now)
        _name_too(path, kept)
        for tail in ("-wal", "-shm"):
            side = path.with_name(path.name + tail)
            if side.exists():
                replace(side, kept.with_name(kept.name + tail))
    replace(trial, path)
    return kept


def replaced_since(path: Path, since: datetime) -> Path | None:
    """Return the file that a copy took the place of since then, if it still lies beside."""
    found = sorted(path.parent.glob(f"{path.stem}{_REPLACED}*{path.suffix}"))
    return found[-1] if found and found[-1] >= _beside(path, since) else None


def _beside(path: Path, now: datetime) -> Path:
    return path.with_name(f"{path.stem}{_REPLACED}{copy_stamp(now)}{path.suffix}")


def _name_too(path: Path, kept: Path) -> None:
    """Give the file a second name; where a disk knows no second names (a stick), another one."""
    try:
        os.link(path, kept)
    except OSError:
        replace(path, kept)


def copy_stamp(now: datetime) -> str:
    """Return when a copy was made, in Paris, so that names sort by time.

    The hour that comes twice in October is written « 02b » the second time: no copy takes the name
    of an older one, nor its place.
    """
    local = now.astimezone(PARIS)
    return f"{local:%Y-%m-%d_%H}{_AGAIN if local.fold else ''}{local:%M%S}"


def daily_backup_due(database: Database, now: datetime) -> bool:
    """Tell whether today, in Paris, has no copy yet."""
    today = now.astimezone(PARIS).date()
    return all(copy.made_at.astimezone(PARIS).date() != today for copy in backups(database))


def quick_check(database: Database) -> bool:
    """Tell whether the open file passes SQLite's own quick check (a server always does)."""
    if not database.is_sqlite:
        return True
    with database.read() as session:
        return bool(session.execute(text("PRAGMA quick_check(1)")).scalar_one() == "ok")


def file_opens(path: Path) -> bool:
    """Tell whether a shop's file can be opened and read at all."""
    database = open_database(f"sqlite:///{path}")
    try:
        return quick_check(database)
    except UnavailableError:
        return False
    finally:
        database.close()


def replace(source: Path, target: Path) -> None:
    """Rename, patiently, or say that the folder refuses."""
    try:
        put_in_place(source, target)
    except PermissionError as error:
        raise _no_folder() from error


def _rotate(folder: Path, now: datetime) -> None:
    """Keep fourteen days of copies, and the first of each month before that.

    Of the copies made at closing only the last one of a day is kept.
    """
    _drop_earlier_closings(folder)
    oldest = now - timedelta(days=KEPT_DAYS)
    seen_months: set[str] = set()
    for file in sorted(folder.glob(f"*{_SUFFIX}")):
        month = file.name[:7]
        first_of_month = month not in seen_months
        seen_months.add(month)
        if _described(file).made_at < oldest and not first_of_month:
            take_away(file)


def _drop_earlier_closings(folder: Path) -> None:
    last: dict[str, Path] = {}
    for file in sorted(folder.glob(f"*_{CLOSING}{_SUFFIX}")):
        day = file.name[:10]
        if day in last:
            take_away(last[day])
        last[day] = file


def _described(path: Path) -> Backup:
    stamp, _under, reason = path.stem.rpartition("_")
    try:
        again = stamp[13:14] == _AGAIN
        plain = stamp.replace(_AGAIN, "")
        local = datetime.strptime(plain, "%Y-%m-%d_%H%M%S").replace(tzinfo=PARIS, fold=int(again))
    except ValueError:
        local = datetime.fromtimestamp(path.stat().st_mtime, tz=PARIS)
    return Backup(path=path, made_at=local, bytes=path.stat().st_size, reason=reason)


def _broken(path: Path) -> UnavailableError:
    return UnavailableError(
        _("La copie «\u00a0{name}\u00a0» ne peut pas servir\u00a0: elle est abîmée.").format(
            name=path.name
        ),
        _("Choisissez une copie plus ancienne."),
    )


def _no_room() -> UnavailableError:
    return UnavailableError(
        _("La copie n’a pas été remise en place\u00a0: elle n’a pas pu être écrite."),
        _("Rien n’a changé. Libérez de la place sur le disque, puis recommencez."),
    )


def _no_folder() -> UnavailableError:
    return UnavailableError(
        _("La copie n’a pas été faite\u00a0: le dossier des sauvegardes n’est pas accessible."),
        _("Vérifiez le dossier et l’espace libre, puis recommencez."),
    )
