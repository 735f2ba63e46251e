"""How an installation ended is said once, whoever else asks about versions at that moment."""

from concurrent.futures import ThreadPoolExecutor

from merchant_desk.sync.updates.state import Leap, UpdateState
from tests.publisher import NEW, OLD
from tests.updates.desk_of_versions import VersionsDesk


def test_two_questions_at_once_lose_no_outcome(shop: VersionsDesk) -> None:
    """A start asks for news and for the outcome at the same moment, on two network threads."""
    for _round in range(40):
        updates = shop.running(NEW)
        updates.shelf.keep(UpdateState(leap=Leap(shop.now, OLD, NEW)))
        with ThreadPoolExecutor(2) as pool:
            offered, said = pool.submit(updates.offered), pool.submit(updates.outcome)

        assert offered.result() == ""
        assert said.result() == f"Merchant Desk est passé à la version {NEW}."
        assert updates.outcome() == ""
