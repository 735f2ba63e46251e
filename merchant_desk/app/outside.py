"""What the desk does with storefronts, loaded when it is first asked for: after the start."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from merchant_desk.app.home import Home
    from merchant_desk.app.shop_errands import ShopErrands
    from merchant_desk.app.storefronts import Storefronts, Synced
    from merchant_desk.sync.progress import Progress
    from merchant_desk.sync.secrets import Secrets
    from merchant_desk.values.copies import Copy
    from merchant_desk.values.gesture import Gesture
    from merchant_desk.values.ids import ShopId
    from merchant_desk.values.parity import Parity
    from merchant_desk.values.platform_can import PlatformCan
    from merchant_desk.values.remote import RemoteOrder, RemoteProduct, ShopFacts
    from merchant_desk.values.shop_access import NewShop, Platform, ShopAccess, ShopAdded


class Outside:
    """Everything here is called on a network thread, which may wait for the import too."""

    def __init__(
        self, home: Home, act: Callable[[], Gesture], secrets: Secrets | None = None
    ) -> None:
        self._home = home
        self._act = act
        self._secrets = secrets
        self._guard = threading.Lock()
        self._made: tuple[Storefronts, ShopErrands] | None = None

    def sync_all(self) -> tuple[Synced, ...]:
        """Exchange with every active shop whose first pull was asked for."""
        if not self._has_shops():
            from merchant_desk.app.turning import (  # noqa: PLC0415 - not at window start
                turn_what_is_due,
            )

            turn_what_is_due(self._home.lanes, self._act)
            return ()
        return self._both()[0].sync_all(begun=True)

    def probe_shop(self, access: ShopAccess) -> ShopFacts:
        """Find out about a shop; nothing is written here or there."""
        return self._both()[1].probe_shop(access)

    def add_shop(self, gesture: Gesture, wanted: NewShop) -> ShopAdded:
        """Keep the secret, then the account."""
        return self._both()[1].add_shop(gesture, wanted)

    def change_keys(self, gesture: Gesture, shop_id: ShopId, access: ShopAccess) -> bool:
        """Try the new keys on the same shop, then keep them."""
        return self._both()[1].change_keys(gesture, shop_id, access)

    def kept_sign_in(self, shop_id: ShopId) -> dict[str, str]:
        """Return what was typed when the shop was connected, and is no secret."""
        return self._both()[1].kept_sign_in(shop_id)

    def remove_shop(self, gesture: Gesture, shop_id: ShopId) -> None:
        """No longer use the account, and forget its keys."""
        self._both()[1].remove_shop(gesture, shop_id)

    def sync_shop(self, shop_id: ShopId, progress: Progress, anyway: bool) -> Synced:
        """Exchange with this shop now."""
        return self._both()[1].sync_shop(shop_id, progress, anyway)

    def sweep_shop(self, shop_id: ShopId, progress: Progress, anyway: bool) -> Synced:
        """Exchange with this shop and look at everything it shows."""
        return self._both()[1].sweep_shop(shop_id, progress, anyway)

    def compare_shop(self, shop_id: ShopId, progress: Progress) -> Parity:
        """Compare everything with what the shop shows; repair nothing."""
        return self._both()[1].compare_shop(shop_id, progress)

    def compare_weekly(self) -> int:
        """Compare the shops whose last comparison is a week old; return how many."""
        if not self._has_shops():
            return 0
        from merchant_desk.app.weekly_parity import (  # noqa: PLC0415 - not at window start
            compare_weekly,
        )

        return compare_weekly(self._home.lanes, self._both()[0], self._act().at)

    def platform_can(self, platform: str) -> PlatformCan:
        """Return what this platform can do when asked."""
        return self._both()[1].platform_can(platform)

    def read_order(self, platform: str, body: str) -> RemoteOrder:
        """Understand a record that was kept, without the network."""
        return self._both()[1].read_order(platform, body)

    def read_product(self, platform: str, body: str) -> RemoteProduct:
        """Understand an article that was kept, without the network."""
        return self._both()[1].read_product(platform, body)

    def count_orders(self, shop_id: ShopId, since: datetime | None) -> int | None:
        """Return how many orders the shop has since then; None when it cannot say."""
        return self._both()[1].count_orders(shop_id, since)

    def platform_limits(self, platform: str) -> tuple[str, ...]:
        """Return what this platform does its own way, and what happens instead."""
        return self._both()[1].platform_limits(platform)

    def platform_choices(self, platform: str) -> frozenset[str]:
        """Return the settings that this platform knows what to do with."""
        return self._both()[1].platform_choices(platform)

    def shows_physical(self, platform: str) -> bool:
        """Tell whether this platform counts what lies on the shelf, sold but not shipped too."""
        return self._both()[1].shows_physical(platform)

    def take_opening(self, gesture: Gesture, shop_id: ShopId) -> int:
        """Take the stock the shop shows as opening stock; return the units."""
        return self._both()[1].take_opening(gesture, shop_id)

    def meet_again(self, shop_id: ShopId) -> None:
        """Use the settings that changed with the next exchange."""
        self._both()[1].meet_again(shop_id)

    def make_backup(self, folder: Path | None = None) -> Copy:
        """Make a checked copy now."""
        return self._both()[1].make_backup(folder)

    def list_backups(self) -> tuple[Copy, ...]:
        """Return the copies there are, newest first."""
        return self._both()[1].list_backups()

    def drop_connections(self) -> None:
        """Let go of connections that a sleep has cut; the next call opens its own."""
        with self._guard:
            made = self._made
        if made is not None:
            made[0].drop_connections()

    def close(self) -> None:
        """Close every connection; ask for nothing after this."""
        with self._guard:
            made = self._made
        if made is not None:
            made[0].close()

    def _has_shops(self) -> bool:
        """Tell whether there is anyone to talk to: a desk alone loads no connector."""
        from merchant_desk.queries.shop_accounts import (  # noqa: PLC0415 - not at window start
            shops_to_sync,
        )

        return bool(self._home.lanes.read(shops_to_sync, begun=True).result())

    def _both(self) -> tuple[Storefronts, ShopErrands]:
        with self._guard:
            if self._made is None:
                from merchant_desk.app.shop_errands import (  # noqa: PLC0415 - not at window start
                    ShopErrands,
                )
                from merchant_desk.app.storefronts import (  # noqa: PLC0415 - not at window start
                    Storefronts,
                )
                from merchant_desk.app.system_proxies import (  # noqa: PLC0415 - not at window start
                    system_ways,
                )
                from merchant_desk.sync.proxies import MACHINE  # noqa: PLC0415 - not at window start
                from merchant_desk.sync.secrets import Secrets  # noqa: PLC0415 - not at window start

                MACHINE.ask_with(system_ways)
                storefronts = Storefronts(self._home.lanes, self._act, self._secrets or Secrets())
                self._made = storefronts, ShopErrands(self._home, storefronts)
            return self._made


def platforms() -> tuple[Platform, ...]:
    """Return the platforms that can be connected, as they are listed."""
    from merchant_desk.app import open_shops  # noqa: PLC0415 - not at window start

    return open_shops.platforms()
