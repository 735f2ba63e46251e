"""``return pay|list|show|report``: what is left to do, and what returns teach."""

import argparse
from datetime import date, timedelta
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.errors import RefusedError
from merchant_desk.operations.pay_return import HowPaid, pay_return
from merchant_desk.queries.return_card import ReturnCard, return_by_number, return_card
from merchant_desk.queries.return_lessons import Lessons, return_lessons
from merchant_desk.queries.returns import ReturnList, ReturnRow, ReturnsShown
from merchant_desk.rules.returns.lessons import Cut, CutRow
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, moment, number, rate, short_date
from merchant_desk.values.ids import ReturnId
from merchant_desk.values.money import Money
from merchant_desk.values.return_reasons import reason_words
from merchant_desk.values.return_words import event_words, grade_words, kind_words, state_words
from merchant_desk.values.taken_return import PayBack
from merchant_desk.values.texts import _, later

_PAGE = 200
_PER_CENT = 100
_YEAR = timedelta(days=364)


def _pay_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="RT…", help=_("numéro du retour"))
    ways = [each.value for each in PayBack if each is not PayBack.LATER]
    parser.add_argument("--by", choices=ways, default=PayBack.SHOP.value, help=_("par où"))
    parser.add_argument(
        "--means", metavar=_("CODE"), default="", help=_("moyen de paiement, rendu d’ici")
    )


def _pay(arguments: argparse.Namespace, counter: Counter) -> int:
    return_id = _return(counter, arguments.number)
    how = HowPaid(PayBack(arguments.by), arguments.means)
    repaid = counter.do(pay_return, counter.gesture(), return_id, how)
    words = _("{amount} rendus pour {number}.")
    counter.answer(
        {"return": arguments.number, "refunded_cents": repaid.amount.cents},
        words.format(amount=euros(repaid.amount), number=arguments.number),
    )
    return 0


def _return(counter: Counter, number: str) -> ReturnId:
    found = counter.ask(return_by_number, number)
    if found is None:
        raise RefusedError(
            _("Le retour {number} n’existe pas ici.").format(number=number),
            _("«\u00a0return list\u00a0» les montre tous."),
        )
    return found


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--shown",
        choices=[each.value for each in ReturnsShown],
        default=ReturnsShown.ALL.value,
        help=_("quels retours"),
    )
    parser.add_argument("--text", default="", metavar=_("TEXTE"), help=_("client ou numéro"))


def _list(arguments: argparse.Namespace, counter: Counter) -> int:
    query = ReturnList(paris_date(utc_now()), arguments.text, ReturnsShown(arguments.shown))
    rows = list[ReturnRow]()
    while page := counter.ask(query.fetch, len(rows), _PAGE):
        rows += page
    counter.answer(
        [_row_facts(row) for row in rows],
        "\n".join(map(_row_text, rows)) or _("Aucun retour."),
    )
    return 0


def _row_facts(row: ReturnRow) -> dict[str, Any]:
    return {
        "return": row.number,
        "order": row.order_number,
        "customer": row.customer,
        "kind": row.kind.value,
        "state": row.state.value,
        "expected": row.expected,
        "received": row.received,
        "refund_cents": row.refund.cents,
        "refund_due_on": row.due_on.isoformat() if row.due_on else None,
        "late": row.late,
    }


def _row_text(row: ReturnRow) -> str:
    due = _("à rembourser le {day}").format(day=short_date(row.due_on)) if row.due_on else ""
    told = (state_words(row.state), kind_words(row.kind), row.customer, due)
    return f"{row.number:<14} {row.order_number:<10} {' · '.join(filter(None, told))}"


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="RT…", help=_("numéro du retour"))


def _show(arguments: argparse.Namespace, counter: Counter) -> int:
    card = counter.ask(return_card, _return(counter, arguments.number), paris_date(utc_now()))
    if card is None:
        return 1
    counter.answer(_card_facts(card), "\n".join(_card_lines(card)))
    return 0


def _card_facts(card: ReturnCard) -> dict[str, Any]:
    return {
        "return": card.number,
        "order": card.order_number,
        "kind": card.kind.value,
        "state": card.state.value,
        "due_cents": card.due.cents,
        "due_on": card.due_on.isoformat() if card.due_on else None,
        "late_days": card.late.days if card.late else 0,
        "lines": [
            {
                "sku": line.sku,
                "expected": line.expected,
                "received": line.received,
                "grade": line.grade.value if line.grade else None,
                "reason": line.reason,
                "refund_cents": line.refund.cents,
                "kept_aside": line.odd,
            }
            for line in card.lines
        ],
        "clocks": [
            {
                "name": each.name,
                "until": each.until.isoformat() if each.until else None,
                "article": each.article,
                "passed": each.passed,
            }
            for each in card.clocks
        ],
        "story": [
            {
                "at": each.at.isoformat(),
                "by": each.by,
                "kind": each.kind.value,
                "detail": each.detail,
            }
            for each in card.story
        ],
    }


