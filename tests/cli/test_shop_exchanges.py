"""``shop probe|map|match`` and ``sync status|waiting|parity`` through the real errands."""

import pytest

from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from tests.cli.test_shops import Say, _add, front, keys, say

__all__ = ["front", "keys", "say"]


@pytest.fixture
def added(say: Say, front: Storefront) -> Storefront:
    return _added(say, front)


def _added(say: Say, front: Storefront) -> Storefront:
    masters = ("--stock-master", "desk", "--price-master", "shop", "--opening", "shop")
    code, _facts, said = _add(say, front, "--name", "Lavande", *masters)
    assert (code, said) == (0, "")
    return front


def test_a_probe_tells_and_writes_nothing(say: Say, front: Storefront) -> None:
    code, facts, _said = say(
        "shop", "probe", front.url, "--key", DEMO_KEY, stdin=f"{DEMO_SECRET}\n"
    )

    assert code == 0
    assert facts["currency"] == "EUR"
    assert {"word": "processing", "means": "ready"}.items() <= next(
        each for each in facts["order_states"] if each["word"] == "processing"
    ).items()
    assert say("shop", "list")[1] == []
    assert all(each.method == "GET" or "batch" in each.path for each in front.requests)


@pytest.mark.usefixtures("added")
def test_a_word_of_the_shop_means_what_she_says(say: Say) -> None:
    code, words, _said = say("shop", "map", "Lavande", "on-hold=ready")

    assert code == 0
    held = next(each for each in words if each["word"] == "on-hold")
    assert (held["means"], held["chosen"]) == ("ready", "ready")
    code, words, _said = say("shop", "map", "Lavande", "on-hold=proposed")
    assert next(each for each in words if each["word"] == "on-hold")["chosen"] is None


@pytest.mark.parametrize(
    ("meaning", "sentence"),
    [
        ("processing=prêt", "n’est pas un sens connu"),
        ("martien=ready", "n’a pas d’état «\u00a0martien\u00a0»"),
        ("processing=cancelled", "aucun état ne voudrait dire"),
    ],
)
@pytest.mark.usefixtures("added")
def test_a_meaning_that_cannot_be_is_refused(say: Say, meaning: str, sentence: str) -> None:
    code, _facts, said = say("shop", "map", "Lavande", meaning)

    assert code == 2
    assert sentence in said


def test_every_article_of_the_sample_shop_is_matched(say: Say) -> None:
    with Storefront(orders=()) as whole:
        _added(say, whole)
    assert say("shop", "match", "Lavande")[:2] == (0, [])

    code, _facts, said = say("shop", "match", "Lavande", "--article", "999", "--new")

    assert code == 2
    assert "ne pose pas de question" in said


def test_the_state_tells_what_was_spent_and_what_went_wrong(say: Say, added: Storefront) -> None:
    before = len(added.requests)
    code, (shop,), _said = say("sync", "status")
    assert (code, shop["problem"]) == (0, "")
    assert sum(each["requests"] for each in shop["exchanges"]) <= shop["requests_today"]
    assert shop["requests_today"] <= before

    added.fail_always(Trouble(Failure.MAINTENANCE))
    assert say("sync", "--once")[0] == 2

    code, (shop,), _said = say("sync", "status")
    assert code == 1
    assert "maintenance" in shop["exchanges"][0]["problem"]


@pytest.mark.usefixtures("added")
def test_what_waits_is_listed_until_it_is_told(say: Say) -> None:
    assert say("sync", "waiting")[:2] == (0, {"waiting": [], "refused": []})
    say("stock", "adjust", "SAV-01", "--change", "3", "--reason", "found")

    waiting = say("sync", "waiting")[1]["waiting"]
    say("sync", "--once")

    assert [each["what"][:9] for each in waiting] == ["Stock de "]
    assert say("sync", "waiting")[1]["waiting"] == []


def test_a_comparison_is_kept_and_shown_again(say: Say, added: Storefront) -> None:
    assert say("sync", "parity", "Lavande", "--last")[0] == 2
    code, report, _said = say("sync", "parity", "Lavande")
    assert (code, report["agrees"]) == (0, True)

    added._sold("SAV-01")["stock_quantity"] = 1
    code, report, _said = say("sync", "parity", "Lavande")

    assert code == 1
    assert [(each["gap"], each["there"]) for each in report["differences"]] == [("stock", 1)]
    assert say("sync", "parity", "Lavande", "--last")[1] == report


def test_a_sweep_of_one_shop_says_what_it_looked_at(say: Say) -> None:
    with Storefront(orders=()) as whole:
        _added(say, whole)
        code, (synced,), _said = say("sync", "--sweep", "--shop", "Lavande")

    assert code == 0
    assert synced["sweep"]["articles"] == 303
    assert synced["sweep"]["gone"] == 0
    assert synced["requests"] > 0


@pytest.mark.usefixtures("added")
def test_nothing_here_says_the_secret(say: Say) -> None:
    told = [say(*words) for words in (("sync", "status"), ("shop", "map", "Lavande"))]

    assert DEMO_SECRET not in repr(told)
