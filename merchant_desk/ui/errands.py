"""Errands to the outside that only the app can run: storefronts, copies of the data, printers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from merchant_desk.errors import UnavailableError
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.values.copies import Copy
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import RemoteOrder, ShopFacts
from merchant_desk.values.shop_access import NewShop, Platform, ShopAccess, ShopAdded
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind


def _nothing() -> UnavailableError:
    return UnavailableError(
        _("Rien n’a été fait\u00a0: cette fonction est indisponible ici."),
        _("Ouvrez Merchant Desk normalement, puis recommencez."),
    )


def _no_probe(_access: ShopAccess) -> ShopFacts:
    raise _nothing()


def _no_shop(_gesture: Gesture, _wanted: NewShop) -> ShopAdded:
    raise _nothing()


def _no_keys(_gesture: Gesture, _shop_id: ShopId, _access: ShopAccess) -> bool:
    raise _nothing()


def _no_removal(_gesture: Gesture, _shop_id: ShopId) -> None:
    raise _nothing()


def _no_exchange(_shop_id: ShopId, _progress: DeskProgress, _anyway: bool) -> None:
    raise _nothing()


def _no_reading(_platform: str, _body: str) -> RemoteOrder:
    raise _nothing()


def _no_copy(_folder: Path | None) -> Copy:
    raise _nothing()


def _no_copies() -> tuple[Copy, ...]:
    return ()


def _no_restore(_path: Path) -> None:
    raise _nothing()


def _no_printers() -> tuple[str, ...]:
    return ()


def _no_test_page(_gesture: Gesture, _kind: DocumentKind, _printer: str) -> str:
    raise _nothing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Errands:
    """What the app is asked for; all but ``restore_backup`` run on a network thread and may wait.

    Each raises an error of ``merchant_desk.errors`` when it could not be done.
    """

    platforms: Callable[[], tuple[Platform, ...]] = tuple
    data_folder: Path | None = None
    on_server: bool = False
    probe_shop: Callable[[ShopAccess], ShopFacts] = _no_probe
    add_shop: Callable[[Gesture, NewShop], ShopAdded] = _no_shop
    change_keys: Callable[[Gesture, ShopId, ShopAccess], bool] = _no_keys
    remove_shop: Callable[[Gesture, ShopId], None] = _no_removal
    sync_shop: Callable[[ShopId, DeskProgress, bool], object] = _no_exchange
    read_order: Callable[[str, str], RemoteOrder] = _no_reading
    make_backup: Callable[[Path | None], Copy] = _no_copy
    list_backups: Callable[[], tuple[Copy, ...]] = _no_copies
    restore_backup: Callable[[Path], None] = _no_restore
    printer_names: Callable[[], tuple[str, ...]] = _no_printers
    print_test_page: Callable[[Gesture, DocumentKind, str], str] = _no_test_page
