# ruff: noqa: S608 - the tables are named here, by nobody else
"""Whatever cell, row or place is changed in a file or an archive, the verifier finds it alone."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from merchant_desk.database.database import open_database
from tests.fiscal_archives import VERIFY, archive, live, problems
from tests.forged_file import strip_signatures
from tests.sealed_shop import Key

COLUMNS_LEFT_OUT = {
    ("seal", "id"),  # names nothing
    ("invoice", "customer_id"),  # leads to a card, which may be erased
    ("invoice", "search_text"),  # only finds the document on a screen
    ("signing_key", "since"),
    ("signing_key", "algorithm"),
    ("signing_key", "station_id"),
}
SEALED = (
    "seal", "invoice", "invoice_line", "invoice_rate", "payment", "closing", "fiscal_event",
    "document_copy", "archive", "signing_key",
)  # fmt: skip


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Iterator[Path]:
    """A file that lived, as it lies on the disk; nothing is open on it."""
    path = tmp_path_factory.mktemp("lived") / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    live(database)
    database.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.commit()
    yield path
    path.unlink()


def _cells(path: Path) -> list[tuple[str, int, str]]:
    """Every cell that is sealed: table, rowid, column."""
    found = []
    with closing(sqlite3.connect(path)) as raw:
        for name in SEALED:
            columns = [row[1] for row in raw.execute(f"PRAGMA table_info({name})")]
            for (row,) in raw.execute(f"SELECT rowid FROM {name}").fetchall():
                found += [
                    (name, row, each) for each in columns if (name, each) not in COLUMNS_LEFT_OUT
                ]
    return found


def _other(value: Any, byte: int) -> Any:
    """A value that differs from this one in one place."""
    match value:
        case None:
            return b"\x01" * 16
        case int():
            return value + 1 + byte
        case bytes():
            place = byte % max(len(value), 1)
            return (
                value[:place] + bytes([(value[place] + 1) % 256]) + value[place + 1 :]
                if value
                else b"x"
            )
        case _:
            text = str(value)
            place = byte % max(len(text), 1)
            return text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :] if text else "x"


@settings(max_examples=40)
@given(data=st.data())
def test_any_cell_flipped_is_found(
    lived: Path, tmp_path_factory: pytest.TempPathFactory, data: Any
) -> None:
    table, row, column = data.draw(st.sampled_from(_cells(lived)))
    byte = data.draw(st.integers(0, 400))
    copy = tmp_path_factory.getbasetemp() / "flipped.sqlite3"
    shutil.copyfile(lived, copy)
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        (value,) = raw.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)).fetchone()
        try:
            raw.execute(
                f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (_other(value, byte), row)
            )
        except sqlite3.IntegrityError:  # the same value twice where it may stand once
            reject()

    assert problems(copy), (table, column)


@settings(max_examples=40)
@given(data=st.data())
def test_any_row_removed_is_found(
    lived: Path, tmp_path_factory: pytest.TempPathFactory, data: Any
) -> None:
    table, row, _column = data.draw(st.sampled_from(_cells(lived)))
    copy = tmp_path_factory.getbasetemp() / "removed.sqlite3"
    shutil.copyfile(lived, copy)
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))

    assert problems(copy), table


@settings(max_examples=40)
@given(data=st.data())
def test_any_row_inserted_is_found(
    lived: Path, tmp_path_factory: pytest.TempPathFactory, data: Any
) -> None:
    table = data.draw(
        st.sampled_from([each for each in SEALED if each not in {"signing_key", "document_copy"}])
    )
    copy = tmp_path_factory.getbasetemp() / "inserted.sqlite3"
    shutil.copyfile(lived, copy)
    fresh = {
        "id": b"\x02" * 16,
        "number": "TA2026-000777",
        "counter": 777,
        "subject_id": b"\x03" * 16,
        "sequence": 777,
        "position": 9,
        "rate_bp": 1,
        "remote_key": "other",
        "period": "2031",
    }
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.row_factory = sqlite3.Row
        rows = raw.execute(f"SELECT * FROM {table}").fetchall()
        row = dict(data.draw(st.sampled_from(rows)))
        row |= {name: value for name, value in fresh.items() if name in row}
        marks = ", ".join("?" * len(row))
        names = ", ".join(f'"{name}"' for name in row)
        raw.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))

    assert problems(copy), table


@settings(max_examples=40)
@given(data=st.data())
def test_any_two_rows_that_change_places_are_found(
    lived: Path, tmp_path_factory: pytest.TempPathFactory, data: Any
) -> None:
    table = data.draw(st.sampled_from(["seal", "invoice", "payment", "fiscal_event", "closing"]))
    copy = tmp_path_factory.getbasetemp() / "swapped.sqlite3"
    shutil.copyfile(lived, copy)
    with closing(sqlite3.connect(copy)) as raw, raw:
        rows = [each for (each,) in raw.execute(f"SELECT rowid FROM {table}")]
        one, other = data.draw(st.lists(st.sampled_from(rows), min_size=2, max_size=2, unique=True))
        key = "sequence" if table == "seal" else "id"
        (a,) = raw.execute(f"SELECT {key} FROM {table} WHERE rowid = ?", (one,)).fetchone()
        (b,) = raw.execute(f"SELECT {key} FROM {table} WHERE rowid = ?", (other,)).fetchone()
        assume(a != b)
        park = 10**6 if table == "seal" else b"\xff" * 16
        try:
            for row, value in ((one, park), (other, a), (one, b)):
                raw.execute(f"UPDATE {table} SET {key} = ? WHERE rowid = ?", (value, row))
        except sqlite3.IntegrityError:
            reject()

    assert problems(copy), table


@settings(max_examples=40)
@given(place=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_any_bit_flipped_in_any_file_of_an_archive_is_found(
    archived: Path, tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    copy = tmp_path_factory.getbasetemp() / "flipped"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(archived, copy)
    files = sorted(each for each in copy.iterdir() if each.stat().st_size)
    chosen = files[place % len(files)]
    raw = bytearray(chosen.read_bytes())
    raw[place // 7 % len(raw)] ^= 1 << bit
    chosen.write_bytes(raw)

    try:
        found = problems(copy)
    except (ValueError, LookupError, TypeError, AttributeError):
        return  # said as « ni archive ni fichier » with its own exit code

    assert found, chosen.name


@pytest.fixture(scope="module")
def archived(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive unpacked."""
    folder = tmp_path_factory.mktemp("archived")
    copy = folder / "boutique.sqlite3"
    shutil.copyfile(lived, copy)
    database = open_database(f"sqlite:///{copy}")
    written = archive(database, folder)
    database.close()
    unpacked = folder / "unpacked"
    with zipfile.ZipFile(written.asked.target) as packed:
        packed.extractall(unpacked)
    return unpacked


