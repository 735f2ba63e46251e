"""What an older version issued is sealed when the newer one begins, and reads as untouched."""

import gzip
import subprocess
import sys
from pathlib import Path

from merchant_desk.database.database import open_database
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.operations.begin_sealing import begin_sealing
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.migrations.saved_shop import SAVED
from tests.sealed_shop import Key

_VERIFIER = Path(__file__).resolve().parents[2] / "resources" / "verify_archive.py"


def test_an_older_shop_is_sealed_whole_and_both_verifiers_agree(tmp_path: Path) -> None:
    path = tmp_path / "boutique.sqlite3"
    path.write_bytes(gzip.decompress((SAVED / "0005.sqlite3.gz").read_bytes()))
    database = open_database(f"sqlite:///{path}")
    upgrade(database, utc_now())

    begun = database.gesture(begin_sealing, Gesture(utc_now(), "Camille", STATION, Key())).answer

    with database.read() as session:
        report = verify_chains(session)
    database.close()
    alone = subprocess.run(  # noqa: S603 - our own verifier
        [sys.executable, "-I", str(_VERIFIER), str(path)], capture_output=True, check=False
    )
    assert (begun.sealed, begun.more) == (3, False)
    assert report.problems == ()
    assert alone.returncode == 0, alone.stdout
