"""The shop's file as it lies on the disk, read from a copy: its own program may have it open."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from installer.windows.proof import NotSoError

FILE = "boutique.sqlite3"
COUNTED = ("product", "sales_order", "order_line", "stock_move", "invoice", "parcel_scan", "seal")
"""What a merchant would miss first."""


class ShopFile:
    """The file of a shop in its data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def copy(self) -> Iterator[sqlite3.Connection]:
        """Open a copy as after a power cut: the file and its log, without what was in memory."""
        with tempfile.TemporaryDirectory(prefix="merchant-desk-copy-") as temporary:
            for name in (FILE, f"{FILE}-wal"):
                if (self._folder / name).exists():
                    shutil.copy(self._folder / name, temporary)
            with closing(sqlite3.connect(Path(temporary) / FILE)) as connection:
                yield connection

    def counts(self) -> dict[str, int]:
        """Return how many rows the tables hold."""
        with self.copy() as file:
            return {
                name: int(file.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608 - names of ours
                for name in COUNTED
            }

    def whole(self) -> bool:
        """Tell whether SQLite finds the file whole."""
        with self.copy() as file:
            return file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

    def scans(self) -> list[tuple[str, str, int]]:
        """Return what was scanned at the packing station."""
        with self.copy() as file:
            rows = file.execute("SELECT code, outcome, units FROM parcel_scan ORDER BY at")
            return [(str(code), str(outcome), int(units)) for code, outcome, units in rows]

    def first_to_pack(self) -> tuple[str, str]:
        """Return the code of the first slip to pack, and that of an article on it."""
        with self.copy() as file:
            row = file.execute(
                "SELECT o.slip_code, c.code FROM wave_order w"
                " JOIN sales_order o ON o.id = w.order_id JOIN order_line l ON l.order_id = o.id"
                " JOIN product_code c ON c.product_id = l.product_id AND c.units = 1"
                " WHERE c.kind = 'ean' AND o.state = 'preparing' ORDER BY w.position LIMIT 1"
            ).fetchone()
        if row is None:
            raise NotSoError("no order waits to be packed")
        return str(row[0]), str(row[1])[-13:]

    def slips_to_pack(self) -> set[str]:
        """Return the codes of the slips of all orders that are being picked."""
        with self.copy() as file:
            rows = file.execute(
                "SELECT o.slip_code FROM wave_order w JOIN sales_order o ON o.id = w.order_id"
            )
            return {str(code) for (code,) in rows}

    def choose_printer(self, printer: str) -> None:
        """Choose the printer of picking slips on this station, as the page of settings does.

        The desk must be closed.
        """
        with closing(sqlite3.connect(self._folder / FILE)) as file, file:
            station = file.execute("SELECT lower(hex(id)) FROM station").fetchone()[0]
            file.execute(
                "INSERT OR REPLACE INTO setting VALUES (?, 'printer.picking', ?)",
                (station, printer),
            )
