"""The errands as the app runs them: one station at a time, and what is delivered is taken in."""

from collections.abc import Iterator
from dataclasses import replace

import keyring
import pytest
from keyring.backends import fail

from merchant_desk.app.memory_keyring import MemoryKeyring
from merchant_desk.app.platform_errands import PlatformErrands
from merchant_desk.database.turns import Turns
from merchant_desk.documents.e_invoice_status.reading import read_statuses
from merchant_desk.documents.factur_x import factur_x
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.money import Money
from merchant_desk.values.platform_set_up import PlatformSetUp
from merchant_desk.values.platform_words import FlowState
from merchant_desk.values.snapshots import seller_json
from tests.issued import COMPANY, SELLER
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


def test_a_delivered_factur_x_becomes_a_supplier_invoice_and_is_said_taken_in_charge(
    desk: PlatformDesk, errands: PlatformErrands
) -> None:
    theirs = replace(SELLER, name="Savonnerie du Sud", siren="552100554", vat_number="")
    ours = replace(COMPANY, siren="732829320")
    bill = desk.issue(36000, seller=seller_json(theirs), who=ours)
    page = desk.lanes.read(invoice_page, bill).result()
    desk.platform.state.deliver_invoice(factur_x(page), "F-1.pdf")

    errands.exchange()
    errands.exchange()

    bought = desk.all(SupplierInvoice)
    assert [(each.supplier_siren, each.total) for each in bought] == [("552100554", Money(36000))]
    said = [each for each in desk.platform.state.flows if each.syntax == "CDAR"]
    assert [read_statuses(each.body)[0].code for each in said] == [204]
    assert desk.flows()[0].problem == ""
