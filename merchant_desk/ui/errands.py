"""Errands to the outside that only the app can run: storefronts, copies of the data, printers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from merchant_desk.errors import UnavailableError
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.platform_errands import PlatformErrands
from merchant_desk.ui.update_errands import UpdateErrands
from merchant_desk.values.copies import Copy
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.parity import Parity
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.remote import RemoteOrder, RemoteProduct, ShopFacts
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


def _nothing_kept(_shop_id: ShopId) -> Mapping[str, str]:
    return {}


def _no_removal(_gesture: Gesture, _shop_id: ShopId) -> None:
    raise _nothing()


def _no_exchange(_shop_id: ShopId, _progress: DeskProgress, _anyway: bool) -> None:
    raise _nothing()


def _no_comparison(_shop_id: ShopId, _progress: DeskProgress) -> Parity:
    raise _nothing()


def _no_abilities(_platform: str) -> PlatformCan:
    return PlatformCan()


def _no_reading(_platform: str, _body: str) -> RemoteOrder:
    raise _nothing()


def _no_article(_platform: str, _body: str) -> RemoteProduct:
    raise _nothing()


def _no_count(_shop_id: ShopId, _since: datetime | None) -> int | None:
    return None


def _no_limits(_platform: str) -> tuple[str, ...]:
    return ()


def _no_choices(_platform: str) -> frozenset[str]:
    return frozenset()


def _sellable(_platform: str) -> bool:
    return False


def _no_opening(_gesture: Gesture, _shop_id: ShopId) -> int:
    raise _nothing()


def _already_met(_shop_id: ShopId) -> None:
    return None


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
    kept_sign_in: Callable[[ShopId], Mapping[str, str]] = _nothing_kept
    """What was typed when a shop was connected, and is no secret."""
    remove_shop: Callable[[Gesture, ShopId], None] = _no_removal
    sync_shop: Callable[[ShopId, DeskProgress, bool], object] = _no_exchange
    sweep_shop: Callable[[ShopId, DeskProgress, bool], object] = _no_exchange
    compare_shop: Callable[[ShopId, DeskProgress], Parity] = _no_comparison
    platform_can: Callable[[str], PlatformCan] = _no_abilities
    read_order: Callable[[str, str], RemoteOrder] = _no_reading
    read_product: Callable[[str, str], RemoteProduct] = _no_article
    count_orders: Callable[[ShopId, datetime | None], int | None] = _no_count
    platform_limits: Callable[[str], tuple[str, ...]] = _no_limits
    """What a platform does its own way, and what happens instead, a sentence each."""
    platform_choices: Callable[[str], frozenset[str]] = _no_choices
    """Which settings of a shop a platform knows: ``ean``, ``prior_price``, ``location`` …"""
    shows_physical: Callable[[str], bool] = _sellable
    take_opening: Callable[[Gesture, ShopId], int] = _no_opening
    meet_again: Callable[[ShopId], None] = _already_met
    make_backup: Callable[[Path | None], Copy] = _no_copy
    list_backups: Callable[[], tuple[Copy, ...]] = _no_copies
    updates: UpdateErrands = field(default_factory=UpdateErrands)
    e_invoicing: PlatformErrands = field(default_factory=PlatformErrands)
    restore_backup: Callable[[Path], None] = _no_restore
    printer_names: Callable[[], tuple[str, ...]] = _no_printers
    print_test_page: Callable[[Gesture, DocumentKind, str], str] = _no_test_page
