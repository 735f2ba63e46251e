"""Errands to the approved platform: try it, send, listen, write files for its own site."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from merchant_desk.database.turns import Turns
from merchant_desk.documents.e_invoice_status.reading import read_statuses
from merchant_desk.documents.e_invoice_status.writing import status_message
from merchant_desk.documents.factur_x import factur_x
from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.errors import UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.operations.import_supplier_invoice import (
    AlreadyReceivedError,
    import_supplier_invoice,
)
from merchant_desk.operations.note_flow import note_flow_by_hand
from merchant_desk.operations.queue_flow import queue_invoice
from merchant_desk.operations.save_platform import save_platform
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.queries.platform_account import platform_account
from merchant_desk.queries.platform_flows import FlowFile, flow_file
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.platform.exchange import Exchanged, Messages, PlatformExchange
from merchant_desk.sync.platform.xp_z12_013 import LIMITS, XpZ12013
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import FlowId, InvoiceId, StationId, SupplierInvoiceId
from merchant_desk.values.platform_flows import PLATFORM_SECRET, DirectoryLine, PlatformAccess
from merchant_desk.values.platform_set_up import PlatformSetUp
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.texts import _

MESSAGES = Messages(read_statuses, status_message)


def _client() -> HttpClient:
    return HttpClient(limits=LIMITS)


class PlatformErrands:
    """What the window and the commands ask about the platform; it may wait."""

    def __init__(
        self,
        lanes: Lanes,
        station_id: StationId,
        act: Callable[[], Gesture],
        secrets: Secrets,
        http: Callable[[], HttpClient] = _client,
    ) -> None:
        self._lanes = lanes
        self._station_id = station_id
        self._act = act
        self._secrets = secrets
        self._http = http
        self._turns = Turns(lanes.database)

    def has_secret(self) -> bool:
        """Tell whether the secret of the account is on this computer."""
        return bool(self._secrets.text(PLATFORM_SECRET))

    def save(self, gesture: Gesture, wanted: PlatformSetUp) -> bool:
        """Keep the account, and its secret when it was typed; tell whether it outlives a stop."""
        kept = True
        if wanted.secret:
            kept = self._secrets.keep_text(PLATFORM_SECRET, wanted.secret)
        self._lanes.write(save_platform, gesture, wanted).result()
        return kept

    def test(self, wanted: PlatformSetUp) -> None:
        """Ask the platform whether it is there and knows us; nothing is written."""
        platform = self._connect(wanted)
        try:
            platform.check()
        finally:
            platform.close()

    def directory(self, siren: str) -> tuple[DirectoryLine, ...]:
        """Return where a business receives its e-invoices."""
        platform = self._connect(self._kept())
        try:
            return platform.directory_lines(siren)
        finally:
            platform.close()

    def exchange(self) -> Exchanged | None:
        """Send and listen; None without an account, or while any station is at it."""
        account = self._kept()
        if not account.is_complete:
            return None
        with self._turns.turn("platform") as turn:
            if turn is None:
                return None
            http = self._http()
            platform = self._connect(account, http)
            try:
                with http.only_while(turn.check):
                    return self._exchange(platform).run()
            finally:
                platform.close()

    def close(self) -> None:
        """Ask for nothing after this."""
        self._turns.close()

    def queue(self, gesture: Gesture, invoice_ids: Sequence[InvoiceId]) -> int:
        """Make the files of these invoices and put them aside; return how many."""
        by_hand = not self._kept().is_complete
        for invoice_id in invoice_ids:
            page = self._lanes.read(invoice_page, invoice_id).result()
            body = factur_x(page)
            self._lanes.write(queue_invoice, gesture, invoice_id, body, by_hand=by_hand).result()
        return len(invoice_ids)

    def export(self, _gesture: Gesture, flow_ids: Sequence[FlowId], folder: Path) -> int:
        """Write files she carries to the platform's own site; they no longer go by themselves."""
        for flow_id in flow_ids:
            found = self._lanes.read(flow_file, flow_id).result()
            _write(folder, found)
            self._lanes.write(note_flow_by_hand, flow_id).result()
        return len(flow_ids)

    def write_file(self, path: Path, body: bytes) -> Path:
        """Write one file where she wants it."""
        _write(path.parent, FlowFile(path.name, body))
        return path

    def _exchange(self, platform: XpZ12013) -> PlatformExchange:
        return PlatformExchange(self._lanes, platform, self._act, MESSAGES, self._take_in)

    def _take_in(self, gesture: Gesture, body: bytes, name: str) -> SupplierInvoiceId:
        """Read a delivered invoice and keep it; one that was there already is that one."""
        read = read_invoice_file(name, body)
        try:
            file = ReceivedFile(name, body)
            done = self._lanes.write(import_supplier_invoice, gesture, read, file).result()
        except AlreadyReceivedError as known:
            return known.invoice_id
        return done.invoice_id

    def _kept(self) -> PlatformSetUp:
        account = self._lanes.read(platform_account, self._station_id).result()
        return replace(account, secret=self._secrets.text(PLATFORM_SECRET))

    def _connect(self, wanted: PlatformSetUp, http: HttpClient | None = None) -> XpZ12013:
        secret = wanted.secret or self._secrets.text(PLATFORM_SECRET)
        if not wanted.is_complete or not secret:
            raise UnavailableError(
                _("La plateforme agréée n’a pas été contactée\u00a0: son compte est incomplet."),
                _("Complétez-le dans Réglages, Plateforme agréée."),
            )
        access = PlatformAccess(
            flow_url=wanted.flow_url.strip(),
            auth_url=wanted.auth_url.strip(),
            client_id=wanted.client_id.strip(),
            secret=secret,
            directory_url=wanted.directory_url.strip(),
            organization=wanted.organization.strip(),
        )
        return XpZ12013(access, http or self._http())


def _write(folder: Path, found: FlowFile) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / found.name).write_bytes(found.body)
    except OSError as error:
        raise UnavailableError(
            _("Les fichiers n’ont pas été écrits\u00a0: le dossier ne les a pas pris."),
            _("Choisissez un autre dossier, ou faites de la place sur le disque."),
        ) from error
