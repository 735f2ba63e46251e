"""The ``merchant-desk`` command from outside: a process a command, as a script would run it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from merchant_desk.demo.buyers import BUYERS
from merchant_desk.demo.orders import DemoItem, DemoOrder, demo_orders
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.values.clock import utc_now
from tests.cli.outside import LONGEST_S, ROOT, Outside, Said, WarmDesk

IDENTITY = (
    "--name", "Camille Roux", "--siren", "732829320", "--line1", "3 rue des Lilas",
    "--postcode", "69002", "--city", "Lyon", "--sole-trader",
)  # fmt: skip
MASTERS = ("--stock-master", "desk", "--price-master", "desk", "--opening", "shop")


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmDesk | None]:
    """Fork the commands of long stories; where there is no fork each loads the desk again."""
    if not hasattr(os, "fork"):
        yield None
        return
    with WarmDesk() as desk:
        yield desk


@pytest.fixture
def front() -> Iterator[Storefront]:
    with Storefront(orders=demo_orders(utc_now())[:6]) as front:
        yield front


@pytest.fixture
def cold(tmp_path: Path) -> Outside:
    """A machine with a keyring that two processes share; each loads the desk from its files."""
    return Outside(
        tmp_path,
        {
            "PYTHON_KEYRING_BACKEND": "tests.cli.file_keyring.FileKeyring",
            "TEST_KEYRING_FILE": str(tmp_path / "keys.json"),
            "PYTHONIOENCODING": "utf-8",
        },
    )


@pytest.fixture
def outside(cold: Outside, warm: WarmDesk | None) -> Outside:
    """The same machine, whose desk is loaded already."""
    return replace(cold, warm=warm)


def _add(outside: Outside, front: Storefront, *more: str) -> Said:
    words = ("shop", "add", front.url, "--key", DEMO_KEY, "--json", *more)
    return outside(*words, stdin=f"{DEMO_SECRET}\n")


def _place(front: Storefront) -> tuple[str, list[str]]:
    """Place an order for three articles; return its number and their codes."""
    items = (DemoItem("SAV-01", 2), DemoItem("BOG-02"))
    number = str(
        front.place_order(DemoOrder(placed_at=utc_now(), buyer=BUYERS[0], items=items))["number"]
    )
    codes = [str(front.product(each.sku)["global_unique_id"]) for each in items]
    return number, [codes[0], codes[0], codes[1]]


def _kept_text(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.slow
@pytest.mark.journey
def test_an_order_goes_from_the_shop_to_its_papers_by_commands_alone(
    outside: Outside, cold: Outside, front: Storefront, tmp_path: Path
) -> None:
    added = _add(cold, front, *MASTERS)
    number, codes = _place(front)

    pulled = cold("sync", "--once", "--json")
    listed = outside("orders", "list", "--view", "to_prepare", "--json")
    assert [said.code for said in (added, pulled, listed)] == [0, 0, 0], added.err + pulled.err
    assert number in {order["number"] for order in listed.facts["orders"]}
    assert outside("profile", "set", *IDENTITY).code == 0
    picked = outside("pick", number, "--to", "vague.pdf", "--json")
    assert (picked.facts["short_units"], len(picked.facts["orders"])) == (0, 1)
    packed = outside("pack", number, "--scan", *codes, "--tracking", "6A12345678901", "--json")
    assert packed.code == 0, packed.out
    assert packed.facts["closed"]["order_complete"] is True
    for kind in ("picking", "packing", "invoice"):
        assert outside("documents", number, "--kind", kind, "--to", f"{kind}.pdf").code == 0
    assert outside("sync", "--once").code == 0

    assert front.order(number)["status"] == "completed"
    assert {path.read_bytes()[:5] for path in tmp_path.glob("*.pdf")} == {b"%PDF-"}
    shown = outside("orders", "show", number, "--json").facts
    assert (shown["state"], len(shown["invoices"])) == ("shipped", 1)
    story = outside("stock", "show", "SAV-01", "--json").facts
    assert front.stock("SAV-01") == story["available"]
    assert DEMO_SECRET.encode() not in _kept_text(tmp_path / "data")


@pytest.mark.slow
def test_a_copy_an_import_and_a_count_are_made_and_taken_back(
    outside: Outside, tmp_path: Path
) -> None:
    (tmp_path / "catalogue.csv").write_text(
        "SKU;Nom;Prix;Stock;EAN\nA1;Savon;4,90;12;3760421000016\nA2;Bougie;9,90;3;\n", "utf-8"
    )
    made = outside("backup", "--json")
    tried = outside("import", "products", "catalogue.csv", "--dry-run", "--json")
    assert (tried.code, tried.facts["created"]) == (0, 2)
    assert outside("products", "list", "--json").facts["count"] == 0
    assert outside("import", "products", "catalogue.csv").code == 0
    counted = outside("stock", "adjust", "A1", "--counted", "10", "--note", "inventaire", "--json")
    assert (counted.facts["before"], counted.facts["after"]) == (12, 10)
    assert outside("check", "--json").facts["count"] == 0

    undone = outside("import", "products", "--undo", "--json")
    restored = outside("restore", Path(made.facts["path"]).name, "--json")

    assert undone.code == 0
    assert restored.code == 0
    assert outside("products", "list", "--json").facts["count"] == 0


@pytest.mark.slow
def test_without_a_keyring_the_secret_is_written_nowhere(
    warm: WarmDesk | None, front: Storefront, tmp_path: Path
) -> None:
    bare = Outside(tmp_path, {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}, warm)

    added = _add(bare, front)
    synced = bare("sync", "--once")

    assert (added.code, added.facts["keys_kept"]) == (1, False)
    assert synced.code == 2
    assert "ses clés ne sont pas ici" in synced.err
    assert "Traceback" not in synced.err
    assert DEMO_SECRET.encode() not in _kept_text(tmp_path)


@pytest.mark.parametrize("backend", ["no.such.Keyring", "json.Nope", ""])
def test_a_keyring_that_does_not_exist_is_told(
    warm: WarmDesk | None, front: Storefront, tmp_path: Path, backend: str
) -> None:
    wrong = Outside(tmp_path, {"PYTHON_KEYRING_BACKEND": backend}, warm)

    said = _add(wrong, front)

    assert said.code == 2
    assert said.err.startswith("Rien n’a été fait\u00a0: le trousseau choisi n’existe pas")
    assert len(said.err.splitlines()) == 2


def test_the_version_is_told_without_opening_anything(cold: Outside, tmp_path: Path) -> None:
    said = cold("--version")

    assert (said.code, said.out.strip()) == (0, metadata.version("merchant-desk"))
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have no display")
def test_without_a_display_the_window_says_so_and_names_the_commands(tmp_path: Path) -> None:
    bare = Outside(tmp_path, {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""})

    said = bare()

    assert said.code == 2
    assert "aucun écran" in said.err
    assert "--help" in said.err


@pytest.mark.slow
def test_a_reader_that_has_seen_enough_is_no_trouble(cold: Outside, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "merchant_desk", "products", "list", "--json"]
    with subprocess.Popen(  # noqa: S603 - our own command
        [*words, "--data", str(tmp_path / "data")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **cold.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        code = process.wait(timeout=LONGEST_S)

    assert code == 0, said
    assert b"Traceback" not in said
