"""Put a copy in the place of the shop's file from the command line, with every desk closed."""

from pathlib import Path

from merchant_desk.app.folder import FILE_NAME, data_folder, is_shared, make_folder
from merchant_desk.database.backup import BACKUP_FOLDER, restore_backup
from merchant_desk.errors import RefusedError
from merchant_desk.ui.single_instance import SingleInstance
from merchant_desk.values.clock import utc_now
from merchant_desk.values.texts import _


def restore_named(data: str | None, copy: Path) -> Path | None:
    """Restore a copy given by its path or its name; return where the old file now lies.

    Raises RefusedError while a window is open on the folder: it would go on writing to the file
    that was put aside.
    """
    if is_shared():
        raise _refused(
            _("les données sont sur un serveur PostgreSQL"),
            _("Demandez à la personne qui tient le serveur de revenir à sa copie (pg_restore)."),
        )
    folder = data_folder(data)
    make_folder(folder)
    found = next((each for each in (copy, folder / BACKUP_FOLDER / copy) if each.is_file()), None)
    if found is None:
        raise _refused(
            _("le fichier {name} n’existe pas").format(name=copy),
            _("Voyez les copies avec «\u00a0backup --list\u00a0»."),
        )
    instance = SingleInstance(folder)
    if not instance.hold():
        raise _refused(
            _("Merchant Desk est ouvert sur ce dossier"), _("Fermez sa fenêtre, puis recommencez.")
        )
    try:
        return restore_backup(folder / FILE_NAME, found, utc_now())
    finally:
        instance.release()


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Rien n’a été restauré\u00a0: {why}.").format(why=why), advice)
