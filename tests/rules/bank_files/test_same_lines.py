"""Lines of two files: the same, another, or asked."""

from datetime import date, timedelta
from time import perf_counter, process_time

import pytest

from merchant_desk.rules.bank_files.line_facts import Known, Told
from merchant_desk.rules.bank_files.same_lines import Compared, compare
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.ids import BankImportId, BankLineId, new_id

DAY = date(2026, 10, 1)
_FIRST = BankImportId(b"first".ljust(16))
Line = tuple[int, int, str, str]
"""Days after the first, cents, label, number of the bank."""


def _compared(
    known: list[Line], told: list[Line], known_as: BankFormat = BankFormat.OFX
) -> Compared:
    return compare(
        [
            Told(place, DAY + timedelta(days=day), cents, label, number)
            for place, (day, cents, label, number) in enumerate(told)
        ],
        [
            Known(
                BankLineId(new_id()),
                _FIRST,
                known_as,
                DAY + timedelta(days=day),
                cents,
                label,
                number,
            )
            for day, cents, label, number in known
        ],
        BankFormat.OFX,
    )


@pytest.mark.parametrize(
    ("known", "told", "same", "asked"),
    [
        pytest.param([(0, 5, "a", "")], [(0, 5, "a", "")], {0}, set(), id="the same"),
        pytest.param([(0, 5, "a", "")], [(0, 6, "a", "")], set(), set(), id="another amount"),
        pytest.param([(0, 5, "a", "")], [(1, 5, "a", "")], set(), set(), id="another day"),
        pytest.param([(0, 5, "a", "")], [(0, 5, "a", "")] * 2, {0}, set(), id="twice for real"),
        pytest.param([(0, 5, "a", "")], [(0, 5, "b", "")], set(), {0}, id="another label"),
        pytest.param(
            [(0, 5, "a", "7")], [(0, 5, "b", "7")], {0}, set(), id="the bank changed its label"
        ),
        pytest.param(
            [(0, 5, "a", "7")], [(0, 5, "a", "8")], set(), {0}, id="another number, alone"
        ),
        pytest.param(
            [(0, 5, "a", "0"), (0, 5, "b", "0")],
            [(0, 5, "b", "0"), (0, 5, "a", "0")],
            {0, 1},
            set(),
            id="a number that is none",
        ),
        pytest.param(
            [(0, 5, "a", "7"), (0, 5, "a", "8")],
            [(0, 5, "a", "7"), (0, 5, "a", "8"), (0, 5, "a", "9")],
            {0, 1},
            set(),
            id="numbered equals",
        ),
    ],
)
def test_what_is_the_same_in_one_format(
    known: list[Line], told: list[Line], same: set[int], asked: set[int]
) -> None:
    found = _compared(known, told)

    assert (set(found.known), set(found.doubtful)) == (same, asked)


@pytest.mark.parametrize(
    ("known", "told", "same", "asked"),
    [
        pytest.param(
            [(0, 5, "prlv sepa edf clients", "")],
            [(0, 5, "prelevement edf", "9")],
            {0},
            set(),
            id="its words",
        ),
        pytest.param(
            [(0, 5, "prlv sepa edf", "")],
            [(0, 5, "prlv sepa sfr", "")],
            set(),
            {0},
            id="only bank words",
        ),
        pytest.param(
            [(2, 5, "cb monoprix paris", "")],
            [(0, 1, "x", ""), (3, 5, "carte monoprix", ""), (5, 1, "y", "")],
            set(),
            {1},
            id="a day later",
        ),
        pytest.param(
            [(0, 5, "monoprix lyon", ""), (0, 5, "monoprix paris", "")],
            [(0, 5, "carte monoprix paris", ""), (0, 5, "carte monoprix lyon", "")],
            {0, 1},
            set(),
            id="the most alike",
        ),
    ],
)
def test_what_is_the_same_in_another_format(
    known: list[Line], told: list[Line], same: set[int], asked: set[int]
) -> None:
    found = _compared(known, told, BankFormat.CSV)

    assert (set(found.known), set(found.doubtful)) == (same, asked)


def test_lines_that_a_file_should_have_told_are_counted() -> None:
    found = _compared([(1, 5, "a", "")], [(0, 1, "x", ""), (3, 1, "y", "")])

    assert len(found.absent) == 1


@pytest.mark.parametrize("kind", [BankFormat.OFX, BankFormat.CSV])
def test_thousands_of_equal_lines_are_compared_at_once(kind: BankFormat) -> None:
    known = [(0, 5, f"label {place % 3}", f"n{place}") for place in range(8_000)]
    told = [(0, 5, f"label {place % 2}", f"m{place}") for place in range(8_000)]
    start = perf_counter()

    found = _compared(known, told, kind)

    assert len(found.known) + len(found.doubtful) == 8_000
    assert perf_counter() - start < 10


def test_thousands_of_equal_lines_known_already_are_paired_at_once() -> None:
    known = [(0, 5, "vir x", "")] * 20_000
    start = process_time()

    found = _compared(known, known)

    assert len(found.known) == 20_000
    assert process_time() - start < 1.5


_WHOLE = "remise cb contrat 1234567"
_PARTS = [(f"{_WHOLE} client {rank} (remise, {rank} sur 3)", rank * 100) for rank in (1, 2, 3)]


def _told(place: int, cents: int, label: str, entry: int) -> Told:
    return Told(place, DAY, cents, label, f"n{place}", entry)


def _known(cents: int, label: str) -> Known:
    return Known(BankLineId(new_id()), _FIRST, BankFormat.OFX, DAY, cents, label, "")


@pytest.mark.parametrize(
    ("label", "same", "asked"),
    [(_WHOLE, {0, 1, 2}, set()), ("divers", set(), {0, 1, 2})],
)
def test_a_batch_known_whole_is_not_added_again_in_its_parts(
    label: str, same: set[int], asked: set[int]
) -> None:
    told = [_told(place, cents, words, 7) for place, (words, cents) in enumerate(_PARTS)]

    found = compare([*told, _told(3, 50, "autre", 8)], [_known(600, label)], BankFormat.CAMT053)

    assert (set(found.known), set(found.doubtful)) == (same, asked)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(("label", "same", "asked"), [(_WHOLE, {0}, set()), ("divers", set(), {0})])
def test_a_batch_known_in_its_parts_is_not_added_again_whole(
    order: int, label: str, same: set[int], asked: set[int]
) -> None:
    parts = [_known(cents, words) for words, cents in _PARTS][::order]

    found = compare(
        [_told(0, 600, label, 1), _told(1, 600, "vir durand", 2)], parts, BankFormat.OFX
    )

    assert (set(found.known), set(found.doubtful)) == (same, asked)
    assert found.absent == []


def test_parts_that_do_not_lead_to_the_sum_are_new() -> None:
    told = [_told(place, cents, words, 7) for place, (words, cents) in enumerate(_PARTS)]

    found = compare(told, [_known(601, _WHOLE)], BankFormat.CAMT053)

    assert (found.known, found.doubtful) == ({}, {})
