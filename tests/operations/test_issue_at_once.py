"""Documents issued at the same instant: by two stations, and twice at the same one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database, open_database
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.seal import Seal
from merchant_desk.operations.begin_sealing import begin_sealing
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.operations.save_settings import register_station
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, StationId, new_id
from merchant_desk.values.signing import SealKind
from tests.makers import make_profile
from tests.operations.test_issue_document import DRAFT
from tests.postgresql import Server
from tests.sealed_shop import signing

EACH = 8


@pytest.fixture
def shop(
    postgresql_database: Database, postgresql_server: Server
) -> Iterator[tuple[Database, Database]]:
    """The same server twice, as two programs open it."""
    other = open_database(postgresql_server.url)
    yield postgresql_database, other
    other.close()


def _issue(database: Database, gesture: Gesture) -> None:
    for _time in range(EACH):
        database.gesture(issue_document, gesture, DraftId(new_id()), DRAFT)


@pytest.mark.parametrize("apart", [True, False], ids=["two stations", "one station twice"])
def test_numbers_and_chains_stay_whole_when_documents_are_issued_at_once(
    shop: tuple[Database, Database], gesture: Gesture, *, apart: bool
) -> None:
    first = signing(gesture)
    second = replace(first, station_id=StationId(new_id()), person="Hugo") if apart else first
    with shop[0].write() as session:
        make_profile(session)
    for who in (first, second):
        shop[0].gesture(register_station, who.station_id, who.person, who.at)
    shop[0].gesture(begin_sealing, first)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_issue, shop, (first, second)))

    with shop[0].read() as session:
        counters: dict[bytes, list[int]] = {}
        for series, counter in session.execute(select(Invoice.series_id, Invoice.counter)):
            counters.setdefault(series, []).append(counter)
        links = session.scalars(select(Seal.sequence).where(Seal.kind == SealKind.DOCUMENT)).all()
        report = verify_chains(session)
    each = EACH if apart else 2 * EACH
    assert [sorted(found) for found in counters.values()] == [list(range(1, each + 1))] * (
        2 if apart else 1
    )
    assert len(links) == 2 * EACH
    assert report.problems == ()
