"""What waits for the approved platform, as screens, commands and exchanges read it."""

from dataclasses import dataclass, field
from datetime import datetime

from merchant_desk.values.ids import EreportId, FlowId, InvoiceId, SupplierInvoiceId
from merchant_desk.values.platform_flows import FlowType
from merchant_desk.values.platform_words import FlowDirection, FlowState, StatusSource


@dataclass(frozen=True, slots=True)
class FlowQueued:
    """A file waits; ``again`` when it already did."""

    flow_id: FlowId
    tracking_id: str
    state: FlowState
    again: bool = False


@dataclass(frozen=True, slots=True)
class WaitingFlow:
    """A file to hand over now."""

    flow_id: FlowId
    tracking_id: str
    flow_type: str
    syntax: str
    name: str
    attempts: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One file of the list, without its bytes."""

    id: FlowId
    direction: FlowDirection
    flow_type: FlowType | str
    syntax: str
    state: FlowState
    label: str
    """Number of the invoice, period of the report, or who sent it."""
    problem: str
    at: datetime
    submitted_at: datetime | None
    invoice_id: InvoiceId | None = None
    supplier_invoice_id: SupplierInvoiceId | None = None
    ereport_id: EreportId | None = None


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One status of an invoice, as its history shows it."""

    code: int
    reason: str
    note: str
    source: StatusSource
    happened_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ReceivedFlow:
    """A file the platform delivered: an invoice, or a message about one of ours."""

    remote_id: str
    flow_type: str
    syntax: str
    name: str
    body: bytes = field(repr=False)
    problem: str = ""
