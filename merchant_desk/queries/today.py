"""The day at a glance: what is late, short, new, waiting, to check, and where each is put right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy.orm import Session

from merchant_desk.queries.today_facts import DayFacts, day_facts
from merchant_desk.queries.today_words import detail_of, sentence_of
from merchant_desk.values.ids import id_text

PRINT_QUEUE = "print_queue"
"""Not a screen: the window that shows what is to be printed."""


class TodayCard(StrEnum):
    """The groups of the page."""

    SHIP = "ship"
    NEW = "new"
    WAITING = "waiting"
    CHECK = "check"


class Urgency(StrEnum):
    """How much a line wants to be looked at."""

    NOW = "now"
    SOON = "soon"
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One thing of the day: how many, in a sentence, and the screen that puts it right."""

    key: str
    card: TodayCard
    count: int
    sentence: str
    detail: str
    urgency: Urgency
    screen: str
    argument: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Today:
    """The page: its lines (only what there is), and what it says when there is nothing."""

    lines: tuple[TodayLine, ...]
    to_prepare: int
    late: int
    first_run: bool
    has_shop: bool

    @property
    def calm(self) -> bool:
        """Tell whether nothing asks for anyone."""
        return all(line.urgency is Urgency.CALM for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Kind:
    card: TodayCard
    urgency: Urgency
    screen: str
    argument: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _kind(card: TodayCard, urgency: Urgency, screen: str, **argument: str) -> _Kind:
    return _Kind(card, urgency, screen, MappingProxyType(argument))


_KINDS: dict[str, _Kind] = {
    "late": _kind(TodayCard.SHIP, Urgency.NOW, "orders", tab="late"),
    "due": _kind(TodayCard.SHIP, Urgency.SOON, "orders", tab="to_prepare", mark="due_today"),
    "later": _kind(TodayCard.SHIP, Urgency.CALM, "orders", tab="to_prepare", mark="due_later"),
    "in_progress": _kind(TodayCard.SHIP, Urgency.CALM, "orders", tab="in_progress"),
    "short": _kind(TodayCard.SHIP, Urgency.SOON, "orders", mark="short"),
    "new": _kind(TodayCard.NEW, Urgency.CALM, "orders", tab="all"),
    "notes": _kind(TodayCard.NEW, Urgency.CALM, "orders", tab="to_prepare", mark="note"),
    "unpaid": _kind(TodayCard.WAITING, Urgency.CALM, "orders", tab="waiting"),
    "overdue": _kind(TodayCard.WAITING, Urgency.SOON, "invoices", tab="late"),
    "prints": _kind(TodayCard.WAITING, Urgency.SOON, PRINT_QUEUE),
    "doubtful": _kind(TodayCard.CHECK, Urgency.SOON, PRINT_QUEUE),
    "unsent": _kind(TodayCard.WAITING, Urgency.SOON, "sync", tab="waiting"),
    "unreached": _kind(TodayCard.CHECK, Urgency.NOW, "to_check", kind="shop"),
    "identity": _kind(TodayCard.CHECK, Urgency.NOW, "settings", section="shop"),
    "refused": _kind(TodayCard.CHECK, Urgency.NOW, "to_check", kind="message"),
    "differs": _kind(TodayCard.CHECK, Urgency.SOON, "sync", tab="parity"),
    "blocked": _kind(TodayCard.CHECK, Urgency.NOW, "orders", tab="blocked"),
    "parked": _kind(TodayCard.CHECK, Urgency.NOW, "to_check", kind="parked"),
    "conflicts": _kind(TodayCard.CHECK, Urgency.NOW, "to_check", kind="conflict"),
    "shortages": _kind(TodayCard.CHECK, Urgency.SOON, "to_check", kind="shortage"),
    "negative": _kind(TodayCard.CHECK, Urgency.SOON, "stock", shown="negative"),
    "returns_late": _kind(TodayCard.CHECK, Urgency.NOW, "returns", shown="to_refund"),
    "returns": _kind(TodayCard.CHECK, Urgency.SOON, "returns"),
    "under": _kind(TodayCard.CHECK, Urgency.SOON, "purchases", page="reorder"),
    "starting": _kind(TodayCard.NEW, Urgency.CALM, "promotions"),
    "ending": _kind(TodayCard.NEW, Urgency.CALM, "promotions"),
    "aside": _kind(TodayCard.CHECK, Urgency.SOON, "stock", aside="1"),
}


LINES = tuple(_KINDS)
"""What the page can tell, by the name of its line."""


def today(session: Session, now: datetime, since: datetime) -> Today:
    """Return the page as it stands at ``now``; « nouvelles » are those placed after ``since``."""
    facts = day_facts(session, now, since)
    lines = tuple(_line(key, kind, facts, now) for key, kind in _KINDS.items() if facts.count(key))
    return Today(
        lines=lines,
        to_prepare=facts.count("ready"),
        late=facts.count("late"),
        first_run=not facts.count("orders") and not facts.count("products"),
        has_shop=bool(facts.count("shops")),
    )


def _line(key: str, kind: _Kind, facts: DayFacts, now: datetime) -> TodayLine:
    count = facts.count(key)
    argument = kind.argument
    if key == "new":  # the list it opens holds what was counted, no more
        argument = MappingProxyType({**argument, "new_since": facts.since.isoformat()})
    if key in facts.promotions:
        promotion = id_text(facts.promotions[key].id)
        argument = MappingProxyType({"promotion": promotion} if count == 1 else {})
    return TodayLine(
        key=key,
        card=kind.card,
        count=count,
        sentence=sentence_of(key, count),
        detail=detail_of(key, facts, now),
        urgency=kind.urgency,
        screen=kind.screen,
        argument=argument,
    )
