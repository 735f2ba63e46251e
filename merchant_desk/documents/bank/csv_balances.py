"""The running balance of a CSV: whether each row follows from its neighbour, whichever way down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from merchant_desk.documents.bank.refusals import refused_at, signs_are_reversed
from merchant_desk.errors import RefusedError
from merchant_desk.values.bank_file import ToldBalance, ToldLine
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class Ends:
    """The balances before the first line and after the last."""

    opening: ToldBalance | None
    closing: ToldBalance | None


def ends_of(lines: Sequence[ToldLine], balances: Sequence[int | None]) -> Ends:
    """Return the balances at both ends of lines in order of time, each row having been proved."""
    if not lines or any(each is None for each in balances):
        return _last_told(lines, balances)
    told = [each for each in balances if each is not None]
    if len(set(told)) == 1 and len(told) > 1:
        return Ends(None, None)  # the balance of the day it was downloaded, on every row
    moves = [line.amount.cents for line in lines]
    wrong = _first_break(told, moves)
    if wrong is None:
        before = Money(told[0] - moves[0])
        first, last = lines[0].booked_on, lines[-1].booked_on
        return Ends(
            ToldBalance(min(line.booked_on for line in lines) - timedelta(1), before)
            if first <= last
            else None,
            ToldBalance(max(line.booked_on for line in lines), Money(told[-1])),
        )
    if _first_break(told, [-move for move in moves]) is None:
        raise signs_are_reversed(lines[-1].booked_on)
    raise _broken(lines[wrong], Money(told[wrong] - told[wrong - 1] - moves[wrong]))


def runs_upwards(balances: Sequence[int | None], moves: Sequence[int]) -> bool:
    """Tell whether rows follow from those below them: the newest is on top."""
    pairs = [
        (over, under, move)
        for over, under, move in zip(balances, balances[1:], moves, strict=False)
        if over is not None and under is not None
    ]
    return bool(pairs) and all(over - move == under for over, under, move in pairs)


def _first_break(told: Sequence[int], moves: Sequence[int]) -> int | None:
    for place in range(1, len(told)):
        if told[place - 1] + moves[place] != told[place]:
            return place
    return None


def _last_told(lines: Sequence[ToldLine], balances: Sequence[int | None]) -> Ends:
    """Return what is known when not every row has its balance."""
    if not lines or balances[-1] is None:
        return Ends(None, None)
    return Ends(None, ToldBalance(max(each.booked_on for each in lines), Money(balances[-1])))


def _broken(line: ToldLine, difference: Money) -> RefusedError:
    return refused_at(
        line.place,
        _("le solde ne suit pas l’opération, il y a {difference} d’écart").format(
            difference=euros(difference)
        ),
        _(
            "Des opérations manquent ou ont été modifiées\u00a0: téléchargez de nouveau le "
            "fichier, ou choisissez les colonnes sans celle du solde."
        ),
    )
