"""A day of sales by every way, closed, handed to an accountant, a platform and an inspector."""

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]  # it publishes no types

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.documents.e_invoice.cii import cii_xml
from merchant_desk.lanes import Lanes
from merchant_desk.operations.begin_sealing import begin_sealing
from merchant_desk.queries.find_invoice import invoice_by_number
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.operations.counter_room import SOAP, counter_room
from tests.sealed_shop import Key

pytestmark = pytest.mark.journey
VERIFIER = Path(__file__).resolve().parents[2] / "resources" / "verify_archive.py"
TOLD = {
    "prices": "net",
    "buyer": {
        "company": "Les Épiciers réunis",
        "line1": "12 quai Perrache",
        "postcode": "69002",
        "city": "Lyon",
        "siren": "732829320",
    },
    "lines": [{"name": "Savon d’Alep", "quantity": 10, "unit_price": "3,125", "rate": "20"}],
}


@dataclass
class Shop:
    """A shop that is told commands, and answers in JSON."""

    folder: Path
    lanes: Lanes
    read: Callable[[], str]

    @property
    def file(self) -> Path:
        return self.folder / "boutique.sqlite3"

    def say(self, *words: str, code: int = 0) -> Any:
        def counter(arguments: argparse.Namespace) -> Counter:
            return Counter(
                self.lanes, STATION, "Camille", self.folder, arguments.json, signer=Key()
            )

        assert run(parser().parse_args([*words, "--json"]), counter, {}) == code
        return json.loads(self.read() or "null")


@pytest.fixture
def shop(
    empty_file: Path, tmp_path: Path, gesture: Gesture, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shop]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    signing = replace(gesture, signer=Key())
    counter_room(database, signing)
    database.gesture(begin_sealing, signing)
    lanes = Lanes(database)
    yield Shop(tmp_path, lanes, lambda: capsys.readouterr().out)
    lanes.close()
    database.close()


@pytest.fixture
def day(shop: Shop) -> dict[str, Any]:
    """An invoice by hand, a part of it given back, paid in part; two tickets and a return."""
    told = shop.folder / "facture.json"
    told.write_text(json.dumps(TOLD), "utf-8")
    invoice = shop.say("invoice", "issue", str(told))
    words = ("--line", "1=4", "--reason", "Cassés", "--refund-by", "card")
    credit = shop.say("invoice", "credit", invoice["number"], *words)
    shop.say("invoice", "pay", invoice["number"], "--means", "transfer", "--amount", "20")
    sold = shop.say("sell", f"{SOAP}×3", "--pay", "cash=20")["tickets"][0]
    shop.say("give-back", sold["number"], f"{SOAP}×1", "--by", "cash")
    shop.say("sell", SOAP, "--pay", "card")
    return {"invoice": invoice, "credit": credit, "sold": sold}


def test_every_document_is_one_that_platforms_take_and_says_the_same_money(
    shop: Shop, day: dict[str, Any]
) -> None:
    assert shop.say("invoice", "preflight", "all") == {}

    for told in (day["invoice"], day["credit"]):
        invoice_id = shop.lanes.read(invoice_by_number, told["number"]).result()
        xml = etree.fromstring(cii_xml(shop.lanes.read(invoice_page, invoice_id).result()))
        total = xml.findtext(".//{*}GrandTotalAmount")
        assert total is not None
        assert int(total.replace(".", "")) == abs(told["total_cents"])


@pytest.mark.usefixtures("day")
def test_books_and_closing_come_to_the_same_cent(shop: Shop) -> None:
    today = paris_date(utc_now())
    first = today.replace(day=1)

    closed = shop.say("fiscal", "close", "day")
    books = shop.say(
        "fiscal", "fec", "--from", str(first), "--to", str(today), "--to-file", str(shop.folder)
    )
    vat = shop.say("fiscal", "vat", "--from", str(first), "--to", str(today))

    with closing(sqlite3.connect(shop.file)) as file:
        counted, net, tax = file.execute(
            "SELECT sum(total), sum(net_total), sum(vat_total) FROM invoice"
        ).fetchone()
    assert counted == 3750 - 1500 + 3 * 590 - 590 + 590
    assert closed["total_cents"] == counted
    assert books["debit_cents"] == books["credit_cents"]
    assert vat["due_cents"] == tax
    assert net + tax == counted


def test_the_archive_proves_itself_without_the_desk_and_a_changed_row_is_named(
    shop: Shop, day: dict[str, Any]
) -> None:
    shop.say("fiscal", "close", "day")
    assert shop.say("fiscal", "verify")["problems"] == []
    today = str(paris_date(utc_now()))
    archive = shop.folder / "archive.zip"
    shop.say("fiscal", "archive", "--from", today, "--to", today, "--to-file", str(archive))

    with zipfile.ZipFile(archive) as packed:
        packed.extract("verify_archive.py", shop.folder)
    alone = shop.folder / "verify_archive.py"
    assert alone.read_bytes() == VERIFIER.read_bytes()
    assert _verify(alone, archive) == (0, "")
    with closing(sqlite3.connect(shop.file)) as file:
        file.execute("DROP TRIGGER invoice_line_no_update")
        file.execute("UPDATE invoice_line SET total = total - 100 WHERE quantity = 3")
        file.commit()

    code, told = _verify(alone, shop.file)
    assert code != 0
    assert day["sold"]["number"] in told


def _verify(verifier: Path, what: Path) -> tuple[int, str]:
    """Run it as an inspector does, with nothing but Python; return what it finds wrong."""
    done = subprocess.run(  # noqa: S603 - our own verifier
        [sys.executable, "-I", str(verifier), str(what)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, "" if done.returncode == 0 else done.stdout + done.stderr
