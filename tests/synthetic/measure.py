"""How much of what is proposed is right, month after month, as she teaches."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from merchant_desk.rules.matching.learned import LearnedRule
from merchant_desk.rules.matching.pattern import pattern_of
from merchant_desk.rules.matching.proposals import proposals
from merchant_desk.rules.matching.teaching import Choice, accepted
from merchant_desk.values.cash_match import Candidate, MatchProposal
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.ids import BankLineId, MatchRuleId
from merchant_desk.values.money import Money
from tests.synthetic.bank_year import FIRST, Known, Told, TrueLine, Year, year
from tests.synthetic.customers import customers
from tests.synthetic.goes_out import bank_and_own, comes_back, suppliers, taxes, unforeseen
from tests.synthetic.oddities import given_back, paid_twice, same_each_month
from tests.synthetic.providers import deposits, payouts

MAKERS = (
    customers, payouts, deposits, suppliers, comes_back, taxes, bank_and_own, unforeseen,
    same_each_month, paid_twice, given_back,
)  # fmt: skip
_DAYS_OF_PERIOD = 31
_CENTS = 5


@dataclass(slots=True)
class Rates:
    """What was proposed over a year, and how much of it was right."""

    lines: int = 0
    sure: int = 0
    sure_right: int = 0
    first_right: int = 0
    wrong_sure: list[tuple[TrueLine, MatchProposal]] = field(default_factory=list)
    missed: list[tuple[TrueLine, MatchProposal | None]] = field(default_factory=list)
    by_kind: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def sure_are_right(self) -> float:
        """Return the share of what was sure that was right."""
        return self.sure_right / self.sure

    @property
    def first_is_right(self) -> float:
        """Return the share of the lines whose first proposal was right."""
        return self.first_right / self.lines


@dataclass(slots=True)
class _Desk:
    """What the desk knows as the year goes: what is open, and what she taught."""

    left: dict[tuple[MatchTarget, bytes | None, object], int] = field(default_factory=dict)
    rules: dict[tuple[bytes, bool, str], LearnedRule] = field(default_factory=dict)


def made(seed: int) -> Year:
    """Return the year of a seed."""
    return year(seed, MAKERS)


def measured(seed: int) -> Rates:
    """Propose, judge and teach, month by month."""
    told, rates, desk = made(seed), Rates(), _Desk()
    for number in range(12):
        first = FIRST + timedelta(number * _DAYS_OF_PERIOD)
        last = first + timedelta(_DAYS_OF_PERIOD - 1)
        month = [each for each in told.lines if first <= each.fact.booked_on <= last]
        openly = list(_open(told.known, desk, last))
        found = proposals([each.fact for each in month], openly, list(desk.rules.values()))
        firsts: dict[BankLineId, MatchProposal] = {}
        for proposal in found:
            for line_id in proposal.line_ids:
                firsts.setdefault(line_id, proposal)
        for each in month:
            _judge(rates, each, firsts.get(each.fact.line_id))
            _teach(desk, each)
    return rates


def _open(known: Sequence[Known], desk: _Desk, last: object) -> Iterator[Candidate]:
    for each in known:
        candidate = each.candidate
        if each.from_day > last:  # type: ignore[operator]  # told by then
            continue
        left = candidate.amount.cents - desk.left.get(_key(candidate), 0)
        settled = _key(candidate) in desk.left
        if candidate.low is not None:
            if not settled:
                yield candidate
        elif left:
            yield candidate if not settled else replace(candidate, amount=Money(left))


def _key(candidate: Candidate) -> tuple[MatchTarget, bytes | None, object]:
    times = candidate.target in (MatchTarget.RECURRING, MatchTarget.CATEGORY)
    day = (candidate.due_on, candidate.category) if times else None
    return (candidate.target, candidate.target_id, day)


def _judge(rates: Rates, line: TrueLine, first: MatchProposal | None) -> None:
    right = first is not None and is_right(line, first)
    rates.lines += 1
    rates.first_right += right
    rates.by_kind[line.kind, "right" if right else "wrong"] += 1
    if not right:
        rates.missed.append((line, first))
    if first is not None and first.sureness is Sureness.SURE:
        rates.sure += 1
        rates.sure_right += right
        rates.by_kind[line.kind, "sure"] += 1
        if not right:
            rates.wrong_sure.append((line, first))


def is_right(line: TrueLine, found: MatchProposal) -> bool:
    """Tell whether a proposal says of a line what it is, to a few cents."""
    parts = found.parts
    if len(found.line_ids) > 1:
        parts = (parts[found.line_ids.index(line.fact.line_id)],)
    proposed = {
        (each.target, each.target_id, each.category): (each.amount - each.fee).cents
        for each in parts
        if not _is_gap(each.category, each.amount.cents)
    }
    truth = {
        (each.target, each.target_id, each.category): each.cents
        for each in line.truth
        if not _is_gap(each.category, each.cents)
    }
    return proposed.keys() == truth.keys() and all(
        abs(proposed[key] - truth[key]) <= _CENTS for key in truth
    )


def _is_gap(category: CashCategory, cents: int) -> bool:
    return category is CashCategory.OTHER and abs(cents) <= _CENTS


def _teach(desk: _Desk, line: TrueLine) -> None:
    """Note what the line settles, and what her accepting the truth teaches."""
    for told in line.truth:
        key = (told.target, told.target_id, None)
        if told.target is MatchTarget.RECURRING or told.target is MatchTarget.CATEGORY:
            continue
        desk.left[key] = desk.left.get(key, 0) + told.cents
    _learn(desk, line, line.truth[0])


def _learn(desk: _Desk, line: TrueLine, told: Told) -> None:
    fact = line.fact
    pattern = pattern_of(fact.label)
    if not pattern:
        return
    key = (fact.account_id, fact.amount.cents > 0, pattern)
    rule = desk.rules.get(key) or LearnedRule(
        rule_id=MatchRuleId(bytes(16)),
        account_id=fact.account_id,
        pattern=pattern,
        incoming=fact.amount.cents > 0,
        target=told.target,
        target_id=told.target_id,
        category=told.category,
        accepted=0,
        refused=0,
        party=told.party,
    )
    choice = Choice(told.target, told.target_id, told.category, fact.amount, told.party)
    desk.rules[key] = accepted(rule, choice)
