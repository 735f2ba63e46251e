"""Why nothing is installed now, said to the merchant."""

import os
from collections.abc import Mapping, Sequence

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _, later

ENDED = "MERCHANT_DESK_UPDATE"
"""The installer starts the desk again with its own exit code in this variable."""
_REASONS = {
    "6": later("Elle demande un Windows plus récent."),
    "7": later("Le disque n’a pas assez de place."),
    "8": later("Le dossier du programme n’accepte pas de fichier."),
    "9": later("Une version plus récente est installée."),
}


def not_now(obstacles: Sequence[str]) -> RefusedError:
    """Return the refusal while the shop is open."""
    return RefusedError(
        _("Rien n’a été installé\u00a0: la journée n’est pas finie. {why}").format(
            why=obstacles[0]
        ),
        _("Finissez ce qui est en cours, clôturez la journée, puis recommencez."),
    )


def not_offered() -> RefusedError:
    """Return the refusal when no newer version is known."""
    return RefusedError(
        _("Rien n’a été fait\u00a0: aucune version plus récente n’est proposée."),
        _("Vérifiez d’abord s’il y en a une."),
    )


def not_here() -> RefusedError:
    """Return the refusal where the desk is a clone of the repository."""
    return RefusedError(
        _("Rien n’a été téléchargé\u00a0: il n’y a pas d’installateur pour ce système."),
        _("Ici Merchant Desk se met à jour avec git (git pull) dans son dossier."),
    )


def on_server() -> RefusedError:
    """Return the refusal where a server holds the data of several stations."""
    return RefusedError(
        _("Rien n’a été installé\u00a0: les données sont sur un serveur PostgreSQL."),
        _(
            "Tous les postes changent de version le même soir, après une sauvegarde du serveur "
            "(pg_dump). L’installateur vérifié est dans le dossier «\u00a0mises-a-jour\u00a0»."
        ),
    )


def no_return() -> RefusedError:
    """Return the refusal when there is no version to go back to."""
    return RefusedError(
        _("Pas de retour en arrière\u00a0: aucune version précédente n’est gardée ici."),
        _("Les sauvegardes du jour restent dans «\u00a0Sauvegardes\u00a0»."),
    )


def no_earlier_installer(version: str) -> RefusedError:
    """Return the refusal when the installer of the version before is not there, or not the one."""
    return RefusedError(
        _("Pas de retour en arrière\u00a0: l’installateur de la version {version} manque.").format(
            version=version
        ),
        _("Demandez-le à l’éditeur. La copie d’avant est dans «\u00a0mises-a-jour\u00a0»."),
    )  # fmt: skip


def no_earlier_copy() -> RefusedError:
    """Return the refusal when the copy of before cannot be used."""
    return RefusedError(
        _("Pas de retour en arrière\u00a0: la copie d’avant la mise à jour ne peut pas servir."),
        _("Gardez cette version. Les sauvegardes du jour restent dans «\u00a0Sauvegardes\u00a0»."),
    )


def finished(version: str) -> str:
    """Return what to say when the version that was installed runs."""
    return _("Merchant Desk est passé à la version {version}.").format(version=version)


def unfinished(
    wanted: str, running: str, environment: Mapping[str, str] = os.environ
) -> tuple[str, str]:
    """Return what to say when an installer was started and the version is the same as before."""
    reason = _REASONS.get(environment.get(ENDED, ""))
    again = _("Rien n’est perdu\u00a0: une copie a été faite avant. Recommencez quand vous voulez.")
    return (
        _("La version {wanted} n’a pas été installée\u00a0: la version {running} continue.").format(
            wanted=wanted, running=running
        ),
        again if reason is None else f"{_(reason)} {again}",
    )


def put_back_alone(name: str) -> str:
    """Return what to do when the data of before is in place, and the program of before is not."""
    return _(
        "Vos données sont celles d’avant la mise à jour\u00a0: celles d’après sont gardées à côté, "
        "dans «\u00a0{name}\u00a0». N’enregistrez rien, et recommencez le retour\u00a0; ou "
        "reprenez-les avec «\u00a0merchant-desk restore\u00a0», suivi de ce fichier."
    ).format(name=name)