def test_a_document_changed_in_an_archive_is_named(archived: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(archived, copy)
    documents = copy / "documents.jsonl"
    documents.write_bytes(documents.read_bytes().replace(b'"total":1007', b'"total":1000', 1))

    found = problems(copy)

    assert any("TA2026-000002" in each and "modifié" in each for each in found), found


def _forge(archived: Path, tmp_path: Path, **files: bytes) -> Path:
    """An archive whose manifest was written anew over other files, unsigned."""
    copy = tmp_path / "forged"
    shutil.copytree(archived, copy)
    for name, content in files.items():
        (copy / name.replace("_", ".")).write_bytes(content)
    manifest = json.loads((copy / "manifest.json").read_bytes())
    digests = {name: sha256((copy / name).read_bytes()).hexdigest() for name in manifest["files"]}
    told = manifest | {"key": "", "files": digests}
    (copy / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    (copy / "manifest.sig").write_bytes(b"")
    return copy


def test_a_manifest_that_lost_its_signature_is_named(archived: Path, tmp_path: Path) -> None:
    found = problems(_forge(archived, tmp_path, lines_csv=b"rewritten"))

    assert any(each.startswith("manifest.json") for each in found), found


def test_documents_that_lost_their_customer_are_named(archived: Path, tmp_path: Path) -> None:
    found = problems(_forge(archived, tmp_path, parties_jsonl=b""))

    assert sum("retirés" in each for each in found) == 9, found


def test_a_file_put_beside_those_of_the_archive_is_named(archived: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(archived, copy)
    (copy / "more.csv").write_text("a;b", encoding="utf-8")

    found = problems(copy)

    assert len(found) == 1
    assert found[0].startswith("more.csv")


def test_chains_rebuilt_without_a_signature_fail_alone(lived: Path, tmp_path: Path) -> None:
    copy = tmp_path / "stripped.sqlite3"
    shutil.copyfile(lived, copy)
    strip_signatures(copy)

    found = problems(copy)
    expected = list(VERIFY.Ledger(copy).problems([], Key().fingerprint))
    honest = list(VERIFY.Ledger(lived).problems([], Key().fingerprint))

    assert found
    assert all("sans signature" in each for each in found), found
    assert any("clé attendue" in each for each in expected), expected
    assert honest == []
