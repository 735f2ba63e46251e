"""Whatever the bytes: a statement, or a sentence; never another error, never a hang."""

import contextlib
import random
import time
from datetime import date
from pathlib import Path

import pytest

from merchant_desk.documents.bank.bank_file import read_bank_file
from merchant_desk.errors import RefusedError
from tests.at_length import few_or_many

FILES = sorted(path for path in (Path(__file__).parent / "files").iterdir() if path.suffix != ".md")
TODAY = date(2026, 11, 2)
_PIECES = (
    b"\x00", b"\xff", b"\xc3", b"<", b">", b"&", b'"', b";", b",", b"\n", b"\r", b"=", b"-",
    b"<!--", b"<![CDATA[", b"</", b"<STMTTRN>", b"<Ntry>", b"\xe2\x80\xae", b"9" * 40,
    b"\xf0\x9f\x98\x80",
    b"<!DOCTYPE", b"0" * 14, b" ", b"\t", "é".encode(), b"EUR", b"\x1a", b"\xed\xa0\x80",
)  # fmt: skip


def _mutated(content: bytes, chance: random.Random) -> bytes:
    raw = bytearray(content)
    for _time in range(chance.choice((1, 1, 1, 2, 5, 20))):
        place = chance.randrange(len(raw) + 1)
        match chance.randrange(5):
            case 0:
                raw[place : place + 1] = bytes((chance.randrange(256),))
            case 1:
                raw[place:place] = chance.choice(_PIECES)
            case 2:
                del raw[place : place + chance.choice((1, 3, 40, 120))]
            case 3:
                other = chance.randrange(len(raw) + 1)
                raw[place:place] = raw[other : other + chance.choice((5, 60, 120))]
            case _:
                raw = raw[: max(1, place)] if chance.random() < 0.1 else raw
    return bytes(raw)


@pytest.mark.parametrize("times", few_or_many(25, 4000))
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_mutated_files_are_read_or_refused(path: Path, times: int) -> None:
    chance = random.Random(f"{path.name} {times}")
    content = path.read_bytes()

    for _time in range(times):
        raw = _mutated(content, chance)
        try:
            file = read_bank_file(path.name, raw, today=TODAY)
        except RefusedError as refused:
            refused.title.encode()
            continue
        for statement in file.statements:
            for each in statement.lines:
                assert each.label.isprintable()
                assert each.amount
                assert date(2000, 1, 1) <= each.booked_on <= date(2026, 11, 9)
                each.label.encode()


@pytest.mark.parametrize(
    "content",
    [
        b"<OFX>" + b"<!--" * 300_000,
        b"<OFX>" + b"<![CDATA[" * 150_000,
        b"<OFX>" + b"<A" * 500_000,
        b"OFXHEADER:100\n<OFX>" + b"<STMTRS>" * 100_000 + b"</STMTRS>" * 100_000 + b"</OFX>",
        b"Date;Libelle;Montant\n" + b'"' * 1_000_001,
        b"Date;Libelle;Montant\n" + b";" * 1_000_000,
        b"Date;Libelle;Montant\n01/10/2026;x;" + b"1" * 1_000_000,
        b"Date;Libelle;Montant\n01/10/2026;x;" + b"1," * 500_000,
        b"Date;Libelle;Montant\n" + b"1" * 1_000_000 + b";x;1,00\n",
        b"a;" * 500_000,
        b"\n" * 1_000_000 + b"x",
        b"Compte " * 200_000 + b"\nDate;Libelle;Montant\n01/10/2026;x;1,00\n",
        b"<Document><BkToCstmrStmt>" + b"<Stmt>" * 200_000,
        b"0112345    00001EUR2 00012345678" + b" " * 2_000_000,
        b"<?xml " + b" " * 1_000_000,
        b"<OFX>"
        + b"<STMTRS><CURDEF>EUR<ACCTID>12345678" * 30_000
        + b"</STMTRS>" * 30_000
        + b"</OFX>",
        b"<BkToCstmrStmt>" + b"<a/>" * 6_000_001,
        b"Date;Libelle;Montant\n01/10/2026;x;1,00" + b"\n" * 1_000_002 + b"x",
        b"0112345    00001EUR2 00012345678" + b" " * 88 + b"\n" * 1_000_002 + b"x",
        b"Date;Libelle;Montant\n" + b"Solde 1 1 1 1 1 1 1 1 1 1 1 1 x\n" * 30_000,
        b"Date;Libelle;Montant\n01/10/2026;" + b" \xc2\xa0\xe2\x80\x8b" * 100_000 + b";1,00\n",
    ],
)
def test_a_megabyte_made_to_hang_the_reader_does_not(content: bytes) -> None:
    start = time.process_time()
    with contextlib.suppress(RefusedError):
        read_bank_file("x", content, today=TODAY)
    assert time.process_time() - start < 5
