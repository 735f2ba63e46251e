"""The rules that her choices taught, with the amounts that taught them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.models.base import table
from merchant_desk.models.cash import BankLine, CashMatch, MatchRule
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.bank_lines import live_matches
from merchant_desk.queries.cash_habits import buyer_name
from merchant_desk.rules.matching.learned import LearnedRule
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.ids import CashAccountId, MatchRuleId
from merchant_desk.values.money import Money

_RULES, _MATCHES, _LINES = table(MatchRule), table(CashMatch), table(BankLine)
_INVOICES, _ORDERS, _OWED = table(Invoice), table(Order), table(SupplierInvoice)
_PARTIES: dict[MatchTarget, tuple[Any, Any]] = {
    MatchTarget.CUSTOMER_INVOICE: (_INVOICES.c.id, _INVOICES.c.buyer),
    MatchTarget.ORDER: (_ORDERS.c.id, _ORDERS.c.customer_name),
    MatchTarget.SUPPLIER_INVOICE: (_OWED.c.id, _OWED.c.supplier_name),
}
_Range = tuple[Money, Money]


def learned_rules(
    session: Session, only: Sequence[MatchRuleId] | None = None
) -> tuple[LearnedRule, ...]:
    """Return the rules in use."""
    wanted = select(_RULES).where(_RULES.c.active)
    if only is not None:
        wanted = wanted.where(_RULES.c.id.in_(only))
    rows = session.execute(wanted).all()
    ranges = _ranges(session, only)
    parties = party_names(session, [(row.target, row.target_id) for row in rows])
    return tuple(
        _rule(row, ranges.get(row.id), parties.get((row.target, row.target_id), "")) for row in rows
    )


def party_names(
    session: Session, documents: Sequence[tuple[MatchTarget, bytes | None]]
) -> Mapping[tuple[MatchTarget, bytes | None], str]:
    """Return the other party of each document."""
    found: dict[tuple[MatchTarget, bytes | None], str] = {}
    for target, (key, name) in _PARTIES.items():
        ids = sorted({each for kind, each in documents if kind is target and each is not None})
        for some in chunks(ids):
            for row_id, told in session.execute(select(key, name).where(key.in_(some))):
                customer = target is MatchTarget.CUSTOMER_INVOICE
                found[target, bytes(row_id)] = buyer_name(told) if customer else str(told)
    return found


def _ranges(session: Session, only: Sequence[MatchRuleId] | None) -> Mapping[bytes, _Range]:
    """Return between which amounts the lines lay that taught each rule."""
    wanted = (
        select(_MATCHES.c.rule_id, func.min(_LINES.c.amount), func.max(_LINES.c.amount))
        .join_from(_MATCHES, _LINES, _LINES.c.id == _MATCHES.c.line_id)
        .where(_MATCHES.c.rule_id.is_not(None), live_matches())
        .group_by(_MATCHES.c.rule_id)
    )
    if only is not None:
        wanted = wanted.where(_MATCHES.c.rule_id.in_(only))
    return {bytes(key): (_money(low), _money(high)) for key, low, high in session.execute(wanted)}


def _money(told: Any) -> Money:
    return told if isinstance(told, Money) else Money(int(told))


def _rule(row: Any, span: _Range | None, party: str) -> LearnedRule:
    low, high = span or (None, None)
    return LearnedRule(
        rule_id=MatchRuleId(row.id),
        account_id=CashAccountId(row.account_id),
        pattern=row.pattern,
        incoming=row.incoming,
        target=row.target,
        target_id=row.target_id,
        category=row.category,
        accepted=row.accepted,
        refused=row.refused,
        low=low,
        high=high,
        party=party,
    )
