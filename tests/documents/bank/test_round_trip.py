"""What a writer of each format writes is read again, to the cent and the day."""

import string
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.documents.bank.bank_file import read_bank_file
from merchant_desk.documents.bank.labels import tidy
from merchant_desk.values.bank_file import ToldLine
from tests.documents.bank import writing
from tests.documents.bank.writing import Writer, line

_TODAY = date(2026, 11, 22)
_LETTERS = string.ascii_letters + string.digits + " éèàçôÉ°&<>'\"-/.;,+=@"

_LINES = st.lists(
    st.builds(
        lambda day, cents, words, number: line(day, cents, words, number=number),
        st.dates(date(2010, 1, 1), _TODAY),
        st.integers(-10_000_000, 10_000_000).filter(bool),
        st.text(_LETTERS, min_size=1, max_size=31).filter(lambda words: words.strip()),
        st.from_regex(r"[1-9A-Z][0-9]{6}", fullmatch=True),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize(
    "write",
    [
        writing.cfonb,
        partial(writing.cfonb, end="\n"),
        partial(writing.cfonb, end=""),
        writing.ofx,
        partial(writing.ofx, point="."),
        writing.ofx_xml,
        writing.camt,
        partial(writing.camt, version="08"),
        writing.csv_bytes,
        partial(writing.csv_bytes, delimiter=",", encoding="utf-8"),
        partial(writing.csv_bytes, delimiter="\t", encoding="utf-16"),
        partial(writing.csv_bytes, encoding="cp1252"),
    ],
)
@settings(max_examples=12, deadline=None)
@given(lines=_LINES)
def test_what_is_written_is_read_again(write: Writer, lines: Sequence[ToldLine]) -> None:
    found = read_bank_file("bank", write(lines), today=_TODAY)

    (statement,) = found.statements
    assert sorted(map(_told, statement.lines)) == sorted(map(_told, lines))


def _told(each: ToldLine) -> tuple[date, date, int, str, str]:
    return (
        each.booked_on,
        each.value_on,
        each.amount.cents,
        tidy(each.label),
        each.bank_reference,
    )


@pytest.mark.parametrize("write", [writing.cfonb, writing.camt])
def test_a_cent_more_or_less_is_seen(write: Callable[..., bytes]) -> None:
    lines = writing.many(30)
    whole = read_bank_file("bank", write(lines), today=_TODAY).statements[0]

    assert whole.opening is not None
    assert whole.closing is not None
    moved = sum(each.amount.cents for each in whole.lines)
    assert whole.opening.amount.cents + moved == whole.closing.amount.cents
