"""One line for several documents, for a part of one, or for one less what a bank kept."""

from merchant_desk.rules.matching.clues import Clues, Proof, is_in_time
from merchant_desk.rules.matching.known import DOCUMENTS, Known
from merchant_desk.rules.matching.single import part_of
from merchant_desk.rules.matching.sums import MOST, adding_up
from merchant_desk.values.cash_match import Candidate, MatchProposal, ProposedPart
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_CENTS_OFF = 5
_MOST_FEE = 3_500
_FEE_PERCENT = 6
_ABROAD = frozenset(
    {"swift", "international", "etranger", "foreign", "frais", "intl", "oui", "sha"}
)


def several_proposals(clues: Clues, known: Known) -> list[MatchProposal]:
    """Return what a line would be that no candidate of its amount explains."""
    quoted = _quoted(clues, known)
    if len(quoted) > 1 and (listed := _listed(clues, known, quoted)):
        return [listed]
    of_party = _of_party(clues, known, quoted)
    if together := _together(clues, known, of_party, quoted):
        return together
    wanted = quoted or of_party
    if not wanted:  # a name that its bank shortened in the middle still has a word of its own
        return _together(clues, known, _of_party(clues, known, quoted, Proof.PART), quoted)
    near = [found for place in wanted if (found := _near(clues, known, place))]
    return near[:2] or _in_part(clues, known, wanted, bool(quoted))


def _quoted(clues: Clues, known: Known) -> list[int]:
    """Return the documents whose number is quoted by a text that quotes no other."""
    texts = list(clues.numbers.values())
    return [
        place
        for place, text in clues.numbers.items()
        if texts.count(text) == 1
        and known.candidates[place].target in DOCUMENTS
        and is_in_time(clues.line, known.candidates[place])
    ]


def _of_party(
    clues: Clues, known: Known, quoted: list[int], least: int = Proof.STRONG
) -> list[int]:
    """Return the open documents of whom the line names, the soonest due first."""
    parties = [party for party, proof in clues.named.items() if proof & least]
    parties += [party for place in quoted for party in known.parties[place]]
    places = [place for party in parties for place in known.of_party[party]]
    places += known.by_iban.get(clues.iban, []) if clues.iban else []
    mine = [
        place
        for place in dict.fromkeys(places)
        if known.candidates[place].target in DOCUMENTS
        and is_in_time(clues.line, known.candidates[place])
    ]
    return sorted(mine, key=lambda place: (_day(known, place), place))


def _day(known: Known, place: int) -> int:
    due = known.candidates[place].due_on
    return due.toordinal() if due else 0


def _listed(clues: Clues, known: Known, quoted: list[int]) -> MatchProposal | None:
    """Return the proposal for a list of numbers in the label, when they add up."""
    if sum(known.cents[place] for place in quoted) != clues.line.amount.cents:
        return None
    reason = _("Le libellé cite ces {n} documents et leur somme est exacte.")
    return _of(clues, known, tuple(quoted), Sureness.SURE, reason.format(n=len(quoted)))


def _together(
    clues: Clues, known: Known, of_party: list[int], quoted: list[int]
) -> list[MatchProposal]:
    """Return the documents of one party that add up to the line."""
    wanted = clues.line.amount.cents
    first = [place for place in quoted if place in of_party]
    ordered = [*first, *(place for place in of_party if place not in first)]
    if len(ordered) < 2:  # noqa: PLR2004 - one document adds up to nothing
        return []
    every = tuple(ordered)
    if len(every) > MOST and sum(known.cents[place] for place in every) == wanted:
        return [_of(clues, known, every, Sureness.LIKELY, _all_words(len(every)))]
    ways = adding_up([known.cents[place] for place in ordered], wanted)
    sureness = Sureness.LIKELY
    if len(ways) == 1 and first and set(range(len(first))) <= set(ways[0]):
        sureness = Sureness.SURE
    return [
        _of(clues, known, tuple(ordered[at] for at in way), sureness, _sum_words(len(way)))
        for way in ways
    ]


