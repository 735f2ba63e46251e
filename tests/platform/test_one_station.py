"""One station at a time talks to the platform; the others do nothing, and lose nothing."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backends import fail

from merchant_desk.app.memory_keyring import MemoryKeyring
from merchant_desk.app.platform_errands import PlatformErrands
from merchant_desk.database.turns import Turns
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.platform_set_up import PlatformSetUp
from merchant_desk.values.platform_words import FlowState
from tests.platform.platform_desk import PlatformDesk, access


@pytest.fixture(autouse=True)
def _no_real_keyring() -> Iterator[None]:
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring leaves it so


@pytest.fixture
def errands(desk: PlatformDesk) -> Iterator[PlatformErrands]:
    made = PlatformErrands(desk.lanes, desk.made_by.station_id, desk.act, Secrets())
    account = access(desk.platform)
    made.save(
        desk.act(),
        PlatformSetUp(
            flow_url=account.flow_url,
            auth_url=account.auth_url,
            client_id=account.client_id,
            secret=account.secret,
        ),
    )
    yield made
    made.close()


def test_while_another_station_exchanges_nothing_is_sent_from_here(
    desk: PlatformDesk, errands: PlatformErrands
) -> None:
    if desk.lanes.database.is_sqlite:
        pytest.skip("a file belongs to one window")
    desk.queue(desk.issue())
    there = Turns(desk.lanes.database)

    with there.turn("platform"):
        meanwhile = errands.exchange()
    afterwards = errands.exchange()
    there.close()

    assert meanwhile is None
    assert afterwards is not None
    assert afterwards.sent == 1


def test_an_account_sends_what_waits(desk: PlatformDesk, errands: PlatformErrands) -> None:
    desk.queue(desk.issue())

    done = errands.exchange()

    assert done is not None
    assert (done.sent, desk.flows()[0].state) == (1, FlowState.ACCEPTED)


def test_without_an_account_nothing_is_asked(desk: PlatformDesk) -> None:
    alone = PlatformErrands(desk.lanes, desk.made_by.station_id, desk.act, Secrets())

    assert alone.exchange() is None
    assert desk.platform.calls == []
    alone.close()
