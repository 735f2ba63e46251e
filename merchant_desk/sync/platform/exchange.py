"""Exchange with the approved platform: hand over what waits, read what changed, take it in.

What goes is written before and after it goes; what comes is kept with how far it was read. A stop
at any instant loses nothing and sends nothing twice: the tracking id is the same at every attempt.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from merchant_desk.errors import RefusedError, RemoteDataError, TurnLostError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.operations.keep_received_flows import (
    AckTold,
    Heard,
    ReadStatuses,
    keep_heard,
    note_imported,
)
from merchant_desk.operations.note_flow import (
    note_flow_refused,
    note_flow_sent,
    put_off_flow,
    take_flow,
)
from merchant_desk.operations.queue_flow import queue_status
from merchant_desk.queries.platform_flows import (
    flow_file,
    invoices_to_import,
    known_received,
    read_position,
)
from merchant_desk.queries.statuses_to_say import statuses_to_say
from merchant_desk.sync.platform.approved_platform import ApprovedPlatform
from merchant_desk.sync.platform.trouble import FlowRefusedError, PlatformSilentError, ack_sentence
from merchant_desk.values.e_invoice_status import StatusToSay
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.platform_flows import (
    ALREADY_THERE,
    FlowPage,
    FlowSeen,
    FlowSyntax,
    FlowToSend,
    FlowType,
    Processing,
)
from merchant_desk.values.platform_queue import ReceivedFlow, WaitingFlow
from merchant_desk.values.texts import _

_log = logging.getLogger(__name__)
TakeIn = Callable[[Gesture, bytes, str], SupplierInvoiceId]
OVERLAP = timedelta(minutes=2)
"""Read again each time: what changed in the same second as the last one is not lost."""
FIRST_READ = "2026-01-01T00:00:00Z"
_MOST_PAGES = 200
_PROCESSING = {
    FlowType.CUSTOMER_INVOICE: Processing.E_INVOICE,
    FlowType.CUSTOMER_STATUS: Processing.E_INVOICE,
    FlowType.SUPPLIER_STATUS: Processing.E_INVOICE,
    FlowType.DAILY_SALES: Processing.CONSUMERS,
    FlowType.DAILY_PAYMENTS: Processing.CONSUMERS,
    FlowType.FOREIGN_SALES: Processing.FOREIGN,
    FlowType.FOREIGN_PAYMENTS: Processing.FOREIGN,
}


@dataclass(frozen=True, slots=True)
class Messages:
    """How life-cycle messages are read and written."""

    read: ReadStatuses
    write: Callable[[StatusToSay], bytes]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one exchange did."""

    sent: int
    refused: int
    acknowledged: int
    invoices: int
    statuses: int


