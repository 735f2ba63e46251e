"""What a line of the bank is for, by a number, a name, an amount or a category that she types."""

from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.match_choices import match_choices
from merchant_desk.values.cash_categories import CATEGORY_WORDS, category_words
from merchant_desk.values.cash_match import Candidate, LineFact
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import StationId


def search_choices(
    session: Session,
    station_id: StationId,
    today: date,
    line: LineFact,
    text: str,
    memory: ForecastMemory | None = None,
) -> tuple[Candidate, ...]:
    """Return the open documents that hold these words, then the categories that do."""
    words = folded(text).split()
    categories = [
        Candidate(
            target=MatchTarget.CATEGORY,
            target_id=None,
            category=category,
            amount=line.amount,
            label=category_words(category),
        )
        for category in CATEGORY_WORDS
        if words and all(word in folded(category_words(category)) for word in words)
    ]
    return (*match_choices(session, station_id, today, line, text, memory), *categories)
