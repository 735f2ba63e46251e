from typing import Any

import pytest

from tests.law.asking import findings, levels, promotion, text_check

_WORD, _ADVERT = "FR-SOLDES-MOT", "FR-SOLDES-PUB"


def _word(question: dict[str, Any]) -> list[str]:
    return levels(question, _WORD).get(_WORD, [])


def _advert(question: dict[str, Any]) -> list[str]:
    return levels(question, _ADVERT).get(_ADVERT, [])


def _soldes(text: dict[str, Any], **operation: Any) -> dict[str, Any]:
    told = {"kind": "soldes", "starts": "2027-01-06", "ends": "2027-02-02"} | operation
    return promotion(texts=[{"text": "Grands soldes", "place": "label", **text}], **told)


@pytest.mark.parametrize(
    "words", ["Soldes Black Friday -30 %", "Pré-soldes", "s o l d e s", "s\u043eldes", "Tout soldé"]
)
@pytest.mark.parametrize("place", ["street", "label", "in_shop", "terms", "web", "sms"])
def test_the_word_is_refused_outside_the_periods_wherever_it_is_shown(
    words: str, place: str
) -> None:
    [found] = findings(text_check(words, place=place), _WORD)

    assert found["level"] == "block"
    assert found["remedy"]["kind"] == "replace_word"


def test_the_refusal_quotes_the_word_as_it_is_written() -> None:
    [found] = findings(text_check("Grande SOLDERIE"), _WORD)

    assert found["message_fr"] == (
        "Le mot «\u00a0SOLDERIE\u00a0» est réservé aux périodes de soldes. Remplacez-le par"
        " «\u00a0promotion\u00a0», «\u00a0déstockage\u00a0», «\u00a0ventes privées\u00a0» ou"
        " «\u00a0prix réduits\u00a0»."
    )


@pytest.mark.parametrize("words", ["Ventes privées -30 %", "Solde de votre carte", "Déstockage"])
def test_other_words_are_free_at_any_time(words: str) -> None:
    assert _word(text_check(words)) == []


def test_a_letter_to_one_customer_may_use_the_word() -> None:
    assert _word(text_check("Vos soldes", place="letter")) == []


@pytest.mark.parametrize("on", ["2026-11-21", "2027-01-10"])
def test_a_trade_name_is_warned_about_at_any_date(on: str) -> None:
    assert _word(text_check("Soldissime", place="trade_name", on=on)) == ["warn"]


@pytest.mark.parametrize(
    ("on", "zone", "channels", "expected"),
    [
        ("2027-01-06T07:59", "75", ["shop"], ["block"]),
        ("2027-01-06T08:00", "75", ["shop"], []),
        ("2027-02-02T23:59", "75", ["shop"], []),
        ("2027-02-03T00:00", "75", ["shop"], ["block"]),
        ("2027-01-02", "57", ["shop"], []),
        ("2027-01-02", "57", ["fair"], []),
        ("2027-01-02", "57", ["shop", "web"], ["block"]),
        ("2027-01-02", "57", ["click_and_collect"], []),
        ("2027-02-02", "57", ["click_and_collect"], []),
        ("2027-02-03", "57", ["click_and_collect"], ["block"]),
        ("2027-02-02", "57", ["web"], []),
        ("2027-02-02", "57", ["shop"], ["block"]),
    ],
)
def test_the_word_is_free_inside_the_period_of_every_channel(
    on: str, zone: str, channels: list[str], expected: list[str]
) -> None:
    asked = text_check("Soldes", place="label", on=on, zone=zone, channels=channels)

    assert _word(asked) == expected


@pytest.mark.parametrize(
    ("announced", "expected"),
    [
        ("2027-01-06", []),
        ("2027-02-02", []),
        ("2027-01-05", ["block"]),
        ("2027-02-03", ["block"]),
        ("2026-06-24", ["block"]),
    ],
)
def test_soldes_may_be_announced_with_a_start_inside_the_period(
    announced: str, expected: list[str]
) -> None:
    asked = text_check("Soldes bientôt", on="2026-12-28", announced_start=announced)

    assert _word(asked) == expected


def test_a_start_is_announced_until_its_own_day_and_not_after() -> None:
    early = text_check("Soldes", on="2027-01-06T07:00", announced_start="2027-01-06")
    late = text_check("Soldes", on="2027-02-03", announced_start="2027-02-02")

    assert _word(early) == []
    assert _word(late) == ["block"]


def test_an_announced_start_must_suit_every_channel_that_is_still_closed() -> None:
    def announced(start: str) -> list[str]:
        channels = ["shop", "web"]
        asked = text_check(
            "Soldes", on="2026-12-28", zone="57", channels=channels, announced_start=start
        )
        return _word(asked)

    assert announced("2027-01-02") == ["block"]
    assert announced("2027-01-06") == []