class PlatformExchange:
    """One account with one platform, and the shop's own data; runs on a network thread."""

    def __init__(
        self,
        lanes: Lanes,
        platform: ApprovedPlatform,
        act: Callable[[], Gesture],
        messages: Messages,
        take_in: TakeIn,
    ) -> None:
        self._lanes = lanes
        self._platform = platform
        self._act = act
        self._messages = messages
        self._take_in = take_in

    def run(self) -> Exchanged:
        """Send, then listen, then take in; raises what the platform refused to all of it."""
        self.say()
        sent, refused = self.push()
        acks, invoices, statuses = self.poll()
        self.take_in()
        return Exchanged(sent, refused, acks, invoices, statuses)

    def say(self) -> int:
        """Write the messages of the statuses that the shop gave; return how many."""
        wanted = self._lanes.read(statuses_to_say).result()
        for each in wanted:
            body = self._messages.write(each.message)
            self._lanes.write(queue_status, self._act(), each, body).result()
        return len(wanted)

    def push(self) -> tuple[int, int]:
        """Hand over every file that may go now; return how many went and were refused."""
        sent = refused = 0
        while True:
            waiting = self._lanes.write(take_flow, self._act().at).result()
            if waiting is None:
                return sent, refused
            if self._send(waiting):
                sent += 1
            else:
                refused += 1

    def _send(self, waiting: WaitingFlow) -> bool:
        try:
            remote_id = self._hand_over(waiting)
        except FlowRefusedError as no:
            self._lanes.write(note_flow_refused, waiting.flow_id, no.title).result()
            return False
        except TurnLostError:  # another station may be at it: it waits as it was
            raise
        except UnavailableError as trouble:
            patience = trouble.retry_after_s if isinstance(trouble, PlatformSilentError) else None
            self._lanes.write(
                put_off_flow, waiting, self._act().at, trouble.title, patience or 0
            ).result()
            raise
        self._lanes.write(note_flow_sent, waiting.flow_id, remote_id, self._act().at).result()
        return True

    def _hand_over(self, waiting: WaitingFlow) -> str:
        """Send it, unless an earlier attempt whose answer was lost did."""
        if waiting.attempts:
            known = self._platform.find(waiting.tracking_id)
            if known is not None:
                return known.flow_id
        processing = _PROCESSING.get(FlowType(waiting.flow_type), Processing.NONE)
        flow = FlowToSend(
            waiting.tracking_id,
            waiting.name,
            FlowSyntax(waiting.syntax),
            processing,
            waiting.body,
        )
        return self._platform.submit(flow).flow_id

    def poll(self) -> tuple[int, int, int]:
        """Read what changed; return the acknowledgements, invoices and statuses that were new."""
        after = self._lanes.read(read_position).result() or FIRST_READ
        asked, latest, cursor = _with_overlap(after), after, ""
        counts = [0, 0, 0]
        for _page in range(_MOST_PAGES):
            page = self._platform.search(asked, cursor)
            latest = max([latest, *(each.updated_at for each in page.flows)], key=_instant)
            last = not page.next_cursor or page.next_cursor == cursor
            heard = self._hear(page, latest if last else "")
            kept = self._lanes.write(keep_heard, self._act(), heard, self._messages.read).result()
            counts = [counts[0] + kept.acks, counts[1] + kept.invoices, counts[2] + kept.statuses]
            if last:
                break
            cursor = page.next_cursor
        return counts[0], counts[1], counts[2]

    def _hear(self, page: FlowPage, updated_after: str) -> Heard:
        """Fetch what came in and is not here yet; no transaction is open meanwhile."""
        incoming = [each for each in page.flows if each.incoming]
        ids = tuple(each.flow_id for each in incoming)
        known = self._lanes.read(known_received, ids).result() if ids else frozenset()
        return Heard(
            acks=[_ack(each) for each in page.flows if not each.incoming and each.tracking_id],
            received=[self._fetch(each) for each in incoming if each.flow_id not in known],
            updated_after=updated_after,
        )

    def _fetch(self, seen: FlowSeen) -> ReceivedFlow:
        problem, body = "", b""
        try:
            body = self._platform.fetch(seen.flow_id)
        except RemoteDataError:
            problem = _("La plateforme agréée annonce un fichier qu’elle ne donne pas.")
        return ReceivedFlow(seen.flow_id, seen.flow_type, seen.syntax, seen.name, body, problem)

    def take_in(self) -> int:
        """Turn delivered invoices into supplier invoices; one that is not readable is told."""
        done = 0
        for flow_id in self._lanes.read(invoices_to_import).result():
            file = self._lanes.read(flow_file, flow_id).result()
            bought, problem = None, ""
            try:
                bought = self._take_in(self._act(), file.body, file.name)
                done += 1
            except (RefusedError, RemoteDataError) as no:
                problem = no.title
            except UnavailableError:
                raise
            except Exception:  # noqa: BLE001 - parking: one file must not stop the others
                _log.exception("a delivered invoice was not taken in")
                problem = _("Cette facture n’a pas été lue\u00a0: une erreur est survenue.")
            self._lanes.write(note_imported, flow_id, bought, problem).result()
        return done


def _ack(seen: FlowSeen) -> AckTold:
    duplicate = bool(seen.reasons) and all(each.code == ALREADY_THERE for each in seen.reasons)
    return AckTold(seen.tracking_id, seen.flow_id, seen.ack, ack_sentence(seen.reasons), duplicate)


def _instant(text: str) -> datetime:
    """Return an instant the platform wrote; RemoteDataError when it is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise RemoteDataError(_("La plateforme agréée a envoyé une date illisible.")) from None


def _with_overlap(after: str) -> str:
    return (_instant(after) - OVERLAP).isoformat().replace("+00:00", "Z")
