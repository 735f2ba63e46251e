from typing import Any

import pytest

from tests.law.asking import findings, levels, promotion, text_check

_LABELS, _RETURNS, _COMPARABLE = "FR-SOLDES-AFFICHAGE", "FR-SOLDES-RETOURS", "FR-SOLDES-COMPARABLE"
_PRICED = {"sku": "PULL", "new_price": "55.00"}
_LABELLED = _PRICED | {"shown_prior_price": "79.00"}


def _labels(*items: dict[str, Any], **operation: Any) -> list[str]:
    told = {"kind": "soldes", "starts": "2027-01-06", "ends": "2027-02-02"} | operation
    return levels(promotion(items=items, **told), _LABELS).get(_LABELS, [])


def test_a_solde_article_shows_its_prior_price() -> None:
    assert _labels(_LABELLED) == []
    assert _labels(_PRICED) == ["block"]
    assert _labels({"sku": "PULL"}) == []
    assert _labels(_PRICED | {"soldes": False}) == []
    assert _labels(_PRICED, kind="promotion") == []


def test_the_finding_names_the_article_and_what_is_missing() -> None:
    asked = promotion(items=[_LABELLED, _PRICED | {"sku": "JUPE"}], kind="soldes")

    [found] = findings(asked, _LABELS)

    assert found["skus"] == ["JUPE"]
    assert found["message_fr"].startswith("JUPE\u00a0: le prix avant soldes n’est pas affiché.")


@pytest.mark.parametrize(
    ("shown", "expected"), [(("79.00", "79.00"), []), (("79.00", None), ["block"])]
)
def test_every_step_shows_a_prior_price(shown: tuple[str | None, ...], expected: list[str]) -> None:
    steps = [
        {"starts": day, "new_price": "55.00"} | ({"shown_prior_price": prior} if prior else {})
        for day, prior in zip(("2027-01-06", "2027-01-20"), shown, strict=True)
    ]

    assert _labels({"sku": "PULL", "steps": steps}) == expected
    assert _labels({"sku": "PULL", "steps": steps, "shown_prior_price": "79.00"}) == []


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (None, ["block"]),
        ({"percent": "40", "displayed": True, "deducted_at_till": True}, []),
        ({"percent": "40", "displayed": False}, ["block"]),
    ],
)
def test_a_label_without_the_new_price_needs_one_displayed_rate(
    rate: dict[str, Any] | None, expected: list[str]
) -> None:
    operation = {"single_rate": rate} if rate else {}

    assert _labels(_LABELLED | {"shows_new_price": False}, **operation) == expected
    assert _labels(_LABELLED | {"shows_new_price": True}, **operation) == []


def test_solde_and_other_goods_lie_apart() -> None:
    assert _labels(separated=False) == ["block"]
    assert _labels(separated=True) == []
    assert _labels(separated=False, kind="promotion") == []


def test_labels_are_judged_since_the_law_of_28_may_2022() -> None:
    assert _labels(_PRICED, starts="2022-05-27", ends=None) == []
    assert _labels(_PRICED, starts="2022-05-28", ends=None) == ["block"]


def _returns(words: str, *channels: str, on: str = "2027-01-10") -> list[str]:
    asked = text_check(words, place="in_shop", on=on, channels=list(channels or ("shop",)))
    return levels(asked, _RETURNS).get(_RETURNS, [])


@pytest.mark.parametrize(
    ("words", "channels", "expected"),
    [
        ("Articles soldés ni repris ni échangés", ("shop",), ["warn"]),
        ("Articles soldés ni repris ni échangés", ("fair",), ["warn"]),
        ("Articles soldés ni repris ni échangés", ("web",), ["block"]),
        ("Articles soldés ni repris ni échangés", ("shop", "web"), ["block"]),
        ("Articles soldés ni repris ni échangés, sauf défaut", ("shop",), ["warn"]),
        ("Articles soldés : pas de rétractation", ("web",), ["block"]),
        ("Articles soldés : pas de rétractation", ("shop",), []),
        ("Articles soldés sans garantie", ("shop",), ["block"]),
        ("Articles soldés : aucune reprise même en cas de panne", ("shop",), ["block"]),
        ("Articles soldés", ("web",), []),
        ("Ni repris ni échangés", ("web",), []),
        ("Articles sans garantie", ("shop",), []),
    ],
)
def test_soldes_take_no_guarantee_away(
    words: str, channels: tuple[str, ...], expected: list[str]
) -> None:
    assert _returns(words, *channels) == expected


