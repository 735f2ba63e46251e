"""``orders refund`` and ``products offer`` against the real sample storefront."""

import pytest

from merchant_desk.demo.storefront import Storefront
from tests.cli.test_shops import Say, _add, front, keys, say

__all__ = ["front", "keys", "say"]


@pytest.fixture
def sold(say: Say, front: Storefront) -> dict[str, object]:
    """An order that was paid, with a line of two units at least."""
    masters = ("--stock-master", "desk", "--price-master", "desk", "--opening", "shop")
    assert _add(say, front, "--name", "Lavande", *masters)[0] == 0
    _code, listed, _said = say("orders", "list", "--limit", "60")
    for each in listed["orders"]:
        card: dict[str, object] = say("orders", "show", each["id"])[1]
        if _line(card) is not None and card["paid_cents"]:
            return card
    raise AssertionError("the sample has no paid order of two units")


def _line(card: dict[str, object]) -> tuple[str, int] | None:
    lines = card["lines"]
    assert isinstance(lines, list)
    skus = [each["sku"] for each in lines]
    for each in lines:
        if each["kind"] == "product" and each["quantity"] >= 2 and skus.count(each["sku"]) == 1:
            return each["sku"], each["total_cents"] * 1 // each["quantity"]
    return None


def test_a_refund_is_asked_once_told_in_the_story_and_waits(
    say: Say, sold: dict[str, object]
) -> None:
    found = _line(sold)
    assert found is not None

    code, facts, _said = say(
        "orders", "refund", str(sold["id"]), "--line", f"{found[0]}:1", "--reason", "Cassé"
    )

    assert code == 0
    assert abs(facts["amount_cents"] - found[1]) <= 1
    waiting = say("sync", "waiting")[1]["waiting"]
    assert [each["what"] for each in waiting if each["id"] == facts["message"]] == [
        f"Remboursement de la commande {sold['number']}"
    ]
    story = say("orders", "show", str(sold["id"]))[1]["history"]
    assert any("demandé à la boutique" in each["what"] for each in story)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--line", "RIEN:1"), "n’a pas une seule ligne RIEN"),
        (("--line", "X"), "n’est pas SKU:NOMBRE"),
        (("--carriage", "abc"), "n’est pas un montant"),
        (("--carriage", "99999"), "dépasse ce qui a été payé"),
        ((), "aucun montant"),
    ],
)
def test_a_refund_that_cannot_be_is_refused_and_nothing_waits(
    say: Say, sold: dict[str, object], words: tuple[str, ...], sentence: str
) -> None:
    code, _facts, said = say("orders", "refund", str(sold["id"]), *words)

    assert code == 2
    assert sentence in said
    assert say("sync", "waiting")[1]["waiting"] == []


@pytest.mark.usefixtures("sold")
def test_a_product_the_shop_sells_already_is_not_offered_again(say: Say) -> None:
    sku = say("products", "list", "--limit", "1")[1]["products"][0]["sku"]

    code, _facts, said = say("products", "offer", sku, "--shop", "Lavande")

    assert code == 2
    assert "vend déjà" in said


@pytest.mark.usefixtures("sold")
def test_offering_in_a_shop_that_is_not_there_is_refused(say: Say) -> None:
    sku = say("products", "list", "--limit", "1")[1]["products"][0]["sku"]

    code, _facts, said = say("products", "offer", sku, "--shop", "Ailleurs")

    assert code == 2
    assert "Ailleurs" in said
