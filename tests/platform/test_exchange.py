"""What waits is sent once, what comes is kept once, whatever is cut in between."""

import pytest
from sqlalchemy.orm import Session

from merchant_desk.demo.platform_messages import InvoiceRead
from merchant_desk.demo.shop_server import Failure
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.models.platform import InvoiceStatus, PlatformCursor, PlatformFlow
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.operations import keep_received_flows
from merchant_desk.operations.settle_flow import discard_flow, retry_flow
from merchant_desk.queries.platform_checks import platform_checks
from merchant_desk.queries.platform_flows import invoice_statuses
from merchant_desk.rules.e_invoice_scope import why_no_e_invoice
from merchant_desk.sync.platform import exchange as exchange_module
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.platform_words import FlowState
from merchant_desk.values.remote import Address
from tests.platform.platform_desk import BUYER_SIREN, PlatformDesk, a_factur_x, client

ABROAD = Buyer(Address(company="Zeep BV", country="NL"), is_business=True, vat_number="NL1")
PERSON = Buyer(Address(name="Camille Roux"))


class PowerCutError(BaseException):
    """The computer stops here."""


def test_an_invoice_goes_to_the_platform_and_its_life_comes_back(desk: PlatformDesk) -> None:
    invoice_id = desk.issue()
    desk.queue(invoice_id)

    desk.exchange.run()
    for _step in range(5):
        desk.clock.forward(minutes=5)
        desk.platform.state.advance()
        desk.exchange.run()

    flow = desk.flows()[0]
    assert (flow.state, flow.attempts, flow.remote_id) == (FlowState.ACCEPTED, 1, "flow-000001")
    assert desk.codes(invoice_id) == [200, 202, 203, 204, 205]
    assert desk.platform.state.flows[0].body == flow.body


def test_a_wrong_siren_is_rejected_with_its_reason(desk: PlatformDesk) -> None:
    invoice_id = desk.issue()
    desk.queue(invoice_id, buyer="552100555")

    desk.exchange.run()
    desk.exchange.run()

    with desk.lanes.database.read() as session:
        life = invoice_statuses(session, invoice_id)
    assert [(each.code, each.reason) for each in life] == [(200, ""), (213, "DEST_INC")]


def test_asking_twice_queues_an_invoice_once(desk: PlatformDesk) -> None:
    invoice_id = desk.issue()

    first, second = desk.queue(invoice_id), desk.queue(invoice_id)

    assert second.again
    assert second.flow_id == first.flow_id
    assert len(desk.flows()) == 1


@pytest.mark.parametrize("who", [PERSON, ABROAD], ids=["consumer", "abroad"])
def test_only_domestic_businesses_get_an_e_invoice(desk: PlatformDesk, who: Buyer) -> None:
    invoice_id = desk.issue(who=who)

    with pytest.raises(RefusedError, match="n’a pas été mise à envoyer"):
        desk.queue(invoice_id)

    assert desk.flows() == []


def test_a_business_without_siren_is_told_so() -> None:
    nameless = Buyer(Address(company="Hôtel du Pont"), is_business=True)
    assert why_no_e_invoice(InvoiceKind.INVOICE, nameless) == "le SIREN du client manque."


def test_a_lost_answer_sends_nothing_twice(desk: PlatformDesk) -> None:
    desk.queue(desk.issue())
    desk.client.check()  # the token is there: the next call is the file
    desk.platform.fail(Failure.DONE_THEN_CUT)

    with pytest.raises(UnavailableError):
        desk.exchange.push()
    waiting = desk.flows()[0]
    desk.clock.forward(minutes=10)
    desk.exchange.push()

    assert waiting.state is FlowState.WAITING
    assert desk.flows()[0].state is FlowState.SENT
    assert len(desk.platform.state.flows) == 1


