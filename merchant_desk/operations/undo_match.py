"""Take a match back by a counter-entry, and what it recorded by a counter-payment."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash import BankLine, CashAccount, CashMatch
from merchant_desk.operations.settle_match import unsettle
from merchant_desk.operations.teach_match import forget
from merchant_desk.queries.bank_lines import live_matches
from merchant_desk.queries.match_lines import matches_of
from merchant_desk.values.cash_proposal import MatchUndone
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BankLineId, MatchId, MatchRuleId, PaymentId, new_id
from merchant_desk.values.money import total
from merchant_desk.values.texts import _

_MATCHES, _LINES, _ACCOUNTS = table(CashMatch), table(BankLine), table(CashAccount)
_SAME = (
    "line_id", "target", "target_id", "category", "sureness", "reason", "rule_id", "due_day",
)  # fmt: skip


def undo_line(session: Session, gesture: Gesture, line_id: BankLineId) -> MatchUndone:
    """Take back every match of a line."""
    made = matches_of(session, line_id)
    if not made:
        raise _refused(_("cette opération n’est pas rapprochée"), _("Il n’y a rien à annuler."))
    return undo_matches(session, gesture, [each.match_id for each in made])


def undo_matches(session: Session, gesture: Gesture, match_ids: Sequence[MatchId]) -> MatchUndone:
    """Take these matches back; those taken back before are left as they are.

    What they recorded on documents is paid back by a payment of the opposite amount, of the same
    day where its month is open. Raises RefusedError for one that is not there.
    """
    _lock(session, match_ids)
    rows = session.execute(
        select(_MATCHES)
        .where(_MATCHES.c.id.in_(match_ids), live_matches())
        .order_by(_MATCHES.c.row.desc())
    ).all()
    counters = [_counter(session, gesture, row) for row in rows]
    first = next_row(session, _MATCHES, max(1, len(counters)))
    insert_into(
        session, _MATCHES, [{**each, "row": first + place} for place, each in enumerate(counters)]
    )
    forget(session, gesture, [MatchRuleId(row.rule_id) for row in rows if row.rule_id is not None])
    return MatchUndone(
        match_ids=tuple(MatchId(row.id) for row in rows),
        line_ids=tuple(dict.fromkeys(BankLineId(row.line_id) for row in rows)),
        amount=total(row.amount for row in rows),
        payments=sum(row.payment_id is not None for row in rows),
    )


def _lock(session: Session, match_ids: Sequence[MatchId]) -> None:
    """Let no other station match lines of these accounts meanwhile."""
    found = session.execute(
        select(_MATCHES.c.id, _LINES.c.account_id)
        .join_from(_MATCHES, _LINES, _LINES.c.id == _MATCHES.c.line_id)
        .where(_MATCHES.c.id.in_(match_ids))
    ).all()
    if len(found) != len(set(match_ids)):
        raise _refused(_("il n’existe pas"), _("Rouvrez la ligne de la banque."))
    session.execute(
        select(_ACCOUNTS.c.id)
        .where(_ACCOUNTS.c.id.in_(sorted({row.account_id for row in found})))
        .order_by(_ACCOUNTS.c.id)
        .with_for_update()
    ).all()


def _counter(session: Session, gesture: Gesture, row: Any) -> dict[str, Any]:
    """Return the counter-entry of a match, once what it recorded was paid back."""
    back = None
    if row.payment_id is not None:
        back = unsettle(session, gesture, row.target, PaymentId(row.payment_id))
    same = {name: getattr(row, name) for name in _SAME}
    return {
        **same,
        "id": MatchId(new_id()),
        "amount": -row.amount,
        "fee": -row.fee,
        "payment_id": back,
        "undoes_id": row.id,
        "at": gesture.at,
        "by": gesture.person,
        "station_id": gesture.station_id,
    }


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(
        _("Le rapprochement n’a pas été annulé\u00a0: {why}.").format(why=why), advice
    )
