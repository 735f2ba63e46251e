"""What the page of matching is told: the months, the lines of one choice, what may be searched."""

from datetime import date

import pytest

from merchant_desk.database.database import Database
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.queries import match_page as page
from merchant_desk.queries.match_page import MatchPage, PageAsked, match_page
from merchant_desk.queries.match_search import search_choices
from merchant_desk.values.cash_proposal import ProposedLine
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from tests.operations.match_desk import TODAY, by_hand, part
from tests.ui.cash_match.bank import fill

_NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def shop(sqlite_database: Database, gesture: Gesture) -> Database:
    fill(sqlite_database, gesture)
    return sqlite_database


def _page(database: Database, gesture: Gesture, asked: PageAsked | None = None) -> MatchPage:
    with database.read() as session:
        return match_page(session, gesture.station_id, TODAY, asked or PageAsked())


def _line(database: Database, gesture: Gesture, label: str) -> ProposedLine:
    (found,) = (e for e in _page(database, gesture).waiting if label in e.fact.label)
    return found


def test_months_count_what_waits_and_what_is_done(database: Database, gesture: Gesture) -> None:
    fill(database, gesture)
    line = _line(database, gesture, "PAPETERIE")
    database.gesture(accept_match, gesture, by_hand(line, part(-22_000, CashCategory.GOODS)))

    told = _page(database, gesture, PageAsked(matched=True))

    assert [(e.month, e.lines, e.waiting, e.matched) for e in told.months] == [
        (_NOVEMBER, 10, 9, 1)
    ]
    assert [e.line.fact.label for e in told.matched] == ["CB PAPETERIE DU PORT"]
    assert told.waiting == ()


def test_a_line_matched_for_a_part_still_waits(shop: Database, gesture: Gesture) -> None:
    line = _line(shop, gesture, "PAPETERIE")
    shop.gesture(accept_match, gesture, by_hand(line, part(-15_000, CashCategory.GOODS)))

    assert _line(shop, gesture, "PAPETERIE").fact.amount == Money(-7_000)
    assert _page(shop, gesture).all_waiting == 10


def test_too_many_lines_are_shown_by_month_the_newest_that_waits_first(
    shop: Database, gesture: Gesture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _page(shop, gesture).asked.month is None

    monkeypatch.setattr(page, "_AT_ONCE", 9)

    assert _page(shop, gesture).asked.month == _NOVEMBER
    october = _page(shop, gesture, PageAsked(month=date(2026, 10, 1)))
    assert (october.waiting, october.asked.month) == ((), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("hotel pont", ["Facture INA2026-000001, Hôtel du Pont"]),
        ("000003", ["Facture INA2026-000003, Gîte Les Cigales"]),
        ("480,00", ["Facture INA2026-000002, Café des Arts"]),
        ("assurance", ["Assurance"]),
        ("rien de tel", []),
    ],
)
def test_a_choice_is_found_by_name_number_amount_or_category(
    shop: Database, gesture: Gesture, typed: str, labels: list[str]
) -> None:
    line = _line(shop, gesture, "DURAND").fact

    with shop.read() as session:
        found = search_choices(session, gesture.station_id, TODAY, line, typed)

    assert [each.label for each in found] == labels


def test_a_category_has_the_amount_of_the_line(shop: Database, gesture: Gesture) -> None:
    line = _line(shop, gesture, "PAPETERIE").fact

    with shop.read() as session:
        (found,) = search_choices(session, gesture.station_id, TODAY, line, "marchand")

    assert (found.target, found.amount) == (MatchTarget.CATEGORY, Money(-22_000))
