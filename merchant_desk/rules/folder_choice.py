"""Whether a shop may lie in a folder, and in which words that is said."""

from pathlib import PurePath

from merchant_desk.rules.synced_folders import is_network_path, sync_service
from merchant_desk.values.folder_facts import (
    LEAST_ROOM,
    Drive,
    FolderFacts,
    FolderTrouble,
    FolderVerdict,
)
from merchant_desk.values.texts import _


def judge_folder(facts: FolderFacts) -> FolderVerdict:
    """Return what is thought of a folder; the worst that is known of it decides."""
    service = sync_service(facts)
    return FolderVerdict(_trouble(facts, service), service, facts.holds_shop)


def _trouble(facts: FolderFacts, service: str) -> FolderTrouble | None:
    paths = (facts.path, facts.real)
    program = facts.program
    known = (
        (not facts.path.is_absolute(), FolderTrouble.RELATIVE),
        (
            program is not None and any(_touches(each, program) for each in paths),
            FolderTrouble.PROGRAM,
        ),
        (bool(service), FolderTrouble.SYNCHRONISED),
        (
            facts.drive is Drive.NETWORK or any(is_network_path(each) for each in paths),
            FolderTrouble.NETWORK,
        ),
        (facts.inside_shop, FolderTrouble.INSIDE_SHOP),
        (not facts.writable, FolderTrouble.NOT_WRITABLE),
        (facts.free < LEAST_ROOM and not facts.holds_shop, FolderTrouble.NO_ROOM),
        (facts.drive is Drive.REMOVABLE, FolderTrouble.REMOVABLE),
    )
    return next((trouble for is_so, trouble in known if is_so), None)


def _touches(path: PurePath, program: PurePath) -> bool:
    """Tell whether an update or a removal of the program would take the folder with it."""
    return path.is_relative_to(program)


def folder_words(verdict: FolderVerdict) -> tuple[str, str]:
    """Return what is wrong with a folder and what to do; two empty texts when nothing is."""
    if verdict.trouble is None:
        return "", ""
    title, advice = _words(verdict.service)[verdict.trouble]
    return title, advice


def standing_words(verdict: FolderVerdict) -> tuple[str, str]:
    """Return what is said of a shop that already lies in such a folder."""
    if verdict.trouble is FolderTrouble.NETWORK:
        return (
            _("La boutique est sur un disque réseau\u00a0: son fichier peut s’abîmer."),
            _("Faites une copie (Réglages, Sauvegardes), puis déplacez-la sur cet ordinateur."),
        )
    title = _("La boutique est dans un dossier que {service} synchronise\u00a0: il peut l’abîmer.")
    return (
        title.format(service=verdict.service),
        _("Faites une copie (Réglages, Sauvegardes), puis déplacez la boutique ailleurs."),
    )


def _words(service: str) -> dict[FolderTrouble, tuple[str, str]]:
    return {
        FolderTrouble.SYNCHRONISED: (
            _("{service} synchronise ce dossier.").format(service=service),
            _(
                "Il copierait le fichier de la boutique pendant qu’elle écrit, et pourrait "
                "l’abîmer. Choisissez un autre dossier\u00a0; vos sauvegardes, elles, peuvent y "
                "aller."
            ),
        ),
        FolderTrouble.NETWORK: (
            _("Ce dossier est sur un disque réseau."),
            _(
                "Le fichier de la boutique s’y abîmerait. Choisissez un disque de cet "
                "ordinateur\u00a0; vos sauvegardes, elles, peuvent y aller."
            ),
        ),
        FolderTrouble.REMOVABLE: (
            _("Ce disque se débranche."),
            _("Sans lui, la boutique ne s’ouvre pas. Préférez un disque qui reste en place."),
        ),
        **_plain_words(),
    }


def _plain_words() -> dict[FolderTrouble, tuple[str, str]]:
    return {
        FolderTrouble.RELATIVE: (
            _("Ce n’est pas un dossier entier."),
            _("Donnez son chemin depuis le disque, par exemple D:\\Boutique."),
        ),
        FolderTrouble.PROGRAM: (
            _("C’est le dossier du programme."),
            _("Une mise à jour en remplace le contenu\u00a0: choisissez un autre dossier."),
        ),
        FolderTrouble.INSIDE_SHOP: (
            _("Ce dossier fait partie d’une boutique."),
            _("Choisissez le dossier qui la contient, ou un autre."),
        ),
        FolderTrouble.NOT_WRITABLE: (
            _("On ne peut rien écrire dans ce dossier."),
            _("Vérifiez vos droits sur ce dossier, ou choisissez-en un autre."),
        ),
        FolderTrouble.NO_ROOM: (
            _("Il n’y a pas assez de place sur ce disque."),
            _("Il faut 500\u00a0Mo libres\u00a0: libérez de la place, ou choisissez-en un autre."),
        ),
    }
