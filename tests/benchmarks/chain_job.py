"""CHAIN: every link of a chain of a million documents held to its rows, under a minute.

The documents have two lines and two rates each and are sealed by the operation itself; one is
issued, the others are copies of its rows with their own ids, numbers and instants. The limit reads
the links from the same file with sqlite3 and does what no check can do without: one SHA-256 a link.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database, open_database
from merchant_desk.database.prepared import insert_into
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceRate, InvoiceSeries
from merchant_desk.operations.seal_records import seal
from merchant_desk.operations.write_invoice import document_to_seal
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import new_ids
from merchant_desk.values.signing import SealKind
from tests.benchmarks.desk_file import GESTURE
from tests.benchmarks.measuring import Figure, in_turn
from tests.benchmarks.workbench import Workbench
from tests.sealed_shop import begin, issue

MINUTE_S, MILLION = 60.0, 1_000_000
_LINKS = {"full": MILLION, "small": 50_000, "tiny": 500}
_TOGETHER = 1000
_INVOICES, _LINES, _RATES = table(Invoice), table(InvoiceLine), table(InvoiceRate)
Row = dict[str, Any]


def chain(bench: Workbench) -> list[Figure]:
    """Verify the whole chain, beside the hashes alone."""
    links = _LINKS[bench.size.name]
    path = bench.folder / f"chain-{links}.sqlite3"
    if not path.exists():
        _make(bench.fresh("chain-unfinished.sqlite3"), links).rename(path)
    database = open_database(f"sqlite:///{path}")
    pair = in_turn(lambda: _hashes(path), lambda: _verified(database, links), rounds=1)
    database.close()
    per_million = pair.desk_s * MILLION / links
    return [
        Figure(
            job="CHAIN",
            what=f"{links:,} links verified with their rows, for a million",
            value=per_million,
            unit="s",
            limit=pair.limit_s * MILLION / links,
            ratio=per_million / MINUTE_S,
            must=1,
            timed=True,
            note=f"{pair.ratio:.1f} times the hashes of the links alone",
        )
    ]


def _hashes(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for text, signature, digest in raw.execute("SELECT text, signature, digest FROM seal"):
            if sha256(text.encode() + b"\n" + signature).hexdigest() != digest:
                raise AssertionError(text)


def _verified(database: Database, links: int) -> None:
    with database.read() as session:
        report = verify_chains(session)
    if report.problems or report.links < links:
        raise AssertionError(report)


def _make(path: Path, links: int) -> Path:
    database = open_database(f"sqlite:///{path}")
    upgrade(database, utc_now())
    with database.write() as session:
        begin(session, GESTURE)
        first = issue(session, GESTURE)
        document, lines, rates = _rows(session, first)
    for start in range(2, links + 1, _TOGETHER):
        with database.write() as session:
            counters = range(start, min(start + _TOGETHER, links + 1))
            _copy(session, document, lines, rates, counters)
    database.close()
    return path


def _rows(session: Session, invoice_id: bytes) -> tuple[Row, list[Row], list[Row]]:
    def all_of(source: Any, column: str) -> Iterator[Row]:
        found = session.execute(select(source).where(source.c[column] == invoice_id))
        return (dict(row) for row in found.mappings())

    return (
        next(all_of(_INVOICES, "id")),
        list(all_of(_LINES, "invoice_id")),
        list(all_of(_RATES, "invoice_id")),
    )


def _copy(
    session: Session, document: Row, lines: list[Row], rates: list[Row], counters: range
) -> None:
    """Insert and seal as many documents as there are counters."""
    made: list[tuple[Row, list[Row], list[Row]]] = []
    for counter, own in zip(counters, new_ids(len(counters)), strict=True):
        at = document["issued_at"] + timedelta(milliseconds=counter)
        number = f"{document['number'].partition('-')[0]}-{counter:06d}"
        head = {**document, "id": own, "counter": counter, "number": number, "issued_at": at}
        ids = new_ids(len(lines))
        own_lines = [
            {**line, "id": each, "invoice_id": own} for line, each in zip(lines, ids, strict=True)
        ]
        made.append((head, own_lines, [{**rate, "invoice_id": own} for rate in rates]))
    insert_into(session, _INVOICES, [each[0] for each in made])
    insert_into(session, _LINES, [line for each in made for line in each[1]])
    insert_into(session, _RATES, [rate for each in made for rate in each[2]])
    for each in made:  # each at its own instant, as seals tell it
        gesture = replace(GESTURE, at=each[0]["issued_at"])
        seal(session, gesture, SealKind.DOCUMENT, [document_to_seal(*each)])
    series = table(InvoiceSeries)
    session.execute(update(series).values(last_counter=counters[-1]))
