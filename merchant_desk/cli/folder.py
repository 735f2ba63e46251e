"""``folder show|set``: where the shop's data lies on this computer, without a window."""

import argparse
from pathlib import Path

from merchant_desk.cli.command import CliCommand, Services, answer, no_arguments
from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _, later


def _show(arguments: argparse.Namespace, services: Services) -> int:
    place = services["data_place"](arguments.data)
    judged = place.judge_itself(place.facts.folder)
    facts = {
        "folder": str(judged.folder),
        "usual": str(place.facts.usual),
        "common": str(place.facts.common) if place.facts.common else None,
        "trouble": judged.verdict.trouble,
        "service": judged.verdict.service,
        "holds_shop": judged.verdict.holds_shop,
    }
    lines = (str(judged.folder), judged.title, judged.advice)
    answer(facts, "\n".join(filter(None, lines)), as_json=arguments.json)
    return 1 if judged.verdict.risky else 0


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar=_("DOSSIER"), help=_("où ranger la boutique"))
    parser.add_argument(
        "--open-existing",
        action="store_true",
        help=_("ouvrir désormais la boutique que ce dossier contient déjà"),
    )
    parser.add_argument(
        "--begin-new",
        action="store_true",
        help=_("commencer une boutique vide alors que la vôtre est introuvable"),
    )


def _set(arguments: argparse.Namespace, services: Services) -> int:
    place = services["data_place"](arguments.data, anew=True)
    judged = place.judge(_whole(arguments.folder))
    if judged.verdict.holds_shop and not judged.verdict.refused and not arguments.open_existing:
        raise RefusedError(
            _("Ce dossier contient déjà une boutique."),
            _("Pour ouvrir celle-là désormais, ajoutez --open-existing."),
        )
    if place.facts.lost and not (judged.verdict.holds_shop or arguments.begin_new):
        raise RefusedError(
            _("Rien n’a changé\u00a0: aucune boutique n’est dans ce dossier."),
            _("Donnez celui où est la vôtre, ou ajoutez --begin-new pour en commencer une vide."),
        )
    place.use(judged.folder)
    said = _("La boutique est désormais dans {folder}.").format(folder=judged.folder)
    facts = {"folder": str(judged.folder), "trouble": judged.verdict.trouble}
    lines = (said, judged.title, judged.advice)
    answer(facts, "\n".join(filter(None, lines)), as_json=arguments.json)
    return 0


def _whole(told: str) -> Path:
    """Return the path as a shell means it; « ~nobody » is an ordinary name."""
    if not told.strip():
        raise RefusedError(
            _("Rien n’a changé\u00a0: aucun dossier n’est nommé."),
            _("Donnez son chemin depuis le disque, par exemple D:\\Boutique."),
        )
    try:
        return Path(told).expanduser().absolute()
    except RuntimeError:
        return Path(told).absolute()


FOLDER_SHOW = CliCommand(
    ("folder", "show"),
    later("Dire dans quel dossier est la boutique"),
    no_arguments,
    run_alone=_show,
)
FOLDER_SET = CliCommand(
    ("folder", "set"),
    later("Choisir le dossier de la boutique"),
    _set_arguments,
    run_alone=_set,
)
