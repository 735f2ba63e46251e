"""A desk with a B2B invoice and a platform that really runs, talking over the loopback."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pypdf
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.demo.platform_server import DEMO_CLIENT, DEMO_CLIENT_SECRET, SamplePlatform
from merchant_desk.documents.e_invoice_status.reading import read_statuses
from merchant_desk.documents.e_invoice_status.writing import status_message
from merchant_desk.errors import RefusedError
from merchant_desk.lanes import Lanes
from merchant_desk.models.base import Model
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.platform import InvoiceStatus, PlatformFlow
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.operations.queue_flow import queue_invoice
from merchant_desk.sync.http import HttpClient, HttpLimits
from merchant_desk.sync.platform.exchange import Messages, PlatformExchange
from merchant_desk.sync.platform.xp_z12_013 import XpZ12013
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, SupplierInvoiceId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.platform_flows import PlatformAccess, digest
from merchant_desk.values.platform_queue import FlowQueued
from merchant_desk.values.supplier_words import SupplierState
from tests.connectors.shops import Clock
from tests.issued import issued
from tests.makers import make_profile, make_station

T = TypeVar("T", bound=Model)
LIMITS = HttpLimits(read_s=5, whole_s=10, attempts=2)
MESSAGES = Messages(read_statuses, status_message)
BUYER_SIREN = "552100554"
SELLER_SIREN = "732829320"


def access(platform: SamplePlatform, **changes: str) -> PlatformAccess:
    """The account of the sample platform."""
    facts = {
        "flow_url": platform.flow_url,
        "auth_url": platform.auth_url,
        "client_id": DEMO_CLIENT,
        "secret": DEMO_CLIENT_SECRET,
        "directory_url": platform.directory_url,
        **changes,
    }
    return PlatformAccess(**facts)


def client(platform: SamplePlatform, clock: Clock, **changes: str) -> XpZ12013:
    """The client of that account; its waits take no time."""
    http = HttpClient(limits=LIMITS, now=clock, sleep=lambda _s: None)
    return XpZ12013(access(platform, **changes), http, clock)


def a_factur_x(number: str, buyer: str = BUYER_SIREN) -> bytes:
    """A PDF whose attached data tell who sells what to whom, as far as a platform looks."""
    xml = (
        '<rsm:CrossIndustryInvoice xmlns:rsm="a" xmlns:ram="b" xmlns:udt="c">'
        f"<rsm:ExchangedDocument><ram:ID>{number}</ram:ID><ram:IssueDateTime>"
        '<udt:DateTimeString format="102">20261121</udt:DateTimeString></ram:IssueDateTime>'
        f'</rsm:ExchangedDocument><ram:SellerTradeParty><ram:ID schemeID="0002">{SELLER_SIREN}'
        '</ram:ID></ram:SellerTradeParty><ram:BuyerTradeParty><ram:ID schemeID="0002">'
        f"{buyer}</ram:ID></ram:BuyerTradeParty></rsm:CrossIndustryInvoice>"
    )
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("factur-x.xml", xml.encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@dataclass
class PlatformDesk:
    """The desk, the platform, and what a test does to either."""

    lanes: Lanes
    platform: SamplePlatform
    clock: Clock
    made_by: Gesture
    client: XpZ12013
    taken_in: list[bytes] = field(default_factory=list)

    def act(self) -> Gesture:
        return Gesture(self.clock(), self.made_by.person, self.made_by.station_id)

    @property
    def exchange(self) -> PlatformExchange:
        return PlatformExchange(self.lanes, self.client, self.act, MESSAGES, self.take_in)

    def take_in(self, gesture: Gesture, body: bytes, name: str) -> SupplierInvoiceId:
        """Stand for the reader of supplier invoices: takes PDFs, refuses what is none."""
        if not body.startswith(b"%PDF-"):
            raise RefusedError(f"{name} n’a pas été lu : ce n’est pas une facture.")
        self.taken_in.append(body)
        return self.lanes.write(_supplier_invoice, gesture, body).result()

    def issue(self, cents: int = 12000, **changes: Any) -> InvoiceId:
        with self.lanes.database.write() as session:
            return issued(session, self.act(), cents, **changes)

    def number(self, invoice_id: InvoiceId) -> str:
        return next(each.number for each in self.all(Invoice) if each.id == invoice_id)

    def queue(self, invoice_id: InvoiceId, buyer: str = BUYER_SIREN) -> FlowQueued:
        body = a_factur_x(self.number(invoice_id), buyer)
        return self.lanes.write(queue_invoice, self.act(), invoice_id, body).result()

    def all(self, model: type[T]) -> list[T]:
        with self.lanes.database.read() as session:
            return list(session.scalars(select(model)))

    def flows(self) -> list[PlatformFlow]:
        return sorted(self.all(PlatformFlow), key=lambda each: (each.at, each.id))

    def codes(self, invoice_id: InvoiceId) -> list[int]:
        found = [each for each in self.all(InvoiceStatus) if each.invoice_id == invoice_id]
        return [each.code for each in sorted(found, key=lambda each: (each.happened_at, each.id))]


def _supplier_invoice(session: Any, gesture: Gesture, body: bytes) -> SupplierInvoiceId:
    identifier = SupplierInvoiceId(new_id())
    session.add(
        SupplierInvoice(
            id=identifier, supplier_name="Savonnerie du Sud", supplier_siren=BUYER_SIREN,
            supplier_vat="", supplier_key=BUYER_SIREN, number=f"F-{digest(body)[:6]}",
            kind="380", issue_date=gesture.at.date(), due_on=None, order_reference="",
            net=Money(100), vat=Money(20), total=Money(120), payable=Money(120), iban="",
            bic="", syntax="factur-x", file_name="f.pdf", original=body, sha256=digest(body),
            findings="[]", state=SupplierState.TO_CHECK, received_at=gesture.at, by=gesture.person,
        )
    )  # fmt: skip
    session.flush()
    return identifier


@contextmanager
def open_platform_desk(database: Database, gesture: Gesture) -> Iterator[PlatformDesk]:
    """Run both."""
    clock = Clock()
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
    lanes = Lanes(database)
    with SamplePlatform(clock) as platform:
        connected = client(platform, clock)
        try:
            yield PlatformDesk(lanes, platform, clock, gesture, connected)
        finally:
            connected.close()
            lanes.close()
