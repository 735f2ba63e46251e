"""One line for one candidate of its very amount: which, and how sure."""

from dataclasses import dataclass

from merchant_desk.rules.matching.clues import Clues, Proof, is_in_time
from merchant_desk.rules.matching.known import DOCUMENTS, Known
from merchant_desk.rules.matching.numbers import printed
from merchant_desk.values.cash_match import Candidate, MatchProposal, ProposedPart
from merchant_desk.values.cash_words import MatchTarget, Sureness
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_MOST_SHOWN = 3
_MOST_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Fit:
    """A candidate of the line's amount, and what ties them."""

    place: int
    proof: int
    turn: int
    """What is paid first among equals: the oldest document (C. civ. 1342-10), else the nearest."""


def fits_of(clues: Clues, known: Known) -> list[Fit]:
    """Return every candidate of the line's amount, the best tied first, then the oldest."""
    cents = clues.line.amount.cents
    tied = [place for party in clues.named for place in known.of_party[party]]
    tied += clues.numbers
    tied += known.by_iban.get(clues.iban, []) if clues.iban else []
    fits = _fits(clues, known, [place for place in tied if _is_of(known, place, cents)])
    return fits or _fits(clues, known, known.by_amount.get(cents, [])[:_MOST_LOOKED_AT])


def _fits(clues: Clues, known: Known, places: list[int]) -> list[Fit]:
    fits = [
        Fit(place, clues.proof(known, place), _turn(clues, known.candidates[place]))
        for place in dict.fromkeys(places)
        if is_in_time(clues.line, known.candidates[place])
        and not _only_by_name(known, place, clues)
    ]
    return sorted(fits, key=lambda fit: (-fit.proof, _kind_rank(known, fit), fit.turn, fit.place))


def _is_of(known: Known, place: int, cents: int) -> bool:
    """Tell whether a candidate has this amount, or one that it may vary to."""
    return known.cents[place] == cents or _within(known.candidates[place], cents)


def single_proposals(clues: Clues, known: Known, fits: list[Fit]) -> list[MatchProposal]:
    """Return what the line would be alone, the best first."""
    best = fits[0]
    sureness = _sureness(clues, known, fits)
    return [
        whole(clues, known, fit, sureness if fit is best else _lower(fit))
        for fit in fits[:_MOST_SHOWN]
    ]


def whole(clues: Clues, known: Known, fit: Fit, sureness: Sureness) -> MatchProposal:
    """Return the proposal that the whole line is for one candidate."""
    candidate = known.candidates[fit.place]
    return MatchProposal(
        line_ids=(clues.line.line_id,),
        parts=(part_of(candidate, clues.line.amount),),
        sureness=sureness,
        reason=_reason(clues, candidate, fit, sureness),
    )


def part_of(candidate: Candidate, amount: Money, fee: Money = ZERO) -> ProposedPart:
    """Return the part of a line that is for a candidate."""
    settles = candidate.target in (MatchTarget.RECURRING, MatchTarget.CATEGORY)
    return ProposedPart(
        target=candidate.target,
        target_id=candidate.target_id,
        category=candidate.category,
        amount=amount,
        label=candidate.label,
        fee=fee,
        due_day=candidate.due_on if settles else None,
        recorded=candidate.recorded,
    )


def _within(candidate: Candidate, cents: int) -> bool:
    low, high = candidate.low, candidate.high
    return low is not None and high is not None and low.cents <= cents <= high.cents


def _only_by_name(known: Known, place: int, clues: Clues) -> bool:
    """Tell whether a candidate without a number, come back by name, is named by nothing here."""
    candidate = known.candidates[place]
    return candidate.target not in DOCUMENTS and not clues.proof(known, place)


def _turn(clues: Clues, candidate: Candidate) -> int:
    if candidate.due_on is None:
        return 0
    if candidate.target in DOCUMENTS:
        return candidate.due_on.toordinal()
    return abs((clues.line.booked_on - candidate.due_on).days)


def _kind_rank(known: Known, fit: Fit) -> int:
    """Return documents before what comes back, and an exact amount before one that varies."""
    return 0 if known.candidates[fit.place].target in DOCUMENTS else 1


def _sureness(clues: Clues, known: Known, fits: list[Fit]) -> Sureness:
    best, rivals = fits[0], _rivals(known, fits)
    strong = best.proof & Proof.STRONG
    if not strong:
        alone = not any(rival.proof >= best.proof for rival in rivals)
        return Sureness.LIKELY if best.proof and alone else Sureness.POSSIBLE
    if clues.quotes_unknown and not strong & Proof.NUMBER:
        return Sureness.LIKELY
    if strong & Proof.NUMBER:
        twin = any(rival.proof & Proof.NUMBER for rival in rivals)
    else:
        twin = any(rival.proof & (Proof.STRONG | Proof.PART) for rival in rivals)
        twin = twin or bool(clues.numbers)
    return Sureness.LIKELY if twin else Sureness.SURE


def _rivals(known: Known, fits: list[Fit]) -> list[Fit]:
    """Return the other candidates; other days of what comes back are none."""
    mine = known.candidates[fits[0].place]
    same = (mine.target, mine.target_id, mine.category)
    comes_back = mine.target not in DOCUMENTS
    return [
        fit for fit in fits[1:] if not (comes_back and _told(known.candidates[fit.place]) == same)
    ]


def _told(candidate: Candidate) -> tuple[object, ...]:
    return (candidate.target, candidate.target_id, candidate.category)


def _lower(fit: Fit) -> Sureness:
    return Sureness.LIKELY if fit.proof & Proof.STRONG else Sureness.POSSIBLE


def _reason(clues: Clues, candidate: Candidate, fit: Fit, sureness: Sureness) -> str:
    exact, is_sure = candidate.amount == clues.line.amount, sureness is Sureness.SURE
    if fit.proof & Proof.NUMBER:
        words = _("Le libellé cite «\u00a0{text}\u00a0» et le montant est exact.")
        return words.format(text=printed(candidate.numbers, clues.numbers[fit.place]))
    if fit.proof & Proof.IBAN:
        words = _("L’IBAN est celui de {label} et le montant est exact.")
    elif fit.proof & Proof.NAME and (not exact or (is_sure and candidate.target not in DOCUMENTS)):
        words = _("Le libellé nomme {label}, le montant et le jour sont ceux attendus.")
    elif fit.proof & Proof.NAME and is_sure:
        words = _("Le libellé nomme ce tiers et un seul document a ce montant\u00a0: {label}.")
    elif fit.proof & Proof.NAME:
        words = _(
            "Le libellé nomme ce tiers et le montant est exact, pas seul à l’avoir\u00a0: {label}."
        )
    elif fit.proof:
        words = _("Un mot du libellé et le montant exact désignent {label}.")
    else:
        words = _("Le montant est celui de {label}, rien d’autre ne le dit.")
    return words.format(label=candidate.label)