def _of(
    clues: Clues, known: Known, places: tuple[int, ...], sureness: Sureness, reason: str
) -> MatchProposal:
    parts = tuple(
        part_of(known.candidates[place], known.candidates[place].amount) for place in places
    )
    return MatchProposal(
        line_ids=(clues.line.line_id,), parts=parts, sureness=sureness, reason=reason
    )


def _sum_words(count: int) -> str:
    return _("{n} documents de ce tiers font exactement ce montant.").format(n=count)


def _all_words(count: int) -> str:
    return _("Tout ce que ce tiers a d’ouvert, {n} documents, fait ce montant.").format(n=count)


def _near(clues: Clues, known: Known, place: int) -> MatchProposal | None:
    """Return the proposal for a document whose amount is missed by cents, or by a fee."""
    candidate, amount = known.candidates[place], clues.line.amount
    gap = amount - candidate.amount
    if not gap or (candidate.amount.cents > 0) != (amount.cents > 0):
        return None
    if abs(gap.cents) <= _CENTS_OFF:
        words = _("Le montant est celui de {label} à quelques centimes près.")
    elif gap.cents < 0 and _is_fee(clues, candidate.amount, gap):
        words = _("C’est {label}, moins ce qu’une banque a retenu en chemin.")
    else:
        return None
    reason = words.format(label=candidate.label)
    return _proposal(clues, _settled(candidate, amount), Sureness.LIKELY, reason)


def _settled(candidate: Candidate, amount: Money) -> tuple[ProposedPart, ...]:
    """Return the parts of a line that settle a document: a bank kept the gap, or it is left over.

    Where less went out than is owed, the document stays open for those cents.
    """
    gap = amount - candidate.amount
    if gap.cents < 0:
        return (part_of(candidate, amount, gap),)
    if amount.cents < 0:
        return (part_of(candidate, amount),)
    rest = ProposedPart(
        target=MatchTarget.CATEGORY,
        target_id=None,
        category=CashCategory.OTHER,
        amount=gap,
        label=_("Écart de règlement"),
    )
    return (part_of(candidate, candidate.amount), rest)


def _is_fee(clues: Clues, owed: Money, gap: Money) -> bool:
    """Tell whether what is missing can be what banks kept of a transfer from abroad."""
    small = -gap.cents <= _MOST_FEE and -gap.cents * 100 <= abs(owed.cents) * _FEE_PERCENT
    abroad = bool(clues.iban) and not clues.iban.startswith("FR")
    return small and (abroad or not _ABROAD.isdisjoint(clues.words))


def _in_part(clues: Clues, known: Known, places: list[int], is_quoted: bool) -> list[MatchProposal]:
    """Return the proposal that a line pays a part of a document, or more than it."""
    amount = clues.line.amount
    same = [place for place in places if (known.cents[place] > 0) == (amount.cents > 0)]
    larger = [place for place in same if abs(known.cents[place]) > abs(amount.cents)]
    sureness = Sureness.LIKELY if is_quoted or len(same) == 1 else Sureness.POSSIBLE
    if larger:
        candidate = known.candidates[larger[0]]
        words = _("Le libellé désigne {label}, qui n’est payée qu’en partie.")
        parts: tuple[ProposedPart, ...] = (part_of(candidate, amount),)
        return [_proposal(clues, parts, sureness, words.format(label=candidate.label))]
    if not same:
        return []
    return _more_than(clues, known, same, sureness)


def _more_than(
    clues: Clues, known: Known, places: list[int], sureness: Sureness
) -> list[MatchProposal]:
    """Return the proposal that a line pays these documents and something else, which is left."""
    left, parts = clues.line.amount, []
    for place in places:
        candidate = known.candidates[place]
        if abs(candidate.amount.cents) > abs(left.cents):
            break
        parts.append(part_of(candidate, candidate.amount))
        left -= candidate.amount
    if not parts:
        return []
    labels = ", ".join(part.label for part in parts)
    words = _("Le libellé désigne {label}, et le montant dépasse ce qui reste dû.")
    return [_proposal(clues, tuple(parts), sureness, words.format(label=labels))]


def _proposal(
    clues: Clues, parts: tuple[ProposedPart, ...], sureness: Sureness, reason: str
) -> MatchProposal:
    return MatchProposal(
        line_ids=(clues.line.line_id,), parts=parts, sureness=sureness, reason=reason
    )