def test_the_words_that_are_offered_instead_are_not_warned_about() -> None:
    asked = text_check("Soldes : ni repris ni échangés", place="in_shop", on="2027-01-10")

    [found] = findings(asked, _RETURNS)

    assert found["remedy"]["kind"] == "replace_word"
    assert _returns(f"Soldes : {found['remedy']['value']}") == []
    assert _returns(f"Soldes : {found['remedy']['value']}", "web") == []


def test_every_text_of_an_operation_of_soldes_is_read() -> None:
    text = {"text": "Ni repris ni échangé", "place": "in_shop"}

    soldes = promotion(kind="soldes", texts=[text])

    assert levels(soldes, _RETURNS) == {_RETURNS: ["warn"]}
    assert levels(promotion(kind="promotion", texts=[text]), _RETURNS) == {}


def test_returns_are_judged_by_the_law_of_their_day() -> None:
    assert _returns("Soldes sans rétractation", "web", on="2014-06-12") == []
    assert _returns("Soldes sans rétractation", "web", on="2014-06-13") == ["block"]
    assert _returns("Soldes ni repris ni échangés", "web", on="2014-06-12") == []
    assert _returns("Soldes ni repris ni échangés", "web", on="2014-06-13") == ["block"]
    assert _returns("Soldes sans garantie", on="2021-12-31") == []
    assert _returns("Soldes sans garantie", on="2022-01-01") == ["block"]
    assert _returns("Soldes ni repris ni échangés", on="2021-12-31") == []
    assert _returns("Soldes ni repris ni échangés", on="2022-01-01") == ["warn"]


def _comparable(text: str = "", *, zone: str = "75", **operation: Any) -> list[str]:
    told = {"kind": "promotion", "starts": "2026-11-27", "ends": "2026-11-30"} | operation
    texts = [{"text": text, "place": "street"}] if text else []
    return levels(promotion(zone=zone, texts=texts, **told), _COMPARABLE).get(_COMPARABLE, [])


@pytest.mark.parametrize(
    ("text", "coordination", "expected"),
    [
        ("Prix dignes des soldes", "chain", ["block"]),
        ("Prix dignes des soldes", "national", ["block"]),
        ("Prix dignes des soldes", "local", []),
        ("Grande promo", "chain", ["inform"]),
        ("", "national", ["inform"]),
        ("Black Friday -20 %", "independent", ["inform"]),
        ("Singles’ Day", "local", ["inform"]),
        ("Week-end de bonnes affaires", "local", []),
        ("", "independent", []),
    ],
)
def test_a_national_campaign_is_not_compared_with_soldes(
    text: str, coordination: str, expected: list[str]
) -> None:
    assert _comparable(text, coordination=coordination) == expected


@pytest.mark.parametrize("kind", ["soldes", "floating_soldes"])
def test_soldes_themselves_are_not_compared_with_soldes(kind: str) -> None:
    assert _comparable("Soldes", kind=kind, coordination="chain") == []


@pytest.mark.parametrize(
    ("zone", "starts", "channels", "expected"),
    [
        ("75", "2027-01-05", ["shop"], ["inform"]),
        ("75", "2027-01-05T23:59", ["shop"], ["inform"]),
        ("75", "2027-01-06", ["shop"], []),
        # its first day counts, at whatever hour
        ("75", "2027-01-06T00:00", ["shop"], []),
        ("75", "2027-02-02T23:59", ["shop"], []),
        ("75", "2027-02-03T00:00", ["shop"], ["inform"]),
        ("57", "2027-01-02", ["shop"], []),
        ("57", "2027-01-02", ["shop", "web"], ["inform"]),
        ("57", "2027-02-02", ["shop", "web"], []),
        ("57", "2027-02-02", ["shop"], ["inform"]),
        ("75", "2020-02-11", ["shop"], []),
        ("75", "2020-02-12", ["shop"], ["inform"]),
    ],
)
def test_a_campaign_inside_the_soldes_of_its_zone_is_free(
    zone: str, starts: str, channels: list[str], expected: list[str]
) -> None:
    found = _comparable(
        zone=zone, starts=starts, ends=None, channels=channels, coordination="chain"
    )

    assert found == expected
