"""Two lines that answer each other: a debit and its rejection, a transfer between own accounts."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

from merchant_desk.rules.matching.clues import Clues
from merchant_desk.rules.matching.names import name_words
from merchant_desk.rules.matching.pattern import words_of
from merchant_desk.values.cash_match import MatchProposal, ProposedPart
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.texts import _

_REJECTED = frozenset(
    words_of(
        "rejet rejete rejetes impaye impayes retour annulation annul extourne regul represente"
    )
)
_INSIDE = frozenset(words_of("interne internes tresorerie livret epargne nivellement"))
_TO_BE_REJECTED = timedelta(10)
_TO_ARRIVE = timedelta(4)


def pair_proposals(every: Sequence[Clues], own_ibans: Collection[str]) -> Iterator[MatchProposal]:
    """Yield a proposal for each two lines of opposite amounts that answer each other."""
    by_size: defaultdict[int, list[Clues]] = defaultdict(list)
    for clues in every:
        by_size[abs(clues.line.amount.cents)].append(clues)
    for several in by_size.values():
        if len(several) > 1:
            yield from _pairs(several, own_ibans)


def _pairs(several: list[Clues], own_ibans: Collection[str]) -> Iterator[MatchProposal]:
    ordered = sorted(several, key=lambda each: each.line.booked_on)
    went = [each for each in ordered if each.line.amount.cents < 0]
    one_account = len({each.line.account_id for each in ordered}) == 1
    came = [
        each
        for each in ordered
        if each.line.amount.cents > 0 and not (one_account and _REJECTED.isdisjoint(each.words))
    ]
    for back in came:
        for out in reversed(went):
            found = _rejection(out, back) or _own_transfer(out, back, own_ibans, len(ordered))
            if found is not None:
                went.remove(out)
                yield found
                break


def _rejection(out: Clues, back: Clues) -> MatchProposal | None:
    """Return the proposal for a debit that its bank gave back, however it says so."""
    gap = back.line.booked_on - out.line.booked_on
    if out.line.account_id != back.line.account_id:
        return None
    if not timedelta(0) <= gap <= _TO_BE_REJECTED or _REJECTED.isdisjoint(back.words):
        return None
    same = name_words(out.pattern) & name_words(back.pattern) - _REJECTED
    sureness = Sureness.SURE if same else Sureness.LIKELY
    reason = _("Ces deux lignes se compensent\u00a0: la seconde dit que la première est revenue.")
    return _proposal(out, back, CashCategory.OTHER, sureness, reason)


def _own_transfer(
    out: Clues, back: Clues, own_ibans: Collection[str], alike: int
) -> MatchProposal | None:
    """Return the proposal for money that went from one account of the shop to another."""
    gap = abs(back.line.booked_on - out.line.booked_on)
    if out.line.account_id == back.line.account_id or gap > _TO_ARRIVE:
        return None
    told = any(_is_inside(each, own_ibans) for each in (out, back))
    sureness = Sureness.SURE if told and alike == 2 else Sureness.LIKELY  # noqa: PLR2004 - these two alone
    reason = _("Le même montant sort d’un de vos comptes et entre dans l’autre.")
    return _proposal(out, back, CashCategory.TRANSFER, sureness, reason)


def _is_inside(clues: Clues, own_ibans: Collection[str]) -> bool:
    return clues.iban in own_ibans or not clues.words.isdisjoint(_INSIDE)


def _proposal(
    out: Clues, back: Clues, category: CashCategory, sureness: Sureness, reason: str
) -> MatchProposal:
    parts = tuple(
        ProposedPart(
            target=MatchTarget.CATEGORY,
            target_id=None,
            category=category,
            amount=each.line.amount,
            label=each.line.label,
        )
        for each in (out, back)
    )
    return MatchProposal(
        line_ids=(out.line.line_id, back.line.line_id),
        parts=parts,
        sureness=sureness,
        reason=reason,
    )
