"""Storefronts, things to check and copies, without a window, through the real errands."""

import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from merchant_desk.app.commands import run_command
from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.memory_keyring import MemoryKeyring
from merchant_desk.demo.catalogue import demo_catalogue
from merchant_desk.demo.orders import demo_orders
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.ui.single_instance import SingleInstance
from merchant_desk.values.clock import utc_now

Answer = tuple[int, Any, str]
Say = Callable[..., Answer]


@pytest.fixture
def keys() -> Iterator[KeyringBackend]:
    """A keyring of this test alone."""
    before = keyring.get_keyring()
    mine = MemoryKeyring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.fixture
def front() -> Iterator[Storefront]:
    """Twenty orders of the sample, their articles and a soap: each is taken in by every test."""
    orders = demo_orders(utc_now())[:20]
    named = {"SAV-01"} | {item.sku for order in orders for item in order.items}
    sold = tuple(each for each in demo_catalogue() if each.sku in named)
    with Storefront(catalogue=sold, orders=orders) as front:
        yield front


@pytest.fixture
def say(
    tmp_path: Path,
    empty_file: Path,
    keys: KeyringBackend,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Say:
    """Say a command to the empty shop in a folder; ``stdin`` is what its input holds."""
    assert keyring.get_keyring() is keys
    (tmp_path / "data").mkdir()
    shutil.copyfile(empty_file, tmp_path / "data" / FILE_NAME)

    def run(*words: str, stdin: str = "") -> Answer:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = run_command([*words, "--json", "--data", str(tmp_path / "data")])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err

    return run


def _add(say: Say, front: Storefront, *more: str, secret: str = DEMO_SECRET) -> Answer:
    return say("shop", "add", front.url, "--key", DEMO_KEY, *more, stdin=f"{secret}\n")


def test_a_shop_is_added_pulled_and_decided_in_one_command(say: Say, front: Storefront) -> None:
    masters = ("--stock-master", "desk", "--price-master", "shop", "--opening", "shop")
    code, added, _said = _add(say, front, *masters)

    assert code == 0
    assert added["opening_units"] > 0
    assert added["differences"] == 0
    assert added["can_write"] is True
    _code, (shop,), _said = say("shop", "list")
    assert (shop["stock_master"], shop["price_master"]) == ("desk", "shop")
    assert (shop["state"], shop["to_send"]) == ("up_to_date", 0)
    assert DEMO_SECRET not in json.dumps([added, shop])


def test_a_shop_is_decided_about_later(say: Say, front: Storefront) -> None:
    _add(say, front, "--name", "La mienne")
    say("sync", "--once")
    sides = ("--stock-master", "desk", "--price-master", "desk")

    refused = say("shop", "decide", "La mienne", *sides)
    done = say("shop", "decide", "La mienne", *sides, "--opening", "shop")

    assert refused[0] == 2
    assert "tomberaient à zéro" in refused[2]
    assert done[0] == 0
    assert done[1]["opening_units"] > 0


@pytest.mark.parametrize(
    ("words", "secret", "said"),
    [
        ((), "cs_wrong", "n’a pas accepté les clés"),
        ((), "", "la clé secrète manque"),
        (("--platform", "magentoo"), DEMO_SECRET, "plate-forme"),
        (("--stock-master", "desk"), DEMO_SECRET, "incomplète"),
        (("--opening", "shop"), DEMO_SECRET, "incomplète"),
    ],
)
def test_what_cannot_be_added_leaves_nothing_behind(
    say: Say, front: Storefront, words: tuple[str, ...], secret: str, said: str
) -> None:
    code, _facts, error = _add(say, front, *words, secret=secret)

    assert code == 2
    assert said in error
    assert say("shop", "list")[1] == []


@pytest.mark.parametrize("url", ["http://maboutique.fr", "boutique", "ftp://maboutique.fr"])
def test_a_bad_address_is_refused_before_the_secret_is_read(say: Say, url: str) -> None:
    code, _facts, error = say("shop", "add", url, "--key", "ck_1")

    assert code == 2
    assert "n’a pas été ajoutée" in error


def test_keys_are_changed_only_for_ones_that_work(say: Say, front: Storefront) -> None:
    _add(say, front)
    name = say("shop", "list")[1][0]["name"]

    wrong = say("shop", "keys", name, "--key", DEMO_KEY, stdin="cs_wrong\n")
    right = say("shop", "keys", name, "--key", DEMO_KEY, stdin=f"{DEMO_SECRET}\n")

    assert (wrong[0], right[0]) == (2, 0)
    assert say("sync", "--once")[0] == 0


def test_a_removed_shop_forgets_its_keys(say: Say, front: Storefront) -> None:
    _add(say, front)
    name = say("shop", "list")[1][0]["name"]

    removed = say("shop", "remove", name)

    assert removed[0] == 0
    assert say("shop", "list")[1] == []
    assert say("shop", "remove", name)[0] == 2


def test_a_quiet_shop_has_nothing_to_check(say: Say) -> None:
    code, facts, _said = say("check")

    assert (code, facts["count"], facts["items"]) == (0, 0, [])


def test_what_waits_is_told_and_decided(say: Say, front: Storefront) -> None:
    foreign = replace(demo_orders(utc_now())[0], broken={"currency": "USD"})
    front.place_order(foreign)
    _add(say, front, "--stock-master", "shop", "--price-master", "shop")
    code, facts, _said = say("check")
    assert code == 1
    parked = [item for item in facts["items"] if item["kind"] == "parked"]
    assert len(parked) == 1

    settled = say("settle", parked[0]["id"], "discard")
    again = say("settle", parked[0]["id"], "discard")

    assert settled[0] == 0
    assert again[0] == 2
    assert say("check")[1]["counts"]["parked"] == 0


def test_a_copy_is_made_listed_and_put_back(say: Say, tmp_path: Path, front: Storefront) -> None:
    code, made, _said = say("backup")
    assert code == 0
    _add(say, front)
    elsewhere = say("backup", "--to", str(tmp_path / "cle"))[1]
    assert Path(elsewhere["path"]).is_file()
    assert [each["path"] for each in say("backup", "--list")[1]].count(made["path"]) == 1

    code, restored, _said = say("restore", Path(made["path"]).name)

    assert code == 0
    assert Path(restored["kept"]).is_file()
    assert say("shop", "list")[1] == []


def test_a_broken_or_missing_copy_changes_nothing(
    say: Say, tmp_path: Path, front: Storefront
) -> None:
    _add(say, front)
    broken = tmp_path / "abimee.sqlite3"
    broken.write_bytes(b"SQLite format 3\x00" + bytes(2000))

    answers = (say("restore", str(broken)), say("restore", "absente.sqlite3"))

    assert [answer[0] for answer in answers] == [2, 2]
    assert len(say("shop", "list")[1]) == 1


def test_nothing_is_restored_under_an_open_window(say: Say, tmp_path: Path) -> None:
    made = say("backup")[1]
    window = SingleInstance(tmp_path / "data")
    assert window.first()

    code, _facts, error = say("restore", made["path"])
    window.release()

    assert code == 2
    assert "est ouvert" in error
    assert (tmp_path / "data" / FILE_NAME).is_file()