def test_a_lawful_operation_may_be_told_of_before_it_starts() -> None:
    assert _word(_soldes({"on": "2026-12-28"})) == []
    assert _word(_soldes({"on": "2026-12-28"}, ends="2027-02-03")) == ["block"]
    assert _word(_soldes({"on": "2026-12-28"}, kind="promotion")) == ["block"]
    assert _word(_soldes({"on": "2027-02-04"})) == ["block"]


def test_floating_soldes_could_be_named_while_they_existed() -> None:
    told = {"kind": "floating_soldes", "starts": "2014-10-06", "ends": "2014-10-19"}

    assert _word(_soldes({"on": "2014-10-10"}, **told)) == []
    assert _word(text_check("Soldes flottants", on="2014-12-31")) == []
    assert _word(text_check("Soldes flottants", on="2015-01-05")) == ["block"]
    assert _word(text_check("Soldes", on="2014-12-31")) == ["block"]


def test_the_word_before_known_periods_is_warned_about() -> None:
    assert _word(text_check("Soldes", on="2008-12-31")) == ["warn"]
    assert _word(text_check("Soldes", on="2009-01-01")) == ["block"]


@pytest.mark.parametrize("place", ["street", "print", "web", "email", "sms", "social"])
def test_an_advert_of_soldes_tells_its_start(place: str) -> None:
    assert _advert(_soldes({"place": place})) == ["block"]
    assert _advert(_soldes({"place": place, "announced_start": "2027-01-06"})) == []
    assert _advert(_soldes({"place": place, "on": "2027-01-10"})) == ["block"]


@pytest.mark.parametrize("place", ["label", "in_shop", "terms", "letter", "trade_name"])
def test_what_is_no_advert_need_not_tell_it(place: str) -> None:
    assert _advert(_soldes({"place": place}, covers="selection")) == []


def test_an_advert_of_a_selection_tells_the_goods() -> None:
    dated = {"place": "print", "announced_start": "2027-01-06"}

    [found] = findings(_soldes(dated, covers="selection"), _ADVERT)

    assert found["remedy"] == {"kind": "add_mention", "value": "goods_nature"}
    assert _advert(_soldes(dated | {"mentions": ["goods_nature"]}, covers="selection")) == []
    assert _advert(_soldes(dated, covers="all")) == []
    assert _advert(_soldes(dated)) == []
    assert _advert(_soldes({"place": "print"}, covers="selection")) == ["block", "block"]


def test_an_advert_inside_a_period_is_judged_in_any_operation() -> None:
    asked = text_check("Soldes", place="web", on="2027-01-10", channels=["web"])

    assert _advert(asked) == ["block"]
    assert _advert(text_check("Promo", place="web", on="2027-01-10")) == []


def test_an_advert_before_a_period_tells_its_start_even_where_the_word_is_refused() -> None:
    both = {_WORD: ["block"], _ADVERT: ["block"]}

    assert levels(text_check("Soldes", on="2026-11-27"), _WORD, _ADVERT) == both
    dated = text_check("Soldes", on="2026-11-27", announced_start="2027-02-03")
    assert levels(dated, _WORD, _ADVERT) == {_WORD: ["block"]}
    assert _advert(text_check("Soldes", on="2026-11-27", place="label")) == []


def test_an_advert_from_before_known_periods_is_not_asked_for_a_start() -> None:
    assert _advert(text_check("Soldes", on="2008-12-31")) == []
    assert _advert(text_check("Soldes", on="2009-01-01")) == ["block"]


_FLOATING = "FR-SOLDES-FLOTTANTS"


@pytest.mark.parametrize(
    ("starts", "expected"), [("2014-12-31", {}), ("2015-01-01", {_FLOATING: ["block"]})]
)
def test_floating_soldes_ended_with_2014(starts: str, expected: dict[str, list[str]]) -> None:
    assert levels(promotion(kind="floating_soldes", starts=starts), _FLOATING) == expected


@pytest.mark.parametrize("words", ["Soldes flottants", "soldes complémentaires", "SOLDES LIBRES"])
def test_a_text_may_not_call_soldes_floating(words: str) -> None:
    assert levels(text_check(words, on="2027-01-10"), _FLOATING) == {_FLOATING: ["block"]}
    assert levels(text_check("Soldes", on="2027-01-10"), _FLOATING) == {}
    assert levels(text_check(words, on="2014-12-31"), _FLOATING) == {}
    assert levels(text_check(words, on="2015-01-01"), _FLOATING) == {_FLOATING: ["block"]}
