"""What the disk or the server says, in the merchant's words."""

import sqlite3

from merchant_desk.errors import UnavailableError
from merchant_desk.values.texts import _, later

_READ_ONLY = "readonly"
_LOCKED = "database is locked"
_SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "disk is full",
        later("Rien n’a été enregistré\u00a0: le disque est plein."),
        later("Libérez de la place sur le disque, puis recommencez."),
    ),
    (
        _READ_ONLY,
        later("Rien n’a été enregistré\u00a0: le dossier des données est en lecture seule."),
        later("Rendez le dossier accessible en écriture, ou choisissez-en un autre."),
    ),
    (
        "unable to open",
        later("Le fichier de la boutique n’a pas pu être ouvert."),
        later("Vérifiez que le dossier existe et que vous y avez accès."),
    ),
    (
        _LOCKED,
        later("Rien n’a été enregistré\u00a0: un autre programme occupe le fichier."),
        later("Fermez l’autre programme (antivirus, sauvegarde, autre fenêtre), puis recommencez."),
    ),
    (
        "malformed",
        later("Le fichier de la boutique est abîmé."),
        later("Rouvrez la dernière bonne copie\u00a0: Réglages, Sauvegardes."),
    ),
    (
        "not a database",
        later("Ce fichier n’est pas celui d’une boutique Merchant Desk."),
        later("Choisissez un autre fichier, ou rouvrez la dernière bonne copie."),
    ),
    (
        "disk i/o error",
        later("Rien n’a été enregistré\u00a0: le disque ne répond pas correctement."),
        later("Vérifiez le disque, puis recommencez\u00a0; vos données sont intactes."),
    ),
    (
        "failed to resolve host",
        later("Le serveur de la boutique ne répond pas."),
        later("Vérifiez le réseau de la boutique\u00a0; rien n’est perdu, recommencez ensuite."),
    ),
    (
        "connection",
        later("Le serveur de la boutique ne répond pas."),
        later("Vérifiez le réseau de la boutique\u00a0; rien n’est perdu, recommencez ensuite."),
    ),
)


class BusyFileError(UnavailableError):
    """Another program holds the file; nothing says that it is broken."""


def outside_trouble(
    error: BaseException | None, *, reading: bool = False
) -> UnavailableError | None:
    """Return what to tell the merchant when the disk or the server is the cause, else None."""
    said = str(error).lower().replace("read-only", "readonly")
    if isinstance(error, sqlite3.IntegrityError):
        return None
    for mark, title, advice in _SENTENCES:
        if mark in said and not (reading and mark == _READ_ONLY):
            kind = BusyFileError if mark == _LOCKED else UnavailableError
            return kind(_(title), _(advice))
    return None


def forget_details(error: BaseException) -> None:
    """Drop the DETAIL of an error: a server repeats there the row it refused, names and all."""
    if error.args:
        error.args = (str(error.args[0]).split("\nDETAIL:", 1)[0], *error.args[1:])
