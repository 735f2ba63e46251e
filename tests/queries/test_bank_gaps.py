"""What the files of an account lack, as it is said to her."""

from datetime import date

import pytest

from merchant_desk.database.database import Database
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.operations.undo_bank_import import undo_bank_import
from merchant_desk.queries.bank_gaps import bank_gaps
from merchant_desk.queries.bank_imports import bank_imports
from merchant_desk.queries.bank_lines import BankLineList
from merchant_desk.values.bank_import import BankImported
from merchant_desk.values.gesture import Gesture
from tests.makers import make_station
from tests.operations.bank_desk import YES, bank_file, bring, statement, told


def october(day: int) -> date:
    return date(2026, 10, day)


@pytest.fixture(autouse=True)
def station(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)


def month(
    database: Database,
    gesture: Gesture,
    moves: dict[int, int],
    opening: tuple[int, int],
    closing: tuple[int, int],
) -> BankImported:
    lines = [told(october(day), cents, f"L{day}") for day, cents in moves.items()]
    file = bank_file(
        statement(
            *lines,
            opening=(october(opening[0]), opening[1]),
            closing=(october(closing[0]), closing[1]),
        ),
        name=f"{closing[0]}.ofx",
    )
    return database.gesture(import_bank_file, gesture, file, YES).answer


def sentences(database: Database) -> list[str]:
    with database.read() as session:
        return [
            each.sentence.replace("\u00a0", " ").replace("\u202f", " ")
            for each in bank_gaps(session).gaps
        ]


def bank_imports_of(database: Database) -> list[tuple[date, date]]:
    with database.read() as session:
        return [(each.first_day, each.last_day) for each in bank_imports(session)]


def test_days_that_no_file_tells_are_named_with_what_they_are_worth(
    database: Database, gesture: Gesture
) -> None:
    month(database, gesture, {2: -5_00}, (1, 100_00), (2, 95_00))
    month(database, gesture, {12: 7_00}, (9, 1329_56), (12, 1336_56))

    assert sentences(database) == [
        "Il manque des relevés du 3 octobre 2026 au 9 octobre 2026 : 1 234,56 € d’écart."
    ]
    late = month(database, gesture, {5: 1234_56}, (2, 95_00), (9, 1329_56))
    assert sentences(database) == []
    database.gesture(undo_bank_import, gesture, late.accounts[0].import_id)
    assert len(sentences(database)) == 1


def test_what_may_be_there_twice_is_said_too(database: Database, gesture: Gesture) -> None:
    month(database, gesture, {5: -10_00}, (1, 100_00), (10, 90_00))
    bring(database, gesture, told(october(6), -10_00, "L5 bis"), name="x.ofx")
    month(database, gesture, {15: 5_00}, (10, 90_00), (20, 95_00))

    (said,) = sentences(database)
    assert said.startswith("Les soldes ne se suivent pas entre le 1er octobre 2026 et le 10 oct")
    assert said.endswith(" : 10,00 € d’écart, ou autant est en double.")


def test_a_balance_told_at_noon_on_the_last_day_of_the_first_file_is_no_gap(
    database: Database, gesture: Gesture
) -> None:
    noon = statement(
        told(october(4), 1_00, "A"), told(october(5), 2_00, "B"), closing=(october(5), 53_00)
    )
    later = statement(
        told(october(5), -9_00, "C"), told(october(8), 4_00, "D"), closing=(october(8), 48_00)
    )
    database.gesture(import_bank_file, gesture, bank_file(noon), YES)
    database.gesture(import_bank_file, gesture, bank_file(later, name="b.ofx"), YES)

    assert sentences(database) == []


def test_a_balance_of_the_day_of_the_download_does_not_make_old_days_told(
    database: Database, gesture: Gesture
) -> None:
    for name, first in (("a", 1), ("b", 18)):
        lines = [told(october(first + day), 1_00, f"{first}{day}") for day in range(3)]
        file = bank_file(statement(*lines, closing=(date(2026, 11, 20), 80_00)), name=name)
        database.gesture(import_bank_file, gesture, file, YES)

    assert bank_imports_of(database) == [(october(18), october(20)), (october(1), october(3))]
    assert sentences(database) == ["Il manque des relevés du 4 octobre 2026 au 17 octobre 2026."]


def test_lines_are_found_by_their_words_and_their_amount(
    database: Database, gesture: Gesture
) -> None:
    bring(
        database,
        gesture,
        told(october(1), -45_90, "PRLV ÉLECTRICITÉ"),
        told(october(2), 1200_00, "VIR DUPONT"),
    )

    def found(text: str) -> list[str]:
        with database.read() as session:
            asked = BankLineList(text=text)
            rows = asked.fetch(session, 0, 10)
            assert asked.count(session) == len(rows)
            return [each.label for each in rows]

    assert found("") == ["VIR DUPONT", "PRLV ÉLECTRICITÉ"]
    assert found("dupont") == ["VIR DUPONT"]
    assert found("45") == found("45,90") == found("-45,9") == ["PRLV ÉLECTRICITÉ"]
    assert found("électricité") == ["PRLV ÉLECTRICITÉ"]
    assert found("46") == []


def test_imports_are_listed_last_first(database: Database, gesture: Gesture) -> None:
    bring(database, gesture, told(october(1), 1_00))
    last = bring(database, gesture, told(october(2), 1_00), name="b.ofx")

    with database.read() as session:
        rows = bank_imports(session)
    assert [(each.file_name, each.added, each.can_undo) for each in rows] == [
        ("b.ofx", 1, True),
        ("releve.ofx", 1, True),
    ]
    assert rows[0].import_id == last.accounts[0].import_id