def _card_lines(card: ReturnCard) -> list[str]:
    told = [f"{card.number} · {state_words(card.state)} · {kind_words(card.kind)}"]
    for line in card.lines:
        grade = "" if line.grade is None else grade_words(line.grade)
        came = number(line.received)
        if line.expected > line.received:
            came = _("{n} sur {all}").format(n=came, all=number(line.expected))
        odd = _("d’une autre commande") if line.odd else ""
        words = (f"{came} × {line.name}", odd, grade, reason_words(line.reason))
        told.append(" · ".join(filter(None, words)))
    for clock in card.clocks:
        day = short_date(clock.until) if clock.until else clock.why
        told.append(f"{clock.name} · {day} · {clock.article}")
    told += [f"{moment(x.at)} · {event_words(x.kind)} · {x.detail}" for x in card.story]
    return told


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", default="", metavar="AAAA-MM-JJ", help=_("premier jour"))
    parser.add_argument("--until", default="", metavar="AAAA-MM-JJ", help=_("dernier jour"))


def _report(arguments: argparse.Namespace, counter: Counter) -> int:
    until = _day(arguments.until) or paris_date(utc_now())
    since = _day(arguments.since) or until - _YEAR
    told = counter.ask(return_lessons, counter.station_id, since, until)
    counter.answer(_lesson_facts(told), "\n".join(_lesson_lines(told)))
    return 0


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusedError(
            _("Rien n’a été calculé\u00a0: «\u00a0{text}\u00a0» n’est pas un jour.").format(
                text=text
            ),
            _("Écrivez-le comme 2026-11-22."),
        ) from None


def _lesson_facts(told: Lessons) -> dict[str, Any]:
    return {
        "since": told.since.isoformat(),
        "until": told.until.isoformat(),
        "sold": told.sold,
        "returned": told.returned,
        "rate_bp": told.rate_bp,
        "net_cost_tenthousandths": told.net_cost,
        "changes": [
            {"sentence": x.sentence, "units": x.units, "saving_tenthousandths": x.saving}
            for x in told.changes
        ],
        **{cut.value: [_cut_facts(row) for row in rows] for cut, rows in told.cuts.items()},
        "margins": [
            {
                "sku": row.sku,
                "sold": row.sold,
                "returned": row.returned,
                "margin_tenthousandths": row.margin,
                "after_returns_tenthousandths": row.after_returns,
            }
            for row in told.margins
        ],
    }


def _cut_facts(row: CutRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "sold": row.sold,
        "returned": row.returned,
        "rate_bp": row.rate_bp,
        "refund_tenthousandths": row.refund,
        "write_down_tenthousandths": row.write_down,
        "carriage_tenthousandths": row.carriage,
        "minutes": row.minutes,
        "net_cost_tenthousandths": row.net_cost,
    }


def _lesson_lines(told: Lessons) -> list[str]:
    head = _("{n} revenus sur {sold} ({rate}), coût net {cost}").format(
        n=number(told.returned),
        sold=number(told.sold),
        rate=rate(told.rate_bp),
        cost=_money(told.net_cost),
    )
    lines = [head]
    lines += [
        f"{place}. {x.sentence} {_money(x.saving)}" for place, x in enumerate(told.changes, 1)
    ]
    lines += [
        f"{row.name}: {number(row.returned)} · {rate(row.rate_bp)} · {_money(row.net_cost)}"
        for row in told.cuts[Cut.REASON]
    ]
    return lines


def _money(tenthousandths: int) -> str:
    return euros(Money(tenthousandths // _PER_CENT))


RETURN_PAY = CliCommand(
    ("return", "pay"), later("Rembourser un retour repris"), _pay_arguments, _pay
)
RETURN_LIST = CliCommand(("return", "list"), later("Lister les retours"), _list_arguments, _list)
RETURN_SHOW = CliCommand(
    ("return", "show"), later("Montrer un retour, ses délais et son histoire"),
    _show_arguments, _show,
)  # fmt: skip
RETURN_REPORT = CliCommand(
    ("return", "report"), later("Dire ce que les retours enseignent, et ce qu’ils coûtent"),
    _report_arguments, _report,
)  # fmt: skip
