"""However a year is cut into files, and in whatever order they come, it is the same year."""

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.database.database import Database, open_database
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.queries.bank_gaps import bank_gaps
from merchant_desk.values.bank_file import ToldLine
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from tests.at_length import few_or_many
from tests.makers import make_station
from tests.operations.bank_desk import YES, balance, bank_file, held, statement, told

_FIRST, _DAYS = date(2026, 1, 1), 365
_LABELS = ("VIR STRIPE", "CB CAFE", "PRLV EDF", "VIR DUPONT")


def _year(seed: int, *, numbered: bool) -> list[ToldLine]:
    """A year in which a day may hold the same line several times for real."""
    dice = random.Random(seed)
    lines: list[ToldLine] = []
    for offset in range(0, _DAYS, 2):
        for _line in range(dice.choice((0, 1, 1, 2, 3))):
            cents = dice.choice((-2_50, -2_50, 12_00, dice.randint(-90_00, 90_00) or 1))
            number = f"N{len(lines)}" if numbered else ""
            day = _FIRST + timedelta(days=offset)
            lines.append(told(day, cents, dice.choice(_LABELS), number))
    return lines


@st.composite
def _cuts(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Spans of days that cover the year, each beginning at or before the end of the last."""
    found, reached = [], 0
    while reached < _DAYS:
        end = min(_DAYS, reached + draw(st.integers(25, 160)))
        found.append((max(0, reached - draw(st.sampled_from((0, 0, 1, 7, 30)))), end))
        reached = end
    return draw(st.permutations(found))


def _fresh(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Database:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
    return database


@pytest.mark.parametrize("examples", few_or_many(5, 120))
def test_any_cut_of_a_year_in_any_order_gives_the_same_ledger_and_balance(
    empty_file: Path, tmp_path_factory: pytest.TempPathFactory, gesture: Gesture, examples: int
) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=True, database=None)
    @given(cuts=_cuts(), seed=st.integers(0, 50), numbered=st.booleans())
    def holds(cuts: list[tuple[int, int]], seed: int, *, numbered: bool) -> None:
        year = _year(seed, numbered=numbered)
        database = _fresh(empty_file, tmp_path_factory.mktemp("cut"), gesture)
        for first, last in cuts:
            start, end = (_FIRST + timedelta(days=each) for each in (first, last - 1))
            before = sum(each.amount.cents for each in year if each.booked_on < start)
            some = [each for each in year if start <= each.booked_on <= end]
            closing = before + sum(each.amount.cents for each in some)
            whole = statement(
                *some, opening=(start - timedelta(days=1), before), closing=(end, closing)
            )
            database.gesture(import_bank_file, gesture, bank_file(whole, name=f"{cuts}"), YES)

        expected = [(each.booked_on, each.amount.cents, each.label) for each in year]
        assert held(database) == sorted(expected, key=lambda each: (each[0], each[2], each[1]))
        assert balance(database).amount == Money(sum(each[1] for each in expected))
        with database.read() as session:
            assert bank_gaps(session).gaps == ()
        database.close()

    holds()


def test_a_year_in_two_formats_is_one_year(
    empty_file: Path, tmp_path: Path, gesture: Gesture
) -> None:
    year = _year(3, numbered=False)
    spoken = {"VIR STRIPE": "Virement reçu de Stripe", "CB CAFE": "Carte café du port",
              "PRLV EDF": "Prélèvement européen EDF", "VIR DUPONT": "M Dupont"}  # fmt: skip
    database = _fresh(empty_file, tmp_path, gesture)
    database.gesture(import_bank_file, gesture, bank_file(statement(*year)), YES)
    again = [told(each.booked_on, each.amount.cents, spoken[each.label]) for each in year[80:]]

    file = bank_file(statement(*again), kind=BankFormat.CSV, name="b.csv")
    done = database.gesture(import_bank_file, gesture, file, YES).answer

    assert done.added == 0
    assert len(held(database)) == len(year)
    database.close()
