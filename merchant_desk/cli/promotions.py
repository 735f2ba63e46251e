"""``promotions list|plan|check``: operations and what the law says of them, without a window."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.errors import RefusedError
from merchant_desk.values.clock import PARIS, utc_now
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import id_text
from merchant_desk.values.promotion_words import (
    channel_words,
    kind_words,
    level_words,
    state_words,
)
from merchant_desk.values.texts import _, later, ngettext

if TYPE_CHECKING:
    from merchant_desk.queries.promotion_verdict import Verdict
    from merchant_desk.queries.promotions import PromotionRow
    from merchant_desk.rules.promotion_draft import PromotionDraft
    from merchant_desk.values.ids import PromotionId

_BLOCKED = 1


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cancelled", action="store_true", help=_("les annulées aussi"))


def _list(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.queries.promotions import promotions  # noqa: PLC0415 - loaded when asked

    rows = counter.ask(promotions, cancelled=arguments.cancelled)
    facts = {"count": len(rows), "promotions": [_row_facts(row) for row in rows]}
    counter.answer(facts, "\n".join(map(_row_text, rows)) or _("Aucune opération."))
    return 0


def _row_facts(row: "PromotionRow") -> dict[str, Any]:
    return {
        "id": id_text(row.id),
        "title": row.title,
        "kind": row.kind,
        "state": row.state.value,
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat() if row.ends_at else None,
        "channels": list(row.channels),
        "articles": row.articles,
        "conflicts": sorted(map(id_text, row.conflicts)),
    }


def _row_text(row: "PromotionRow") -> str:
    first = short_date(row.starts_at.astimezone(PARIS).date())
    last = short_date(row.ends_at.astimezone(PARIS).date()) if row.ends_at else "…"
    told = ", ".join((kind_words(row.kind), channel_words(row.channels)))
    stands = f"{first} – {last:<10}  {state_words(row.state):<10}"
    return f"{stands}  {row.title} ({told})  {id_text(row.id)}"


def _plan_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar=_("FICHIER"), help=_("l’opération en JSON\u00a0; - pour l’entrée")
    )
    parser.add_argument(
        "--acknowledge",
        action="append",
        default=[],
        metavar=_("RÈGLE"),
        help=_("avertissement lu et assumé\u00a0; une fois par règle"),
    )
    parser.add_argument(
        "--draft", action="store_true", help=_("garder en brouillon, sans la planifier")
    )
    parser.add_argument(
        "--replace", metavar=_("OPÉRATION"), default="", help=_("changer celle-ci, par son nom")
    )


def _plan(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.operations.plan_promotion import (  # noqa: PLC0415 - loaded when asked
        plan_promotion,
        save_draft,
    )

    draft = _draft(counter, arguments.file)
    known = _named(counter, arguments.replace) if arguments.replace else None
    if arguments.draft:
        promotion = counter.do(save_draft, counter.gesture(), draft, known)
        told = _("Brouillon gardé\u00a0: {title}, {id}")
    else:
        promotion = counter.do(
            plan_promotion, counter.gesture(), draft, arguments.acknowledge, known
        )
        told = _("Opération planifiée\u00a0: {title}, {id}")
    facts = {"id": id_text(promotion), "title": draft.title, "draft": bool(arguments.draft)}
    counter.answer(facts, told.format(title=draft.title, id=id_text(promotion)))
    return 0


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        metavar=_("FICHIER|OPÉRATION"),
        help=_("un fichier JSON, - pour l’entrée, ou une opération par son nom ou identifiant"),
    )


def _check(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.queries.promotion_verdict import (  # noqa: PLC0415 - loaded when asked
        promotion_verdict,
    )
    from merchant_desk.queries.promotions import promotion_card  # noqa: PLC0415 - as above
    from merchant_desk.rules.legal.answer import Level  # noqa: PLC0415 - as above
    from merchant_desk.rules.promotion_dates import check_dates  # noqa: PLC0415 - as above

    promotion: PromotionId | None = None
    if arguments.what == "-" or Path(arguments.what).is_file():
        draft = _draft(counter, arguments.what)
        check_dates(draft)
    else:
        promotion = _named(counter, arguments.what)
        card = counter.ask(promotion_card, promotion)
        if card is None:
            raise AssertionError(arguments.what)  # it was found a moment ago
        draft = card.draft
    verdict = counter.ask(promotion_verdict, draft, utc_now(), promotion)
    counter.answer(_verdict_facts(verdict), _verdict_text(verdict))
    return _BLOCKED if verdict.level is Level.BLOCK else 0


def _verdict_facts(verdict: "Verdict") -> dict[str, Any]:
    skus = {each.product_id: each.sku for each in verdict.facts}
    return {
        "verdict": verdict.level.word,
        "rules_version": verdict.rules_version,
        "findings": [each.as_json() for each in verdict.answer.findings],
        "prices": [
            {
                "sku": skus[line.product_id],
                "step": line.step,
                "usual_cents": line.usual.cents,
                "price_cents": line.price.cents,
                "prior_cents": line.shown_prior.cents if line.shown_prior else None,
            }
            for line in verdict.lines
        ],
    }


def _verdict_text(verdict: "Verdict") -> str:
    names = {each.product_id: each.name for each in verdict.facts}
    lines = [_("Verdict\u00a0: {level}").format(level=level_words(verdict.level.word))]
    for each in sorted(verdict.answer.findings, key=lambda finding: -finding.level):
        lines += [
            "",
            f"{level_words(each.level.word).capitalize()}, {each.rule}",
            f"  {each.message}",
            f"  {each.legal_reference}",
        ]
        if each.remedy is not None and each.remedy.value is not None:
            lines.append(_("  Ce qui convient\u00a0: {value}").format(value=each.remedy.value))
    if verdict.lines:
        lines += [
            "",
            ngettext("{n} prix", "{n} prix", len(verdict.lines)).format(n=len(verdict.lines)),
        ]
    for line in verdict.lines:
        prior = euros(line.shown_prior) if line.shown_prior else "—"
        lines.append(f"  {euros(line.price):>12}  ({prior})  {names[line.product_id]}")
    return "\n".join(lines)


def _draft(counter: Counter, name: str) -> "PromotionDraft":
    from merchant_desk.queries.told_draft import told_draft  # noqa: PLC0415 - loaded when asked

    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        told = json.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        raise RefusedError(
            _("L’opération n’a pas été lue\u00a0: le fichier ne s’ouvre pas."),
            _("Vérifiez le nom du fichier\u00a0: {why}").format(why=error.strerror or name),
        ) from None
    except (ValueError, RecursionError):
        raise RefusedError(
            _("L’opération n’a pas été lue\u00a0: le fichier n’est pas du JSON."),
            _("Vérifiez les guillemets, les virgules et les accolades."),
        ) from None
    return counter.ask(told_draft, told)


def _named(counter: Counter, words: str) -> "PromotionId":
    from merchant_desk.queries.told_draft import promotion_named  # noqa: PLC0415 - as above

    return counter.ask(promotion_named, words)


PROMOTIONS_LIST = CliCommand(
    ("promotions", "list"), later("Lister les opérations sur les prix"), _list_arguments, _list
)
PROMOTIONS_PLAN = CliCommand(
    ("promotions", "plan"),
    later("Planifier une opération, si la loi le permet"),
    _plan_arguments,
    _plan,
)
PROMOTIONS_CHECK = CliCommand(
    ("promotions", "check"),
    later("Dire ce que la loi pense d’une opération"),
    _check_arguments,
    _check,
)
