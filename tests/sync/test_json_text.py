"""What shops send as JSON, read without a float and cut up without losing a letter."""

import pytest

from merchant_desk.sync.json_text import Glance, UnreadableJsonError, json_pieces, json_value

_GLANCE = Glance("id", "total")


@pytest.mark.parametrize("number", ["12.50", "0.1", "-0.0", "1e5", "1E400", "12345678901.10"])
def test_a_decimal_stays_the_text_it_was(number: str) -> None:
    assert json_value(f'{{"total": {number}}}') == {"total": number}
    assert _GLANCE.at(f'{{"total": {number}}}') == {"id": None, "total": number}


@pytest.mark.parametrize("number", ["0", "-7", "9007199254740993", "9" * 40, "-" + "9" * 25])
def test_a_whole_number_loses_no_digit(number: str) -> None:
    assert json_value(number) == int(number)


def test_the_last_of_two_fields_of_a_name_counts() -> None:
    assert json_value('{"id": 1, "id": 2}') == {"id": 2}
    assert _GLANCE.at('{"id": 1, "id": 2}')["id"] == 2


def test_half_an_emoji_costs_nobody_the_record() -> None:
    assert json_value('{"id": 1, "note": "\\ud83d"}') == {"id": 1, "note": "\ud83d"}
    assert json_value('["\ud83d"]') == ["\ud83d"]
    assert _GLANCE.at('{"id": 1, "note": "\\ud83d"}') == {"id": 1, "total": None}


@pytest.mark.parametrize(
    "text",
    [
        "", "<html>", "\ufeff{}", "{}x", '{"id": 1', "nul", '{"id": 01}', '{"id": 1.}', '"\t"',
        "[" * 100_000, '{"id":' * 100_000, "9" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_json_is_one_error(text: str) -> None:
    for read in (json_value, json_pieces, _GLANCE.at):
        with pytest.raises(UnreadableJsonError):
            read(text)


@pytest.mark.parametrize(
    ("page", "pieces"),
    [
        ("[]", []),
        (' [ {"id": 1}, null , [2], "é 1.50" ] ', ['{"id": 1}', "null", "[2]", '"é 1.50"']),
        ('[{"a" :1.50 ,"b":[ ]}]', ['{"a" :1.50 ,"b":[ ]}']),
        ('[{"id": 1}, {"note": "\\ud83d"}]', ['{"id": 1}', '{"note": "\\ud83d"}']),
        ('[{"total": NaN} , 2]', ['{"total": NaN}', "2"]),
        ("[1,, 2,]", ["1", "2"]),
        ('["\ud83d"]', ['"\ud83d"']),
        ("[" + "9" * 5000 + "]", ["9" * 5000]),
    ],
)
def test_every_element_keeps_its_own_text_even_beside_an_odd_one(
    page: str, pieces: list[str]
) -> None:
    assert json_pieces(page) == pieces


@pytest.mark.parametrize("answer", ["", "{}", "[{", '[{"id": 1}', "[1 2", "nul", "12", '"[]"'])
def test_an_answer_that_is_no_whole_list_is_no_page(answer: str) -> None:
    with pytest.raises(UnreadableJsonError):
        json_pieces(answer)


@pytest.mark.parametrize("text", ["null", "[1]", '"x"', "12", "true"])
def test_a_glance_at_what_is_no_object_sees_nothing(text: str) -> None:
    assert _GLANCE.at(text) == {}


def test_a_glance_passes_over_what_it_was_not_asked_for() -> None:
    seen = _GLANCE.at('{"lines": [{"id": 3}], "id": 7, "big": ' + "9" * 5000 + "}")

    assert seen == {"id": 7, "total": None}
