"""The parts of a proposal put onto its lines, never more than is left of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.values.cash_match import LineFact, ProposedPart
from merchant_desk.values.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Share:
    """What of one line is for one part."""

    line: LineFact
    part: ProposedPart
    amount: Money
    fee: Money


def shares(lines: Sequence[LineFact], parts: Sequence[ProposedPart]) -> tuple[Share, ...] | None:
    """Return which line pays which part, or None when the parts are more than the lines.

    One line may hold parts of both signs, a credit note in a transfer. Several lines pay parts of
    their own sign, the first ones first.
    """
    if any(not part.amount for part in parts):
        return None
    if len(lines) == 1:
        return _of_one(lines[0], parts)
    left = [line.amount.cents for line in lines]
    found = []
    for part in parts:
        wanted = part.amount.cents
        pieces = []
        for place, line in enumerate(lines):
            if wanted and (left[place] > 0) == (wanted > 0) and left[place]:
                taken = min(left[place], wanted, key=abs)
                left[place] -= taken
                wanted -= taken
                pieces.append((line, Money(taken)))
        if wanted:
            return None
        *before, (last, amount) = pieces
        found += [Share(line, part, piece, ZERO) for line, piece in before]
        found.append(Share(last, part, amount, part.fee))
    return tuple(found)


def _of_one(line: LineFact, parts: Sequence[ProposedPart]) -> tuple[Share, ...] | None:
    whole = sum(part.amount.cents for part in parts)
    fits = whole and (whole > 0) == (line.amount.cents > 0) and abs(whole) <= abs(line.amount.cents)
    if not fits:
        return None
    return tuple(Share(line, part, part.amount, part.fee) for part in parts)
