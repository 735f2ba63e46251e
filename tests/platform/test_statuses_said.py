"""What the shop says of an invoice goes to the platform once, with its amounts to the cent."""

import pytest

from merchant_desk.documents.e_invoice_status.reading import read_statuses
from merchant_desk.errors import RefusedError
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.operations.declare_collected import declare_collected
from merchant_desk.operations.note_status import StatusNoted, note_status_by_hand
from merchant_desk.operations.note_supplier_status import note_supplier_status
from merchant_desk.values.e_invoice_status import StatusAmount, StatusCode
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.platform_words import FlowDirection, StatusSource
from tests.issued import paid
from tests.platform.platform_desk import BUYER_SIREN, PlatformDesk, a_factur_x


def collect(desk: PlatformDesk, invoice_id: InvoiceId, cents: int) -> Money:
    desk.clock.forward(minutes=1)
    with desk.lanes.database.write() as session:
        paid(session, desk.act(), cents, invoice_id=invoice_id)
    return desk.lanes.write(declare_collected, desk.act(), invoice_id).result()


def by_hand(desk: PlatformDesk, invoice_id: InvoiceId, code: int, reason: str = "") -> bool:
    desk.clock.forward(minutes=1)
    at = desk.act()
    told = StatusNoted(code, at.at, StatusSource.HAND, reason, invoice_id=invoice_id)
    return desk.lanes.write(note_status_by_hand, at, told).result()


def test_what_was_collected_is_told_once_and_only_what_is_new(desk: PlatformDesk) -> None:
    invoice_id = desk.issue(12000)
    desk.queue(invoice_id)
    desk.exchange.run()

    first = collect(desk, invoice_id, 5000)
    desk.exchange.run()
    second = collect(desk, invoice_id, 7000)
    desk.exchange.run()
    desk.exchange.run()

    assert (first, second) == (Money(5000), Money(7000))
    messages = [each for each in desk.platform.state.flows if each.syntax == "CDAR"]
    said = [read_statuses(each.body)[0] for each in messages if not each.incoming]
    assert [each.amounts for each in said] == [
        (StatusAmount(Money(5000), 2000),),
        (StatusAmount(Money(7000), 2000),),
    ]
    with pytest.raises(RefusedError, match="rien de nouveau"):
        desk.lanes.write(declare_collected, desk.act(), invoice_id).result()


def test_an_invoice_that_never_went_says_nothing(desk: PlatformDesk) -> None:
    collect(desk, desk.issue(12000), 12000)

    desk.exchange.run()

    assert desk.platform.state.flows == []


def test_a_refusal_of_a_delivered_invoice_reaches_its_seller(desk: PlatformDesk) -> None:
    desk.platform.state.deliver_invoice(a_factur_x("F-1"), "F-1.pdf")
    desk.exchange.run()
    bought = desk.all(SupplierInvoice)[0]
    refused = StatusCode.REFUSED
    desk.lanes.write(
        note_supplier_status, desk.act(), bought.id, refused, "DOUBLON", "déjà reçue"
    ).result()

    desk.exchange.run()

    out = [each for each in desk.flows() if each.direction is FlowDirection.OUT]
    said = read_statuses(out[0].body)[0]
    assert (said.code, said.reasons[0].code, said.seller_siren) == (210, "DOUBLON", BUYER_SIREN)
    assert [each.flow_type for each in out] == ["SupplierInvoiceLC"]


def test_without_a_platform_statuses_are_noted_by_hand_in_their_order(desk: PlatformDesk) -> None:
    invoice_id = desk.issue()

    by_hand(desk, invoice_id, 200)
    by_hand(desk, invoice_id, 202)
    with pytest.raises(RefusedError, match="ne peut pas suivre"):
        by_hand(desk, invoice_id, 200)
    with pytest.raises(RefusedError, match="son motif manque"):
        by_hand(desk, invoice_id, 210)
    by_hand(desk, invoice_id, 210, "TX_TVA_ERR")
    with pytest.raises(RefusedError, match="ne peut pas suivre"):
        by_hand(desk, invoice_id, 212)

    assert desk.codes(invoice_id) == [200, 202, 210]
