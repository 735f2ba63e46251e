"""What she may match a line with by hand: everything that is open, the nearest first."""

from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.match_candidates import match_candidates
from merchant_desk.values.cash_match import Candidate, LineFact
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import StationId

MOST = 60


def match_choices(
    session: Session,
    station_id: StationId,
    today: date,
    line: LineFact,
    text: str = "",
    memory: ForecastMemory | None = None,
) -> tuple[Candidate, ...]:
    """Return what is open and has these words, or this amount: that of the line's first.

    What goes the other way comes last: a credit note may be in a transfer.
    """
    days = (line.booked_on, line.booked_on)
    every = match_candidates(session, station_id, today, days, memory)
    words = folded(text).split()
    found = [each for each in every if _has(each, words)]
    return tuple(sorted(found, key=lambda each: _far(each, line))[:MOST])


def _has(candidate: Candidate, words: list[str]) -> bool:
    if not words:
        return True
    euros, cents = divmod(abs(candidate.amount.cents), 100)
    amount = f"{euros},{cents:02}"
    told = folded(" ".join((candidate.label, *candidate.names, *candidate.numbers, amount)))
    return all(word in told for word in words)


def _far(candidate: Candidate, line: LineFact) -> tuple[bool, int, int, str]:
    other_way = (candidate.amount.cents > 0) != (line.amount.cents > 0)
    days = abs((line.booked_on - candidate.due_on).days) if candidate.due_on else 0
    return (other_way, abs((candidate.amount - line.amount).cents), days, candidate.label)
