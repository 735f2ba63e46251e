"""``promotions evidence|tags|verify``: the papers of an operation, and proof that they hold."""

import argparse
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter, Services, answer
from merchant_desk.cli.products import named_product
from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import RefusedError
from merchant_desk.values.french import number
from merchant_desk.values.price_tags import SHEET_24, TAG_FORMATS, tag_format
from merchant_desk.values.promotion_evidence import evidence_json, sha256
from merchant_desk.values.promotion_words import level_words
from merchant_desk.values.texts import _, later, ngettext

_CHANGED = 1


def _target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("promotion", metavar=_("OPÉRATION"), help=_("son nom, ou son identifiant"))
    parser.add_argument(
        "--to", type=Path, required=True, metavar=_("FICHIER.pdf"), help=_("où l’écrire")
    )


def _evidence(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.queries.promotion_evidence import (  # noqa: PLC0415 - loaded when asked
        promotion_evidence,
    )
    from merchant_desk.queries.told_draft import promotion_named  # noqa: PLC0415 - as above

    promotion = counter.ask(promotion_named, arguments.promotion)
    evidence = counter.ask(promotion_evidence, promotion)
    content = paper_bytes([evidence])
    write_bytes(arguments.to, content)
    digest = sha256(evidence_json(evidence))
    told = _("Dossier de preuve écrit\u00a0: {file}\nEmpreinte\u00a0: {digest}")
    facts = {"file": str(arguments.to), "bytes": len(content), "sha256": digest}
    counter.answer(facts, told.format(file=arguments.to, digest=digest))
    return 0


def _tags_arguments(parser: argparse.ArgumentParser) -> None:
    _target(parser)
    parser.add_argument(
        "--format",
        choices=[each.key for each in TAG_FORMATS],
        default=SHEET_24.key,
        help=_("sur quelles étiquettes"),
    )
    parser.add_argument(
        "--used", type=int, default=0, metavar="N", help=_("étiquettes déjà prises sur la feuille")
    )
    parser.add_argument(
        "--article",
        action="append",
        default=[],
        metavar=_("PRODUIT"),
        help=_("seulement cet article\u00a0; une fois par article"),
    )


def _tags(arguments: argparse.Namespace, counter: Counter) -> int:
    """Draw the labels before they are kept: what cannot be drawn was never shown."""
    from merchant_desk.operations.print_tags import keep_tags  # noqa: PLC0415 - loaded when asked
    from merchant_desk.queries.price_tags import TagsWanted, price_tags  # noqa: PLC0415 - as above
    from merchant_desk.queries.told_draft import promotion_named  # noqa: PLC0415 - as above

    form = tag_format(arguments.format) or SHEET_24
    if arguments.used < 0:
        raise RefusedError(
            _("Les étiquettes n’ont pas été imprimées\u00a0: --used est négatif."),
            _("Écrivez combien d’étiquettes manquent déjà sur la première feuille."),
        )
    chosen = frozenset(named_product(counter, each).product_id for each in arguments.article)
    wanted = TagsWanted(form, chosen or None, arguments.used)
    promotion = counter.ask(promotion_named, arguments.promotion)
    gesture = counter.gesture()
    paper_bytes([counter.ask(price_tags, promotion, wanted, gesture.at).tags])
    tags = counter.do(keep_tags, gesture, promotion, wanted)
    content = paper_bytes([tags])
    write_bytes(arguments.to, content)
    count = len(tags.tags)
    facts = {"file": str(arguments.to), "bytes": len(content), "labels": count, "format": form.key}
    told = ngettext(
        "{n} étiquette écrite\u00a0: {file}", "{n} étiquettes écrites\u00a0: {file}", count
    )
    counter.answer(facts, told.format(n=number(count), file=arguments.to))
    return 0


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FICHIER.pdf"), help=_("le dossier de preuve"))


def _verify(arguments: argparse.Namespace, _services: Services) -> int:
    from merchant_desk.documents.writing.evidence_file import (  # noqa: PLC0415 - loaded when asked
        read_evidence,
    )

    read = read_evidence(_bytes_of(arguments.file))
    facts: dict[str, Any] = {
        "whole": not read.changes,
        "holds": read.holds,
        "changes": list(read.changes),
        "sha256": read.digest,
        "id": read.operation_id,
        "title": read.title,
        "checked_at": read.checked_at,
        "verdict": read.verdict,
        "rules_version": read.rules_version,
        "today": {
            "rules_version": read.today_version,
            "verdict": read.today_verdict,
            "rules_that_differ": list(read.differs),
        },
    }
    lines = [
        f"{read.title} ({read.operation_id})",
        _("Verdict gardé\u00a0: {level}, selon les règles du {version}").format(
            level=level_words(read.verdict), version=read.rules_version
        ),
        _("Empreinte\u00a0: {digest}").format(digest=read.digest),
        *read.changes,
        _same(read.differs, read.rules_version, read.today_version),
        _("Le dossier est intact.") if read.holds else _("Ce dossier ne prouve plus rien."),
    ]
    answer(facts, "\n".join(lines), as_json=arguments.json)
    return 0 if read.holds else _CHANGED


def _same(differs: tuple[str, ...], before: str, today: str) -> str:
    if not differs:
        return _("Les règles d’aujourd’hui répondent la même chose à la même question.")
    if before == today:
        return _("Les mêmes règles répondent autre chose\u00a0: {rules}.").format(
            rules=", ".join(differs)
        )
    return _(
        "Les règles ont changé depuis ({version})\u00a0: {rules}. Le verdict de l’époque reste."
    ).format(version=today, rules=", ".join(differs))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RefusedError(
            _("Rien n’a été vérifié\u00a0: le fichier ne s’ouvre pas."),
            _("Vérifiez le nom du fichier\u00a0: {why}").format(why=error.strerror or path),
        ) from None


PROMOTIONS_EVIDENCE = CliCommand(
    ("promotions", "evidence"), later("Écrire le dossier de preuve d’une opération"), _target,
    _evidence,
)  # fmt: skip
PROMOTIONS_TAGS = CliCommand(
    ("promotions", "tags"), later("Écrire les étiquettes de prix d’une opération"),
    _tags_arguments, _tags,
)  # fmt: skip
PROMOTIONS_VERIFY = CliCommand(
    ("promotions", "verify"), later("Vérifier un dossier de preuve"), _verify_arguments,
    run_alone=_verify,
)  # fmt: skip
