"""Takes the way out she chose: the operation, the word afterwards, the screen to go to."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import RemoteDataError
from merchant_desk.operations.queue_print import cancel_print, note_print_problem
from merchant_desk.operations.retry_message import drop_message, retry_message
from merchant_desk.operations.settle_conflict import (
    ConflictSettled,
    is_address,
    keep_desk,
    take_shop,
)
from merchant_desk.operations.settle_flow import discard_flow, retry_flow
from merchant_desk.operations.settle_parked import discard_parked, retry_parked
from merchant_desk.operations.settle_shortage import (
    ShortageSettled,
    correct_shortage,
    mark_found,
)
from merchant_desk.queries.check_item import CheckItem
from merchant_desk.queries.last_received import Received, last_received_order
from merchant_desk.queries.to_check import CheckKind
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.to_check.ways_out import Way
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.french import number
from merchant_desk.values.ids import (
    ConflictId,
    FlowId,
    MessageId,
    PrintJobId,
    RecordId,
    RemoteRecordId,
    ShopId,
    id_text,
)
from merchant_desk.values.remote import Address, RemoteOrder
from merchant_desk.values.texts import _

_SECTIONS = {
    Way.OPEN_SHOP: "storefronts",
    Way.OPEN_MATCHING: "matching",
    Way.OPEN_PRINTERS: "printers",
}


class Settling(QObject):
    """``raw_wanted`` asks to show what was received; ``settled`` says that the list changed."""

    raw_wanted = Signal(object)
    settled = Signal()

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shell = shell
        self._address_of: CheckItem | None = None

    def take(self, item: CheckItem, way: Way) -> None:
        """Do what the button says."""
        match way:
            case Way.OPEN_ORDER if item.order_id is not None:
                self._shell.navigate("orders", order_id=item.order_id)
            case Way.OPEN_STOCK:
                self._shell.navigate("stock", text=item.title.partition(" · ")[0])
            case Way.OPEN_SHOP | Way.OPEN_MATCHING | Way.OPEN_PRINTERS:
                self._shell.navigate("settings", section=_SECTIONS[way])
            case Way.OPEN_PARITY:
                self._shell.navigate("sync", tab="parity", shop_id=item.key)
            case Way.OPEN_FLOWS:
                self._shell.navigate("e_invoicing", tab="flows")
            case Way.RAW:
                self.raw_wanted.emit(item)
            case _:
                self._decide(item, way)

    def _decide(self, item: CheckItem, way: Way) -> None:
        match item.kind:
            case CheckKind.CONFLICT:
                self._settle_conflict(item, way)
            case CheckKind.SHORTAGE:
                operation = correct_shortage if way is Way.CORRECT else mark_found
                gesture, record = self._desk.gesture(), RecordId(item.key)
                self._desk.write(self._on_shortage, operation, gesture, record)
            case CheckKind.PARKED:
                self._settle_parked(RemoteRecordId(item.key), way)
            case CheckKind.MESSAGE:
                self._settle_message(MessageId(item.key), way)
            case CheckKind.PRINT:
                self._settle_print(PrintJobId(item.key), way)
            case CheckKind.PLATFORM:
                self._settle_flow(FlowId(item.key), way)
            case CheckKind.SHOP:
                anyway = way is Way.CONFIRM_CANCELLATIONS
                self._exchange(ShopId(item.key), anyway=anyway)

    def _settle_conflict(self, item: CheckItem, way: Way) -> None:
        conflict, gesture = ConflictId(item.key), self._desk.gesture()
        if way is Way.KEEP_DESK:
            self._desk.write(self._on_conflict, keep_desk, gesture, conflict)
        elif is_address(item.field) and item.order_id is not None:
            self._address_of = item
            self._desk.read(self._on_received, last_received_order, item.order_id)
        else:
            self._desk.write(self._on_conflict, take_shop, gesture, conflict)

    def _on_received(self, received: Received) -> None:
        read = partial(_read_address, self._shell.services.read_order, received)
        self._desk.network(self._on_address, read)

    def _on_address(self, address: Address) -> None:
        if self._address_of is not None:
            conflict = ConflictId(self._address_of.key)
            self._desk.write(self._on_conflict, take_shop, self._desk.gesture(), conflict, address)

    def _on_conflict(self, settled: ConflictSettled) -> None:
        self._shell.toast(settled.done)
        if settled.advice:
            self._shell.banner(settled.done, settled.advice, Tone.WARN)
        self.settled.emit()

    def _on_shortage(self, settled: ShortageSettled) -> None:
        if settled.units:
            text = _("{n} retirés du stock\u00a0: {product}").format(
                n=number(settled.units), product=settled.product
            )
        elif settled.order_released:
            text = _("La commande peut être préparée")
        else:
            text = _("C’est noté\u00a0: {product}").format(product=settled.product)
        self._shell.toast(text)
        self.settled.emit()

    def _settle_parked(self, record: RemoteRecordId, way: Way) -> None:
        if way is Way.DISCARD:
            gesture = self._desk.gesture()
            self._desk.write(self._on_put_away, discard_parked, gesture, [record])
        else:
            self._desk.write(self._on_retried, retry_parked, [record])

    def _settle_message(self, message: MessageId, way: Way) -> None:
        gesture = self._desk.gesture()
        if way is Way.DISCARD:
            self._desk.write(self._on_put_away, drop_message, gesture, message)
        else:
            self._desk.write(self._on_retried, retry_message, gesture, message)

    def _settle_print(self, job: PrintJobId, way: Way) -> None:
        if way is Way.DISCARD:
            self._desk.write(self._on_put_away, cancel_print, job)
        else:
            self._desk.write(self._on_retried, note_print_problem, job, "")

    def _settle_flow(self, flow: FlowId, way: Way) -> None:
        if way is Way.DISCARD:
            self._desk.write(self._on_put_away, discard_flow, flow)
        else:
            self._desk.write(self._on_retried, retry_flow, flow)

    def _on_put_away(self, _answer: object) -> None:
        self._shell.toast(_("Mis de côté pour de bon"))
        self.settled.emit()

    def _on_retried(self, _answer: object) -> None:
        """Let it leave at once when the app can; it leaves with the next exchange anyway."""
        self._shell.toast(_("Nouvel essai demandé"))
        self.settled.emit()
        if self._shell.services.start_pull is not None:
            self._shell.services.start_pull()

    def _exchange(self, shop_id: ShopId, *, anyway: bool) -> None:
        progress = self._desk.new_progress()
        run = partial(self._run, shop_id, progress, anyway)
        self._desk.network(self._on_exchanged, run)

    def _run(self, shop_id: ShopId, progress: DeskProgress, anyway: bool) -> str:
        try:
            self._shell.services.sync_shop(shop_id, progress, anyway)
        finally:
            progress.end()
        return id_text(shop_id)

    def _on_exchanged(self, _shop: str) -> None:
        self._shell.toast(_("La boutique répond de nouveau"))
        self.settled.emit()


def _read_address(read_order: object, received: Received) -> Address:
    """Return where the storefront wants it sent; on a network thread, though it asks no network."""
    if not received.body or not callable(read_order):
        raise RemoteDataError(
            _("L’adresse n’a pas changé\u00a0: celle de la boutique n’est plus ici."),
            _("Relevez la boutique, puis recommencez."),
        )
    order: RemoteOrder = read_order(received.platform, received.body)
    return order.shipping
