"""BNKa: files of banks become lines, checked and proved, against reading the same bytes barely."""

import csv
import io
import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it has no stubs

from merchant_desk.documents.bank.bank_file import read_bank_file
from tests.benchmarks.measuring import Figure, in_turn
from tests.benchmarks.workbench import Workbench
from tests.documents.bank.writing import camt, cfonb, csv_bytes, many, ofx

_TODAY = date(2026, 11, 22)
_FIELD = re.compile(r"<([A-Z0-9.]+)>([^<]*)")
_SIGNS = {sign: (1, digit) for digit, sign in enumerate("{ABCDEFGHI")} | {
    sign: (-1, digit) for digit, sign in enumerate("}JKLMNOPQR")
}  # fmt: skip
Bare = tuple[date, int, str]


def bnka(bench: Workbench) -> list[Figure]:
    """Compare each format with its splitter (csv, str, re, lxml) and the least that reads it."""
    amount = 2 * bench.size.products
    lines = many(amount)
    files: tuple[tuple[str, bytes, Callable[[bytes], list[Bare]]], ...] = (
        ("CSV", csv_bytes(lines), _bare_csv),
        ("CFONB 120", cfonb(lines), _bare_cfonb),
        ("OFX", ofx(lines), _bare_ofx),
        ("CAMT.053", camt(lines), _bare_camt),
    )
    return [_figure(bench, each, amount) for each in files]


def _figure(
    bench: Workbench, file: tuple[str, bytes, Callable[[bytes], list[Bare]]], amount: int
) -> Figure:
    name, content, bare = file

    def limit() -> float:
        return _timed(lambda: bare(content), amount)

    def desk() -> float:
        return _timed(lambda: _lines(content), amount)

    pair = in_turn(limit, desk, min(bench.size.rounds, 3))
    return Figure(
        job="BNKa",
        what=f"{name} of {amount} lines, checked, proved ({len(content) // 1_000_000} MB)",
        value=amount / pair.desk_s,
        unit="lines/s",
        limit=amount / pair.limit_s,
        ratio=pair.ratio,
        must=3.0,
        stretch=2.0,
        note="the limit: the format's splitter, day, cents and label, nothing checked",
    )


def _lines(content: bytes) -> tuple[Any, ...]:
    return read_bank_file("bench", content, today=_TODAY).statements[0].lines


def _timed(work: Callable[[], Any], amount: int) -> float:
    start = time.perf_counter()
    found = work()
    taken = time.perf_counter() - start
    if len(found) != amount:
        raise AssertionError(len(found))
    return taken


def _bare_csv(content: bytes) -> list[Bare]:
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    next(reader)
    return [
        (
            date(int(day[6:]), int(day[3:5]), int(day[:2])),
            int(amount.replace(",", "")),
            label.strip(),
        )
        for day, _value, label, amount, _number in reader
    ]


def _bare_cfonb(content: bytes) -> list[Bare]:
    lines = []
    for record in content.decode("latin-1").split("\r\n"):
        if record.startswith("04"):
            sign, digit = _SIGNS[record[103]]
            day = date(2000 + int(record[38:40]), int(record[36:38]), int(record[34:36]))
            lines.append((day, sign * (int(record[90:103]) * 10 + digit), record[48:79].strip()))
    return lines


def _bare_ofx(content: bytes) -> list[Bare]:
    lines = []
    for chunk in content.decode("cp1252").split("<STMTTRN>")[1:]:
        told = dict(_FIELD.findall(chunk))
        day = told["DTPOSTED"]
        lines.append(
            (
                date(int(day[:4]), int(day[4:6]), int(day[6:8])),
                int(told["TRNAMT"].replace(",", "")),
                told["NAME"].strip(),
            )
        )
    return lines


def _bare_camt(content: bytes) -> list[Bare]:
    lines = []
    space = "{urn:iso:std:iso:20022:tech:xsd:camt.053.001.02}"
    for _event, entry in etree.iterparse(io.BytesIO(content), tag=f"{space}Ntry"):
        cents = int(entry.findtext(f"{space}Amt").replace(".", ""))
        lines.append(
            (
                date.fromisoformat(entry.findtext(f"{space}BookgDt/{space}Dt")),
                cents if entry.findtext(f"{space}CdtDbtInd") == "CRDT" else -cents,
                entry.findtext(f".//{space}Ustrd").strip(),
            )
        )
        entry.clear()
    return lines
