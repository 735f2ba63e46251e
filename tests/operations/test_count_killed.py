"""A count survives the program: every scan that was answered is there, and none by half."""

import subprocess
import sys
from pathlib import Path

from merchant_desk.database.database import open_database
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.validate_count import validate_count
from merchant_desk.queries.count_review import count_review
from merchant_desk.queries.stock import stock_differences
from merchant_desk.values.gesture import Gesture
from tests.operations.shelf_world import SOAP, shelf_world

_COUNTING = """
import os, sys
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.scan import scan_of_text

url, count, place, station, code = sys.argv[1:]
lanes = Lanes(open_database(url))
for _scan in range(7):
    gesture = Gesture(utc_now(), "Camille", bytes.fromhex(station))
    scan = CountScan(bytes.fromhex(count), bytes.fromhex(place), scan_of_text(code, gesture.at))
    lanes.write(count_scan, gesture, scan).result()
lanes.write(count_scan, gesture, scan)
os._exit(9)
"""


def test_a_killed_program_loses_no_scan_that_was_answered(
    empty_file: Path, tmp_path: Path, gesture: Gesture
) -> None:
    path = tmp_path / "boutique.sqlite3"
    path.write_bytes(empty_file.read_bytes())
    url = f"sqlite:///{path}"
    database = open_database(url)
    with database.write() as session:
        world = shelf_world(session, gesture, [9, 0, 0], [7, 0, 0])
        count_id = open_count(session, gesture, NewCount()).count_id
    database.close()
    told = [url, count_id.hex(), world.bins[0].hex(), gesture.station_id.hex(), SOAP]

    died = subprocess.run([sys.executable, "-c", _COUNTING, *told], check=False)  # noqa: S603 - our own interpreter, a constant text

    again = open_database(url)
    with again.write() as session:
        review = count_review(session, count_id)
        assert review is not None
        (row,) = review.counted
        validate_count(session, gesture, count_id)
        assert stock_differences(session) == ()
    again.close()
    assert died.returncode == 9
    assert row.counted in {7, 8}  # the last was sent and never answered
    assert row.expected == 9
