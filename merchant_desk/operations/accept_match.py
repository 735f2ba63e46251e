"""Say what a line of the bank is: the match, the payment it records, the rule it teaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash import CashAccount, CashMatch
from merchant_desk.operations.check_match import check_part
from merchant_desk.operations.settle_match import settle_part
from merchant_desk.operations.teach_match import teach
from merchant_desk.queries.match_lines import lines_of, matches_of
from merchant_desk.rules.matching.sharing import Share, shares
from merchant_desk.values.cash_match import LineFact, MatchProposal
from merchant_desk.values.cash_proposal import Accepted, MatchAsked
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BankLineId, MatchId, MatchRuleId, PaymentId, new_id
from merchant_desk.values.money import ZERO, total
from merchant_desk.values.texts import _

_MATCHES, _ACCOUNTS = table(CashMatch), table(CashAccount)


@dataclass(frozen=True, slots=True)
class _Written:
    share: Share
    payment_id: PaymentId | None
    rule_id: MatchRuleId | None


def accept_match(session: Session, gesture: Gesture, asked: MatchAsked) -> Accepted:
    """Match lines with what they are for; asking twice does it once.

    A payment is recorded on each document, of the day of the line, unless it was before. Raises
    RefusedError when a line or a document changed meanwhile, or when the parts exceed the line.
    """
    found = _lock(session, asked.proposal.line_ids)
    if session.get(CashMatch, asked.match_id) is not None:
        return _again(session, found)
    lines = _lines(session, asked.proposal)
    parts = shares(lines, asked.proposal.parts)
    if parts is None:
        raise _refused(
            _("les parts dépassent ce qui reste de la ligne ({left})").format(
                left=euros(total(each.amount for each in lines))
            ),
            _("Corrigez les montants\u00a0: leur somme fait au plus ce reste."),
        )
    written = [_settle(session, gesture, each) for each in parts]
    rules = teach(session, gesture, lines, asked.proposal)
    match_ids = _write(session, gesture, asked, _with_rules(written, rules))
    amount = total(each.share.amount for each in written)
    return Accepted(
        match_ids=match_ids,
        line_ids=asked.proposal.line_ids,
        amount=amount,
        left=total(each.amount for each in lines) - amount,
        payments=sum(each.payment_id is not None for each in written),
    )


def _lock(session: Session, line_ids: Sequence[BankLineId]) -> tuple[LineFact, ...]:
    """Let no other station match lines of these accounts meanwhile; return the lines."""
    found = tuple(each.fact for each in lines_of(session, line_ids))
    accounts = sorted({each.account_id for each in found})
    session.execute(
        select(_ACCOUNTS.c.id)
        .where(_ACCOUNTS.c.id.in_(accounts))
        .order_by(_ACCOUNTS.c.id)
        .with_for_update()
    ).all()
    return found


def _lines(session: Session, proposal: MatchProposal) -> tuple[LineFact, ...]:
    """Return the lines as they stand now, in the order of the proposal."""
    known = {each.fact.line_id: each.fact for each in lines_of(session, proposal.line_ids)}
    if not proposal.parts or len(known) != len(set(proposal.line_ids)):
        raise _refused(
            _("cette opération n’est plus là, ou rien n’est dit d’elle"),
            _("Rouvrez la page\u00a0: un import a pu être annulé."),
        )
    lines = tuple(known[each] for each in dict.fromkeys(proposal.line_ids))
    if any(not each.amount for each in lines):
        raise _refused(
            _("cette opération l’est déjà"),
            _("Pour changer, annulez d’abord son rapprochement."),
        )
    return lines


def _settle(session: Session, gesture: Gesture, share: Share) -> _Written:
    check_part(session, gesture, share)
    paid = share.amount - share.fee
    return _Written(share, settle_part(session, gesture, share.line, share.part, paid), None)


def _with_rules(
    written: Sequence[_Written], rules: Mapping[BankLineId, MatchRuleId]
) -> list[_Written]:
    """Return them with the rule that each line taught, told once: by its first match."""
    left = dict(rules)
    return [replace(each, rule_id=left.pop(each.share.line.line_id, None)) for each in written]


def _write(
    session: Session, gesture: Gesture, asked: MatchAsked, written: Sequence[_Written]
) -> tuple[MatchId, ...]:
    first = next_row(session, _MATCHES, len(written))
    ids = [asked.match_id, *(MatchId(new_id()) for _each in written[1:])]
    insert_into(
        session,
        _MATCHES,
        [
            {
                "id": match_id,
                "row": first + place,
                "line_id": each.share.line.line_id,
                "target": each.share.part.target,
                "target_id": each.share.part.target_id,
                "category": each.share.part.category,
                "amount": each.share.amount,
                "fee": each.share.fee,
                "sureness": None if asked.by_hand else asked.proposal.sureness,
                "reason": "" if asked.by_hand else asked.proposal.reason,
                "rule_id": each.rule_id,
                "payment_id": each.payment_id,
                "undoes_id": None,
                "due_day": each.share.part.due_day,
                "at": gesture.at,
                "by": gesture.person,
                "station_id": gesture.station_id,
            }
            for place, (match_id, each) in enumerate(zip(ids, written, strict=True))
        ],
    )
    return tuple(ids)


def _again(session: Session, lines: Sequence[LineFact]) -> Accepted:
    """Return what the same gesture wrote before."""
    made = [each for line in lines for each in matches_of(session, line.line_id)]
    return Accepted(
        match_ids=tuple(each.match_id for each in made),
        line_ids=tuple(line.line_id for line in lines),
        amount=total(each.amount for each in made),
        left=total(line.amount for line in lines) if lines else ZERO,
        payments=0,
    )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(
        _("Le rapprochement n’a pas été fait\u00a0: {why}.").format(why=why), advice
    )
