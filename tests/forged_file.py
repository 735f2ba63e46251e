# ruff: noqa: S608 - the tables are named here, by nobody else
"""A file that somebody who reads our sources rebuilt: every chain anew, and nothing signed."""

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.fiscal_archives import VERIFY


def strip_signatures(path: Path, *, forget_keys: bool = True) -> None:
    """Rebuild all chains over the rows as they are now, and take the keys out."""
    with closing(sqlite3.connect(path)) as raw, raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        heads = _rebuilt(raw, _records(raw, path), "kind <> 'closing'")
        for closing_id, text in raw.execute("SELECT id, heads FROM closing").fetchall():
            told = [
                [chain, place, heads[chain, place]]
                for chain, place, _digest in json.loads(text)
                if (chain, place) in heads
            ]
            raw.execute(
                "UPDATE closing SET heads = ? WHERE id = ?",
                (json.dumps(told, separators=(",", ":")), closing_id),
            )
        raw.commit()
        _rebuilt(raw, _records(raw, path), "kind = 'closing'")
        if forget_keys:
            raw.execute("DELETE FROM signing_key")


def _records(raw: sqlite3.Connection, path: Path) -> dict[str, Any]:
    raw.commit()
    return dict(VERIFY.Ledger(path).rows)


def _rebuilt(
    raw: sqlite3.Connection, records: dict[str, Any], which: str
) -> dict[tuple[str, int], str]:
    heads: dict[tuple[str, int], str] = {}
    before: dict[str, str] = {}
    links = raw.execute(
        f"SELECT id, kind, sequence, text, lower(hex(subject_id)) FROM seal WHERE {which}"
        " ORDER BY station_id, kind, sequence"
    ).fetchall()
    for seal_id, kind, sequence, text, subject in links:
        fields = text.split(";")
        fields[9] = records[kind][subject][0]
        fields[10] = before.get(fields[4], "0" * 64)
        told = ";".join(fields)
        digest = sha256(told.encode() + b"\n").hexdigest()
        before[fields[4]] = heads[fields[4], sequence] = digest
        raw.execute(
            "UPDATE seal SET text = ?, digest = ?, signature = x'', fingerprint = '' WHERE id = ?",
            (told, digest, seal_id),
        )
    return heads
