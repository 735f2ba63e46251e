"""The shop that every released version left behind, kept to be opened for ever.

``python -m tests.migrations.saved_shop`` writes the file of the version at hand into ``saved/``:
run it when a version is released, and never again for that version.
"""

import gzip
import sqlite3
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from merchant_desk.database.database import open_database
from merchant_desk.migrations.head import HEAD
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import StationId
from merchant_desk.values.scan import scan_of_text
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
    remote_order,
)

SAVED = Path(__file__).parent / "saved"
SKU, EAN, ORDER = "SAV-LAV-100", "3760421000016", "1042"
_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
_STATION = StationId(bytes.fromhex("0193000000007000800000000000000a"))


def fill(session: Session) -> None:
    """One soap in stock; one order packed, shipped and invoiced; one more still to prepare."""
    gesture = Gesture(at=_AT, person="Camille", station_id=_STATION)
    make_station(session, gesture)
    make_profile(session)
    product_id = make_product(session, SKU, ean=EAN)
    put_stock(session, gesture, product_id, make_bin(session, make_location(session)), 12)
    shop_id = make_shop(session)
    packed, _left = [
        accept_order(session, gesture, shop_id, remote_order(number)).order_id
        for number in (ORDER, "1043")
    ]
    session.flush()
    parcel_id = open_parcel(session, gesture, packed).parcel_id
    scan_at_packing(session, gesture, parcel_id, scan_of_text(EAN, _AT))


def write(folder: Path) -> Path:
    """Write the file of this version, compressed; return where."""
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "boutique.sqlite3"
        database = open_database(f"sqlite:///{path}")
        upgrade(database, _AT)
        with database.write() as session:
            fill(session)
        database.close()
        whole = sqlite3.connect(path)
        whole.execute("PRAGMA journal_mode = DELETE")
        whole.execute("VACUUM")
        whole.close()
        folder.mkdir(exist_ok=True)
        target = folder / f"{HEAD}.sqlite3.gz"
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        return target


def read(saved: Path, target: Path) -> None:
    """Put a saved file where it can be opened."""
    target.write_bytes(gzip.decompress(saved.read_bytes()))


if __name__ == "__main__":
    sys.stdout.write(f"{write(SAVED)}\n")
