"""A line that names what comes back, of another amount: it changed, or one of several is paid."""

from merchant_desk.rules.matching.clues import Clues, Proof, is_in_time
from merchant_desk.rules.matching.known import Known
from merchant_desk.rules.matching.single import part_of
from merchant_desk.values.cash_match import Candidate, MatchProposal
from merchant_desk.values.cash_words import MatchTarget, Sureness
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_LEAST, _CHANGED, _MOST = 25, 75, 150
"""Percents of what was awaited: less is something else, so is more; between, it changed."""


def due_proposals(clues: Clues, known: Known) -> list[MatchProposal]:
    """Return the time of what comes back that a line is for, though its amount is another."""
    named = (party for party, proof in clues.named.items() if proof & Proof.NAME)
    found = [
        each
        for party in named
        for place in known.of_party[party]
        if (each := known.candidates[place]).target is MatchTarget.RECURRING
        and _LEAST <= _percent(clues, each) <= _MOST
        and is_in_time(clues.line, each)
    ]
    if not found:
        return []
    best = min(found, key=lambda each: _apart(clues, each))
    return [
        MatchProposal(
            line_ids=(clues.line.line_id,),
            parts=(part_of(best, clues.line.amount),),
            sureness=Sureness.LIKELY,
            reason=_reason(clues, best),
        )
    ]


def _percent(clues: Clues, candidate: Candidate) -> int:
    return 100 * clues.line.amount.cents // candidate.amount.cents if candidate.amount else 0


def _apart(clues: Clues, candidate: Candidate) -> tuple[int, int]:
    days = abs((clues.line.booked_on - (candidate.due_on or clues.line.booked_on)).days)
    return abs(clues.line.amount.cents - candidate.amount.cents), days


def _reason(clues: Clues, candidate: Candidate) -> str:
    if _percent(clues, candidate) < _CHANGED:
        words = _("Le libellé nomme {label}\u00a0: cette ligne en est une part.")
    else:
        words = _("Le libellé nomme {label}, attendu à {amount}\u00a0: le montant a changé.")
    awaited = euros(Money(abs(candidate.amount.cents)))
    return words.format(label=candidate.label, amount=awaited)
