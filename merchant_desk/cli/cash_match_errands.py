"""What ``cash match`` does and answers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from merchant_desk.errors import RefusedError
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.accept_sure import CHUNK, accept_sure, sure_of
from merchant_desk.operations.refuse_match import refuse_match
from merchant_desk.operations.undo_match import undo_line
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.queries.match_lines import LinesAsked
from merchant_desk.queries.match_progress import months_matched
from merchant_desk.queries.match_proposals import match_proposals
from merchant_desk.rules.cash_days.months import month_end
from merchant_desk.values.cash_proposal import MatchAsked, ProposedLine
from merchant_desk.values.cash_words import Sureness
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.ids import BankLineId, MatchId, id_text, new_id, parse_id
from merchant_desk.values.texts import _, later, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from merchant_desk.cli.command import Counter
    from merchant_desk.values.cash_match import MatchProposal
    from merchant_desk.values.ids import CashAccountId

_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_SURENESS = {
    Sureness.SURE: later("sûr"),
    Sureness.LIKELY: later("probable"),
    Sureness.POSSIBLE: later("possible"),
}


def match_errand(arguments: argparse.Namespace, counter: Counter) -> int:
    """Do what is asked, then tell the operations that wait."""
    asked = _asked(arguments, counter)
    said = _undone(counter, arguments.undo)
    lines = _lines(counter, asked)
    if arguments.accept_sure:
        said += _accept_sure(counter, lines)
    said += _accepted(counter, [_line(lines, each) for each in arguments.accept])
    for place in [_line(lines, each) for each in arguments.refuse]:
        counter.do(refuse_match, counter.gesture(), _best(place))
    now = _lines(counter, asked) if _wrote(arguments) else lines
    waiting = [_told(place, each) for place, each in enumerate(now, 1)]
    facts = {"done": said, "lines": [_facts(place, each) for place, each in enumerate(now, 1)]}
    counter.answer(facts, "\n".join([*said, *(waiting or [_nothing(counter)])]))
    return 0


def _nothing(counter: Counter) -> str:
    if counter.ask(months_matched):
        return _("Tout est rapproché.")
    return _("Aucun relevé\u00a0: apportez-en un avec «\u00a0cash import\u00a0».")


def _wrote(arguments: argparse.Namespace) -> bool:
    return bool(arguments.accept_sure or arguments.accept or arguments.refuse)


def _lines(counter: Counter, asked: LinesAsked) -> tuple[ProposedLine, ...]:
    return counter.ask(match_proposals, counter.station_id, paris_date(utc_now()), asked)


def _asked(arguments: argparse.Namespace, counter: Counter) -> LinesAsked:
    first = last = None
    if arguments.month is not None:
        first = _month(arguments.month)
        last = month_end(first)
    account = None if arguments.account is None else _account(counter, arguments.account)
    return LinesAsked(account_id=account, first=first, last=last)


def _month(told: str) -> date:
    found = _MONTH.fullmatch(told.strip())
    try:
        return date(int(found[2]), int(found[1]), 1) if found else date(0, 1, 1)
    except ValueError:
        raise RefusedError(
            _("Rien n’a été rapproché\u00a0: «\u00a0{text}\u00a0» n’est pas un mois.").format(
                text=told
            ),
            _("Écrivez-le comme 11/2026."),
        ) from None


def _account(counter: Counter, told: str) -> CashAccountId:
    rows = counter.ask(bank_accounts, closed_too=True)
    for row in rows:
        if told.casefold() in (row.name.casefold(), row.iban.casefold(), row.key.casefold()):
            return row.account_id
    raise RefusedError(
        _("Rien n’a été rapproché\u00a0: aucun compte ne s’appelle «\u00a0{name}\u00a0».").format(
            name=told
        ),
        _("Lancez «\u00a0cash bank\u00a0» pour lire leurs noms."),
    )


def _undone(counter: Counter, told: Sequence[str]) -> list[str]:
    said = []
    for text in told:
        line_id = parse_id(text)
        if line_id is None:
            raise RefusedError(
                _(
                    "Le rapprochement n’a pas été annulé\u00a0: «\u00a0{text}\u00a0» n’est pas une "
                    "opération."
                ).format(text=text),
                _("Donnez l’identifiant que dit «\u00a0cash match --json\u00a0»."),
            )
        undone = counter.do(undo_line, counter.gesture(), BankLineId(line_id))
        words = _("{amount} ne sont plus rapprochés.")
        said.append(words.format(amount=euros(undone.amount)))
    return said


def _accept_sure(counter: Counter, lines: Sequence[ProposedLine]) -> list[str]:
    sure = sure_of(lines)
    count = 0
    refused: list[str] = []
    for start in range(0, len(sure), CHUNK):
        done = counter.do(accept_sure, counter.gesture(), sure[start : start + CHUNK])
        refused += done.refused
        count += len(sure[start : start + CHUNK]) - len(done.refused)
    words = ngettext("{n} proposition sûre acceptée.", "{n} propositions sûres acceptées.", count)
    return [words.format(n=number(count)), *refused]


def _accepted(counter: Counter, lines: Sequence[ProposedLine]) -> list[str]:
    said = []
    for line in lines:
        asked = MatchAsked(match_id=MatchId(new_id()), proposal=_best(line))
        done = counter.do(accept_match, counter.gesture(), asked)
        words = _("{amount} rapprochés avec {label}.")
        label = ", ".join(part.label for part in asked.proposal.parts)
        said.append(words.format(amount=euros(done.amount), label=label))
    return said


def _line(lines: Sequence[ProposedLine], place: int) -> ProposedLine:
    if not 1 <= place <= len(lines):
        raise RefusedError(
            _("Rien n’a été rapproché\u00a0: l’opération {n} n’est pas dans la liste.").format(
                n=place
            ),
            _("Lancez «\u00a0cash match\u00a0» pour lire les numéros."),
        )
    return lines[place - 1]


def _best(line: ProposedLine) -> MatchProposal:
    if line.best is None:
        raise RefusedError(
            _(
                "Rien n’a été rapproché\u00a0: rien n’est proposé pour «\u00a0{label}\u00a0»."
            ).format(label=line.fact.label),
            _("Choisissez dans Trésorerie, Rapprochement."),
        )
    return line.best


def _told(place: int, line: ProposedLine) -> str:
    fact = line.fact
    head = " · ".join((str(place), short_date(fact.booked_on), euros(fact.amount), fact.label))
    if line.best is None:
        return head
    parts = ", ".join(f"{part.label} {euros(part.amount)}" for part in line.best.parts)
    sure = _(_SURENESS[line.best.sureness])
    return f"{head}\n    {sure}\u00a0: {parts}. {line.best.reason}"


def _facts(place: int, line: ProposedLine) -> dict[str, Any]:
    fact = line.fact
    return {
        "number": place,
        "line_id": id_text(fact.line_id),
        "account": line.account,
        "day": fact.booked_on.isoformat(),
        "amount_cents": fact.amount.cents,
        "whole_cents": line.whole.cents,
        "label": fact.label,
        "proposals": [_proposal_facts(each) for each in line.proposals],
    }


def _proposal_facts(proposal: MatchProposal) -> dict[str, Any]:
    return {
        "sureness": proposal.sureness.value,
        "reason": proposal.reason,
        "line_ids": [id_text(each) for each in proposal.line_ids],
        "parts": [
            {
                "target": part.target.value,
                "target_id": None if part.target_id is None else id_text(part.target_id),
                "category": part.category.value,
                "amount_cents": part.amount.cents,
                "fee_cents": part.fee.cents,
                "label": part.label,
                "recorded": part.recorded,
            }
            for part in proposal.parts
        ],
    }
