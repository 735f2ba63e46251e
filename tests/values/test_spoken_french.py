"""Dates, addresses and reasons as people read them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from merchant_desk.values.copies import Copy
from merchant_desk.values.french import ago, full_stop, long_date, on_day, short_date, weekday_date
from merchant_desk.values.ids import id_text, new_id, parse_id
from merchant_desk.values.postal import one_line, postal_lines, same_place
from merchant_desk.values.remote import Address

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
HOME = Address(
    name="Camille Roux", line1="3 place du Marché", line2="Bât. B", postcode="69001", city="Lyon"
)


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert long_date(date(2026, 12, 1)) == "1er décembre 2026"
    assert weekday_date(date(2026, 12, 1)) == "mardi 1er décembre"
    assert long_date(date(2026, 8, 11)) == "11 août 2026"
    assert weekday_date(date(2026, 11, 21)) == "samedi 21 novembre"
    assert short_date(date(2026, 3, 1)) == "01/03/2026"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "hier"), (0, "aujourd’hui"), (1, "demain"), (2, "lundi"), (6, "vendredi"),
        (7, "le 28 nov."), (-2, "le 19 nov."),
    ],
)  # fmt: skip
def test_a_near_day_is_called_as_people_call_it(days: int, said: str) -> None:
    today = date(2026, 11, 21)

    assert on_day(today + timedelta(days=days), today) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "à l’instant"), (59, "à l’instant"), (-300, "à l’instant"), (60, "il y a 1 min"),
        (3599, "il y a 59 min"), (3600, "il y a 1 h"), (86_399, "il y a 23 h"),
        (86_400, "le 20 nov., 10:30"),
    ],
)  # fmt: skip
def test_what_is_past_is_told_by_how_long_ago(seconds: int, said: str) -> None:
    assert ago(NOW - timedelta(seconds=seconds), NOW) == said


def test_a_sentence_ends_with_one_full_stop() -> None:
    assert full_stop("Copie faite") == "Copie faite."
    assert full_stop("Copie du 21 nov.") == "Copie du 21 nov."


def test_the_country_is_written_abroad_only() -> None:
    assert postal_lines(HOME)[-1] == "69001 Lyon"
    belgian = Address(line1="1 rue Haute", postcode="1000", city="Bruxelles", country="be")
    assert postal_lines(belgian) == ("1 rue Haute", "1000 Bruxelles", "BELGIQUE")
    unknown = Address(line1="1 Main Street", postcode="", city="Suva", country="FJ")
    assert postal_lines(unknown) == ("1 Main Street", "Suva", "FJ")


def test_one_line_names_the_place_and_never_the_person() -> None:
    assert one_line(HOME) == "3 place du Marché, Bât. B, 69001 Lyon"


def test_the_same_door_is_recognised_whatever_the_spelling() -> None:
    shouted = Address(
        name="M. Roux", line1=" 3  PLACE du marché", line2="bât. b", postcode="69001", city="LYON"
    )

    assert same_place(HOME, shouted)
    assert not same_place(HOME, Address(line1="3 place du Marché", postcode="69001", city="Lyon"))


def test_the_reason_of_a_copy_is_told_in_words() -> None:
    def why(reason: str) -> str:
        return Copy(Path("c.zip"), NOW, 12, reason).why

    assert why("avant-mise-a-jour") == "avant une mise à jour"
    assert why("avant-un-essai") == "avant-un-essai"


@pytest.mark.parametrize("text", ["", "0193", "zz" * 16, "ab" * 17, "1042"])
def test_what_is_no_identifier_is_none(text: str) -> None:
    assert parse_id(text) is None


def test_an_identifier_is_read_back_as_it_was_written() -> None:
    identifier = new_id()

    assert parse_id(id_text(identifier)) == identifier
