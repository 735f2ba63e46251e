"""``update``: new versions of the desk, without a window. Signing them is the publisher's work.

That tool is apart (``installer/release``): what runs in a shop never needs a private key.
"""

import argparse
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter, no_arguments
from merchant_desk.sync.progress import Silent
from merchant_desk.values.french import moment
from merchant_desk.values.texts import _, later
from merchant_desk.values.update_view import Stage, UpdateView

_STAGES = {
    Stage.OFF: later("Mises à jour désactivées\u00a0: aucune adresse n’est renseignée."),
    Stage.UNTRUSTING: later("Cette version ne fait confiance à aucun éditeur."),
    Stage.UNREAD: later("Aucune annonce valable n’a été lue."),
    Stage.UP_TO_DATE: later("Merchant Desk est à jour."),
    Stage.OFFERED: later("Une version est disponible\u00a0: {version}."),
    Stage.PARTLY: later("La version {version} est en partie téléchargée."),
    Stage.READY: later("La version {version} est téléchargée et vérifiée."),
}


def _status(_arguments: argparse.Namespace, counter: Counter) -> int:
    return _tell(counter, counter.services["update_view"]())


def _check(_arguments: argparse.Namespace, counter: Counter) -> int:
    return _tell(counter, counter.services["update_check"]())


def _download(_arguments: argparse.Namespace, counter: Counter) -> int:
    return _tell(counter, counter.services["update_download"](Silent()))


def _tell(counter: Counter, view: UpdateView) -> int:
    counter.answer(_facts(view), "\n".join(_lines(view)))
    return 0


def _lines(view: UpdateView) -> list[str]:
    told = [
        _("Version installée\u00a0: {version}.").format(version=view.running),
        _(_STAGES[view.stage]).format(version=view.version),
    ]
    if view.checked_at is not None:
        told.append(_("Dernière vérification\u00a0: {when}.").format(when=moment(view.checked_at)))
    told += [f"- {note}" for note in view.notes]
    if view.trouble is not None:
        told += [each for each in view.trouble if each]
    if view.installer is not None:
        told.append(_("Installateur\u00a0: {path}").format(path=view.installer))
    told += view.obstacles
    if view.way_back is not None:
        title, _advice = view.way_back.refused or (view.way_back.lost, "")
        told.append(
            _("Retour à la version {version}\u00a0: {what}").format(
                version=view.way_back.version, what=title
            )
        )
    return told


def _facts(view: UpdateView) -> dict[str, Any]:
    back = view.way_back
    return {
        "stage": view.stage.value,
        "running": view.running,
        "target": view.target.value,
        "publishers": list(view.publishers),
        "url": view.url,
        "checked_at": None if view.checked_at is None else view.checked_at.isoformat(),
        "trouble": None if view.trouble is None else list(view.trouble),
        "version": view.version or None,
        "released_at": None if view.released_at is None else view.released_at.isoformat(),
        "notes": list(view.notes),
        "size": view.size,
        "received": view.received,
        "installer": _path(view.installer),
        "obstacles": list(view.obstacles),
        "way_back": None
        if back is None
        else {
            "version": back.version,
            "keeps_data": back.keeps_data,
            "lost": back.lost,
            "refused": None if back.refused is None else list(back.refused),
        },
    }


def _path(path: Path | None) -> str | None:
    return None if path is None else str(path)


UPDATE_STATUS = CliCommand(
    ("update", "status"), later("Dire où en sont les mises à jour"), no_arguments, _status
)
UPDATE_CHECK = CliCommand(
    ("update", "check"), later("Demander s’il y a une version"), no_arguments, _check
)
UPDATE_DOWNLOAD = CliCommand(
    ("update", "download"), later("Télécharger la version"), no_arguments, _download
)
UPDATE_COMMANDS = (UPDATE_CHECK, UPDATE_DOWNLOAD, UPDATE_STATUS)