def test_a_stop_between_sending_and_noting_sends_nothing_twice(
    desk: PlatformDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.queue(desk.issue())

    def cut(*_args: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr(exchange_module, "note_flow_sent", cut)
        with pytest.raises(PowerCutError):
            desk.exchange.push()
    at_once = desk.exchange.push()
    desk.clock.forward(minutes=10)
    later = desk.exchange.push()

    assert (at_once, later) == ((0, 0), (1, 0))
    assert len(desk.platform.state.flows) == 1
    assert desk.flows()[0].state is FlowState.SENT


def test_a_stop_while_a_page_is_kept_keeps_neither_the_page_nor_the_place(
    desk: PlatformDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice_id = desk.issue()
    desk.queue(invoice_id)
    desk.exchange.push()
    desk.platform.state.advance()

    def cut(_session: Session, *_args: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr(keep_received_flows, "_move_cursor", cut)
        with pytest.raises(PowerCutError):
            desk.exchange.poll()
    nothing = (desk.codes(invoice_id), desk.all(PlatformCursor), desk.flows()[0].state)
    desk.exchange.poll()

    assert nothing == ([], [], FlowState.SENT)
    assert desk.codes(invoice_id) == [200]
    assert desk.flows()[0].state is FlowState.ACCEPTED


def test_hearing_everything_twice_changes_nothing(desk: PlatformDesk) -> None:
    invoice_id = desk.issue()
    desk.queue(invoice_id)
    desk.exchange.run()
    desk.platform.state.advance()
    desk.exchange.run()

    again = desk.exchange.poll()

    assert again == (0, 0, 0)
    assert len(desk.all(InvoiceStatus)) == 1
    assert len(desk.all(PlatformFlow)) == 2


def test_three_hundred_messages_are_read_page_by_page(desk: PlatformDesk) -> None:
    invoice_id = desk.issue()
    about = InvoiceRead(desk.number(invoice_id), "20261121", "732829320", BUYER_SIREN)
    for _each in range(300):
        desk.clock.forward(seconds=1)
        desk.platform.state.say_status(about, 204)

    counts = desk.exchange.poll()

    assert counts == (0, 0, 300)
    assert len(desk.all(InvoiceStatus)) == 300


def test_a_platform_that_is_busy_is_left_in_peace_as_long_as_it_asks(desk: PlatformDesk) -> None:
    desk.queue(desk.issue())
    desk.client.check()
    desk.platform.fail(Failure.BUSY, retry_after="600")

    with pytest.raises(UnavailableError, match="limite le nombre de demandes"):
        desk.exchange.push()
    desk.clock.forward(minutes=9)
    too_early = desk.exchange.push()
    desk.clock.forward(minutes=2)
    in_time = desk.exchange.push()

    assert (too_early, in_time) == ((0, 0), (1, 0))


def test_a_refused_file_waits_for_a_person_and_goes_again_under_another_id(
    desk: PlatformDesk,
) -> None:
    invoice_id = desk.issue()
    desk.queue(invoice_id)
    desk.platform.state.accepts_at_once = False
    desk.exchange.push()
    desk.platform.state.flows[0].reasons.append(("InvalidSchema", "BT-1"))
    desk.clock.forward(minutes=1)
    desk.platform.state.judge_all()
    desk.exchange.poll()

    refused = desk.flows()[0]
    again = desk.queue(invoice_id)
    with desk.lanes.database.read() as session:
        shown = platform_checks(session)

    assert refused.state is FlowState.REFUSED
    assert refused.problem == "Les données de la facture ne suivent pas le format. BT-1"
    assert [each.key for each in shown] == [refused.id]
    assert (again.again, again.tracking_id) == (False, f"{invoice_id.hex()}-2")


def test_a_delivered_invoice_is_kept_then_taken_in_once(desk: PlatformDesk) -> None:
    body = a_factur_x("F-2026-11")
    desk.platform.state.deliver_invoice(body, "F-2026-11.pdf")

    desk.exchange.run()
    desk.exchange.run()

    kept, bought = desk.flows()[0], desk.all(SupplierInvoice)[0]
    assert (kept.state, kept.body, kept.problem) == (FlowState.RECEIVED, body, "")
    assert kept.supplier_invoice_id == bought.id
    assert desk.taken_in == [body]


def test_a_delivered_file_that_cannot_be_read_is_kept_and_told(desk: PlatformDesk) -> None:
    desk.platform.state.deliver_invoice(b"\x00bonjour", "bizarre.pdf")
    desk.platform.state.deliver_invoice(a_factur_x("F-2"), "F-2.pdf")

    desk.exchange.run()

    with desk.lanes.database.read() as session:
        told = platform_checks(session)
    assert len(told) == 1
    assert "n’a pas été lu" in told[0].reason
    assert len(desk.taken_in) == 1
    assert {each.body for each in desk.flows()} >= {b"\x00bonjour"}


def test_a_status_of_an_unknown_invoice_is_told(desk: PlatformDesk) -> None:
    desk.platform.state.say_status(InvoiceRead("F-999", "20261121", "732829320", ""), 210)

    desk.exchange.poll()

    assert desk.flows()[0].problem == "Un statut concerne la facture F-999, inconnue ici."


def test_another_platform_secret_stops_the_exchange_and_keeps_the_file(desk: PlatformDesk) -> None:
    desk.queue(desk.issue())
    desk.client = client(desk.platform, desk.clock, secret="perdu")

    with pytest.raises(UnavailableError, match="identifiant ou votre secret"):
        desk.exchange.push()
    desk.client.close()

    assert desk.flows()[0].state is FlowState.WAITING


def test_a_file_that_was_not_read_is_tried_again_or_left_as_she_says(desk: PlatformDesk) -> None:
    desk.platform.state.deliver_invoice(b"bonjour", "bizarre.pdf")
    desk.exchange.run()
    flow_id = desk.flows()[0].id

    desk.lanes.write(retry_flow, flow_id).result()
    asked_again = desk.flows()[0].problem
    desk.exchange.run()
    refused_again = desk.flows()[0].problem
    desk.lanes.write(discard_flow, flow_id).result()
    desk.exchange.run()

    assert (asked_again, bool(refused_again), desk.flows()[0].problem) == ("", True, "")
    assert desk.flows()[0].body == b"bonjour"


def test_a_refused_file_tried_again_goes_under_another_id(desk: PlatformDesk) -> None:
    desk.queue(desk.issue())
    desk.platform.state.accepts_at_once = False
    desk.exchange.push()
    desk.platform.state.flows[0].reasons.append(("VirusFound", ""))
    desk.platform.state.judge_all()
    desk.exchange.poll()
    desk.lanes.write(retry_flow, desk.flows()[0].id).result()
    desk.clock.forward(minutes=1)

    desk.exchange.push()

    ids = [each.tracking_id[-2:] for each in desk.platform.state.flows]
    assert (ids, desk.flows()[0].state) == (["-1", "-2"], FlowState.SENT)
