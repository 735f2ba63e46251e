"""What the sample platform holds: files that came, messages it sends, its directory."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from merchant_desk.demo.platform_messages import InvoiceRead, life_message, read_invoice

PIPELINE = (200, 202, 203, 204, 205)
_MS = timedelta(milliseconds=1)


@dataclass
class Flow:
    """One file, as the platform lists it."""

    flow_id: str
    tracking_id: str
    name: str
    syntax: str
    processing: str
    flow_type: str
    incoming: bool
    body: bytes
    submitted_at: datetime
    updated_at: datetime
    ack: str = "Pending"
    reasons: list[tuple[str, str]] = field(default_factory=list)

    def told(self) -> dict[str, object]:
        """Return the Flow of the standard."""
        ack: dict[str, object] = {"status": self.ack}
        if self.reasons:
            ack["details"] = [
                {"level": "Error", "item": "file", "reasonCode": code, "reasonMessage": words}
                for code, words in self.reasons
            ]
        return {
            "flowId": self.flow_id,
            **({"trackingId": self.tracking_id} if self.tracking_id else {}),
            "name": self.name,
            "flowSyntax": self.syntax,
            "flowProfile": "CIUS",
            "processingRule": self.processing,
            "processingRuleSource": "Input",
            "flowType": self.flow_type,
            "flowDirection": "In" if self.incoming else "Out",
            "submittedAt": written(self.submitted_at),
            "updatedAt": written(self.updated_at),
            "acknowledgement": ack,
        }


def written(at: datetime) -> str:
    """Return an instant as the API writes it."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class PlatformState:
    """Everything the platform knows; called by several connections at once."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = threading.RLock()
        self._last = now()
        self.flows: list[Flow] = []
        self.directory: list[dict[str, str]] = []
        self.accepts_at_once = True
        self._lives: dict[str, tuple[InvoiceRead, int]] = {}

    def submit(self, info: dict[str, str], body: bytes) -> Flow | None:
        """Take a file in charge; None when its tracking id is known already."""
        with self._lock:
            tracking = info.get("trackingId", "")
            if tracking and any(each.tracking_id == tracking for each in self.flows):
                return None
            flow = self._add(info, body, incoming=False)
            digest = info.get("sha256")
            if digest and digest != sha256(body).hexdigest():
                flow.reasons.append(("ChecksumMismatch", "sha256 differs"))
            if not body:
                flow.reasons.append(("EmptyFlow", "no content"))
            if self.accepts_at_once:
                self._judge(flow)
            return flow

    def judge_all(self) -> None:
        """Finish the checks of every file that came."""
        with self._lock:
            for flow in [each for each in self.flows if each.ack == "Pending"]:
                self._judge(flow)

    def advance(self) -> int:
        """Let every living invoice go one status further; return how many did."""
        with self._lock:
            going = [each for each in self._lives.items() if each[1][1] < len(PIPELINE)]
            for flow_id, (invoice, step) in going:
                self.say_status(invoice, PIPELINE[step])
                self._lives[flow_id] = (invoice, step + 1)
            return len(going)

    def say_status(
        self, invoice: InvoiceRead, code: int, reason: tuple[str, str] = ("", "")
    ) -> Flow:
        """Send a life-cycle message about an invoice of ours."""
        with self._lock:
            message = f"CDV-{invoice.number}-{code}-{len(self.flows)}"
            body = life_message(invoice, code, self._now(), message, reason)
            info = {
                "name": f"{message}.xml",
                "flowSyntax": "CDAR",
                "processingRule": "B2B",
                "flowType": "CustomerInvoiceLC",
            }
            flow = self._add(info, body, incoming=True)
            flow.ack = "Ok"
            return flow

    def deliver_invoice(self, body: bytes, name: str, syntax: str = "Factur-X") -> Flow:
        """Send an invoice of a supplier."""
        with self._lock:
            info = {
                "name": name,
                "flowSyntax": syntax,
                "processingRule": "B2B",
                "flowType": "SupplierInvoice",
            }
            flow = self._add(info, body, incoming=True)
            flow.ack = "Ok"
            return flow

    def search(self, where: dict[str, object], start: int, limit: int) -> tuple[list[Flow], int]:
        """Return a page of what changed, and where the next begins (0: nowhere)."""
        with self._lock:
            found = sorted(
                (each for each in self.flows if _matches(each, where)),
                key=lambda each: (each.updated_at, each.flow_id),
            )
            end = start + limit
            return found[start:end], end if end < len(found) else 0

    def find(self, flow_id: str) -> Flow | None:
        """Return one file."""
        with self._lock:
            return next((each for each in self.flows if each.flow_id == flow_id), None)

    def _judge(self, flow: Flow) -> None:
        flow.updated_at = self._tick()
        if flow.reasons:
            flow.ack = "Error"
            return
        flow.ack = "Ok"
        if flow.flow_type != "CustomerInvoice":
            return
        invoice = read_invoice(flow.body, flow.name)
        if invoice.buyer and not invoice.buyer_exists:
            self.say_status(invoice, 200)
            self.say_status(invoice, 213, ("DEST_INC", "SIREN inconnu de l’annuaire"))
        else:
            self._lives[flow.flow_id] = (invoice, 0)

    def _add(self, info: dict[str, str], body: bytes, *, incoming: bool) -> Flow:
        at = self._tick()
        syntax = info.get("flowSyntax", "")
        flow = Flow(
            flow_id=f"flow-{len(self.flows) + 1:06}",
            tracking_id=info.get("trackingId", ""),
            name=info.get("name", ""),
            syntax=syntax,
            processing=info.get("processingRule", "B2B"),
            flow_type=info.get("flowType") or _type_of(syntax, info.get("processingRule", "")),
            incoming=incoming,
            body=body,
            submitted_at=at,
            updated_at=at,
        )
        self.flows.append(flow)
        return flow

    def _tick(self) -> datetime:
        """Return an instant later than any before."""
        self._last = max(self._now(), self._last + _MS)
        return self._last


def _type_of(syntax: str, processing: str) -> str:
    if syntax == "CDAR":
        return "CustomerInvoiceLC"
    if syntax == "FRR":
        consumers = processing == "B2C"
        return "AggregatedCustomerTransactionReport" if consumers else "MultiFlowReport"
    return "CustomerInvoice"


def _matches(flow: Flow, where: dict[str, object]) -> bool:
    after, tracking = where.get("updatedAfter"), where.get("trackingId")
    if isinstance(after, str) and flow.updated_at <= datetime.fromisoformat(after):
        return False
    return tracking is None or flow.tracking_id == tracking
