"""The price ledger against a model that anyone can read: one moment after the other."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.rules.price_ledger import PriceLine, price_at, price_spans
from merchant_desk.values.money import Money

DAY_0 = datetime(2026, 11, 1, tzinfo=UTC)
LAST = 14


def hour(count: int) -> datetime:
    return DAY_0 + timedelta(hours=count)


@st.composite
def ledgers(draw: st.DrawFn) -> list[PriceLine]:
    """Lines in the order in which they were written; several may be learnt at one instant."""
    lines = []
    learned = 0
    for _ in range(draw(st.integers(0, 7))):
        learned += draw(st.integers(0, 3))
        start = draw(st.integers(0, LAST - 1))
        end = draw(st.none() | st.integers(start + 1, LAST))
        lines.append(
            PriceLine(
                Money(draw(st.integers(1, 4)) * 100),
                hour(start),
                hour(learned),
                None if end is None else hour(end),
            )
        )
    return lines


def calendar(lines: Sequence[PriceLine], known_at: datetime | None) -> dict[datetime, PriceLine]:
    """Write each line over a calendar of hours, in the order in which they were learnt."""
    written: dict[datetime, PriceLine] = {}
    for line in lines:
        if known_at is not None and line.learned_at > known_at:
            continue
        moment = line.from_at
        while moment <= hour(LAST + 1) and (line.until_at is None or moment < line.until_at):
            written[moment] = line
            moment += timedelta(hours=1)
    return written


@settings(max_examples=400, deadline=None)
@given(lines=ledgers(), known=st.none() | st.integers(-1, 22))
def test_at_every_moment_the_line_learnt_last_is_right(
    lines: list[PriceLine], known: int | None
) -> None:
    known_at = None if known is None else hour(known)

    believed = calendar(lines, known_at)
    for count in range(-1, LAST + 2):
        assert price_at(lines, hour(count), known_at) is believed.get(hour(count))


@settings(max_examples=400, deadline=None)
@given(lines=ledgers(), known=st.none() | st.integers(-1, 22))
def test_spans_say_at_every_moment_what_the_lines_say_and_never_overlap(
    lines: list[PriceLine], known: int | None
) -> None:
    known_at = None if known is None else hour(known)

    spans = price_spans(lines, known_at)

    believed = calendar(lines, known_at)
    for count in range(-1, LAST + 2):
        at = hour(count)
        covering = [
            each
            for each in spans
            if each.from_at <= at and (each.until_at is None or at < each.until_at)
        ]
        right = believed.get(at)
        assert [each.line for each in covering] == ([] if right is None else [right])
        assert [each.price for each in covering] == ([] if right is None else [right.price])
    for one, other in pairwise(spans):
        assert one.until_at is not None
        assert one.until_at <= other.from_at
        assert one.until_at < other.from_at or one.line is not other.line


@settings(max_examples=200, deadline=None)
@given(lines=ledgers(), known=st.integers(0, 22), at=st.integers(0, LAST))
def test_what_was_believed_at_an_instant_never_changes_by_what_is_learnt_later(
    lines: list[PriceLine], known: int, at: int
) -> None:
    later = PriceLine(Money(999), hour(0), hour(known) + timedelta(seconds=1))

    assert price_at([*lines, later], hour(at), hour(known)) is price_at(
        lines, hour(at), hour(known)
    )
    assert price_at([*lines, later], hour(at), later.learned_at) is not None


def test_a_line_holds_from_its_first_instant_and_no_more_at_its_end() -> None:
    line = PriceLine(Money(100), hour(1), hour(0), hour(2))

    assert price_at([line], hour(1)) is line
    assert price_at([line], hour(2) - timedelta(microseconds=1)) is line
    assert price_at([line], hour(2)) is None
    assert price_at([line], hour(1), known_at=hour(0)) is line
    assert price_at([line], hour(1), known_at=hour(0) - timedelta(microseconds=1)) is None
