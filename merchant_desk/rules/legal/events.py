"""The days of trade: when Black Friday, Mother's Day and the others fall."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.rules.legal.answer import Value
from merchant_desk.rules.legal.events_data import DatedEvent, dated_events
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.holidays import easter, is_known_year
from merchant_desk.rules.legal.questions import CommercialEvent
from merchant_desk.rules.legal.words_of_law import EventName

WATCHED_DAYS = 30
"""For how many days before an event a lower price lowers the prior price of the event."""
_THURSDAY, _SUNDAY = 3, 6
_WHIT_SUNDAY = 49
_MARDI_GRAS = -47


@dataclass(frozen=True, slots=True)
class TradeEvent:
    """An event of the trade, named in French."""

    name: str
    french: str
    day: date

    @property
    def window_start(self) -> date:
        """Return the first of the days whose lowest price is the prior price of the event."""
        return self.day - timedelta(days=WATCHED_DAYS)

    @property
    def window_end(self) -> date:
        """Return the eve."""
        return self.day - timedelta(days=1)

    @property
    def advice(self) -> str:
        """Return which prices to watch before it."""
        return (
            f"{self.french}\u00a0: {said_day(self.day)}. Fenêtre de prix à surveiller\u00a0: "
            f"du {said_day(self.window_start)} au {said_day(self.window_end)}."
        )


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _last(year: int, month: int, weekday: int) -> date:
    end = date(year, month, monthrange(year, month)[1])
    return end - timedelta(days=(end.weekday() - weekday) % 7)


def _mothers_day(year: int) -> date:
    """Return the last Sunday of May, or the first of June when that one is Whit Sunday."""
    day = _last(year, 5, _SUNDAY)
    return _nth(year, 6, _SUNDAY, 1) if day == easter(year) + timedelta(_WHIT_SUNDAY) else day


def _black_friday(year: int) -> date:
    """Return the day after the fourth Thursday of November, which may be the fifth Friday."""
    return _nth(year, 11, _THURSDAY, 4) + timedelta(days=1)


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


_EVENTS: Mapping[EventName, tuple[str, Callable[[int], date]]] = {
    "epiphany": ("Épiphanie", _on(1, 6)),
    "candlemas": ("Chandeleur", _on(2, 2)),
    "valentine": ("Saint-Valentin", _on(2, 14)),
    "mardi_gras": ("Mardi gras", lambda year: easter(year) + timedelta(days=_MARDI_GRAS)),
    "grandmothers_day": ("Fête des grands-mères", lambda year: _nth(year, 3, _SUNDAY, 1)),
    "womens_day": ("Journée des droits des femmes", _on(3, 8)),
    "easter": ("Pâques", easter),
    "labour_day": ("1er mai (muguet)", _on(5, 1)),
    "mothers_day": ("Fête des mères", _mothers_day),
    "fathers_day": ("Fête des pères", lambda year: _nth(year, 6, _SUNDAY, 3)),
    "music_day": ("Fête de la musique", _on(6, 21)),
    "bastille_day": ("Fête nationale", _on(7, 14)),
    "halloween": ("Halloween", _on(10, 31)),
    "singles_day": ("Singles’ Day", _on(11, 11)),
    "beaujolais_nouveau": ("Beaujolais nouveau", lambda year: _nth(year, 11, _THURSDAY, 3)),
    "black_friday": ("Black Friday", _black_friday),
    "cyber_monday": ("Cyber Monday", lambda year: _black_friday(year) + timedelta(days=3)),
    "saint_nicholas": ("Saint-Nicolas", _on(12, 6)),
    "christmas": ("Noël", _on(12, 25)),
}


def event_in(name: EventName, year: int) -> TradeEvent | None:
    """Return an event of a year; None for a year whose Easter cannot be worked out."""
    if not is_known_year(year):
        return None
    french, day_of = _EVENTS[name]
    return TradeEvent(name, french, day_of(year))


def events_between(first: date, last: date) -> tuple[TradeEvent, ...]:
    """Return the events from one day to another, both included, the earliest first.

    Those without a formula (the start of the school year) come from data, as far as it is known.
    """
    found = [
        event
        for year in range(first.year, last.year + 1)
        for event in (event_in(name, year) for name in _EVENTS)
        if event is not None and first <= event.day <= last
    ]
    found += [_told(each) for each in dated_events() if first <= each.day <= last]
    return tuple(sorted(found, key=lambda each: each.day))


def _told(told: DatedEvent) -> TradeEvent:
    return TradeEvent(told.name, told.french, told.day)


def value_of_event(question: CommercialEvent) -> Value:
    """Return the day of an event and the days whose prices count for it."""
    event = event_in(question.event, question.year)
    if event is None:
        return {"date": None, "window_start": None, "window_end": None}
    return {
        "date": event.day.isoformat(),
        "window_start": event.window_start.isoformat(),
        "window_end": event.window_end.isoformat(),
    }
