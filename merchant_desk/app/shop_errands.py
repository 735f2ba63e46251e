"""Errands of « Boutique en ligne »: probe, add, change keys, remove, decide the opening."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from merchant_desk.app.home import Home
from merchant_desk.app.probing import connector_for
from merchant_desk.app.storefronts import Storefronts, Synced
from merchant_desk.connectors import CONNECTORS
from merchant_desk.database import backup
from merchant_desk.errors import UnavailableError
from merchant_desk.operations.add_shop import add_shop, change_keys, known_shop, remove_shop
from merchant_desk.queries.shop_accounts import shop_access
from merchant_desk.sync.capabilities import Can, Refunds, Restocks, StockMeaning
from merchant_desk.sync.capability_words import capability_words
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.progress import Progress
from merchant_desk.sync.pull import check_identity
from merchant_desk.values.clock import utc_now
from merchant_desk.values.copies import Copy
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId, new_id
from merchant_desk.values.parity import Parity
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.remote import RemoteOrder, RemoteProduct, ShopFacts
from merchant_desk.values.shop_access import NewShop, ShopAccess, ShopAdded


class ShopErrands:
    """What the settings and the commands ask about storefronts and copies; it may wait."""

    def __init__(self, home: Home, storefronts: Storefronts) -> None:
        self._home = home
        self._storefronts = storefronts

    def probe_shop(self, access: ShopAccess) -> ShopFacts:
        """Find out about a shop; nothing is written here or there."""
        return self._storefronts.probe(access)

    def add_shop(self, gesture: Gesture, wanted: NewShop) -> ShopAdded:
        """Keep the secret first, then the account; take the secret back if that is refused."""
        access = wanted.access
        known = self._home.lanes.read(known_shop, access.platform, access.url).result()
        shop_id = ShopId(new_id()) if known is None else known
        kept = self._storefronts.secrets.keep(shop_id, access.key, access.secret, access.more)
        try:
            added = self._home.lanes.write(add_shop, gesture, wanted, shop_id).result()
        except BaseException:
            if known is None:
                self._storefronts.forget(shop_id)
            raise
        return ShopAdded(added, wanted.name or wanted.facts.name, kept)

    def change_keys(self, _gesture: Gesture, shop_id: ShopId, access: ShopAccess) -> bool:
        """Try the new keys on the same shop, then keep them; tell whether a restart finds them."""
        place = self._home.lanes.read(shop_access, shop_id).result()
        settings = {**place.settings.for_connector(), **access.settings}
        facts = self.probe_shop(replace(access, settings=settings))
        self._home.lanes.read(check_identity, shop_id, facts.identity).result()
        self._storefronts.forget(shop_id)
        kept = self._storefronts.secrets.keep(shop_id, access.key, access.secret, access.more)
        store = access.settings.get("store")
        self._home.lanes.write(change_keys, shop_id, access.key, store).result()
        return kept

    def kept_sign_in(self, shop_id: ShopId) -> dict[str, str]:
        """Return what was typed when the shop was connected, and is no secret."""
        place = self._home.lanes.read(shop_access, shop_id).result()
        try:
            more = self._storefronts.secrets.account(shop_id, place.url).more
        except UnavailableError:  # she is about to type the keys again
            more = {}
        kept = {**more, **place.settings.for_connector()}
        known = CONNECTORS.get(place.platform)
        fields = () if known is None else known.sign_in.fields
        shown = [each.name for each in fields if not each.secret]
        return {name: kept[name] for name in shown if name in kept}

    def remove_shop(self, _gesture: Gesture, shop_id: ShopId) -> None:
        """No longer use the account, and forget its keys."""
        self._home.lanes.write(remove_shop, shop_id).result()
        self._storefronts.forget(shop_id)

    def sync_shop(self, shop_id: ShopId, progress: Progress, anyway: bool) -> Synced:
        """Exchange with this shop now, even if many orders are cancelled when ``anyway``."""
        return self._storefronts.sync(shop_id, progress, even_mass_cancellation=anyway)

    def sweep_shop(self, shop_id: ShopId, progress: Progress, anyway: bool) -> Synced:
        """Exchange with this shop and look at everything it shows."""
        return self._storefronts.sync(
            shop_id, progress, even_mass_cancellation=anyway, sweeping=True
        )

    def compare_shop(self, shop_id: ShopId, progress: Progress) -> Parity:
        """Compare everything with what the shop shows; repair nothing."""
        return self._storefronts.compare(shop_id, progress)

    def count_orders(self, shop_id: ShopId, since: datetime | None) -> int | None:
        """Return how many orders the shop has since then; None when it cannot say."""
        return self._storefronts.count_orders(shop_id, since)

    def shows_physical(self, platform: str) -> bool:
        """Tell whether this platform counts what lies on the shelf, sold but not shipped too."""
        return CONNECTORS[platform].capabilities.stock_meaning is StockMeaning.PHYSICAL

    def platform_limits(self, platform: str) -> tuple[str, ...]:
        """Return what this platform does its own way, and what happens instead."""
        known = CONNECTORS.get(platform)
        return () if known is None else capability_words(known.title, known.capabilities)

    def platform_choices(self, platform: str) -> frozenset[str]:
        """Return the settings that this platform knows what to do with."""
        known = CONNECTORS.get(platform)
        if known is None:
            return frozenset()
        able = {
            "prior_price": known.capabilities.prior_price_field,
            "location": known.capabilities.several_locations,
            "prices": not known.capabilities.tells_tax_mode,
        }
        return frozenset({"ean", *(name for name, can in able.items() if can)})

    def platform_can(self, platform: str) -> PlatformCan:
        """Return what this platform can do when asked."""
        known = CONNECTORS.get(platform)
        if known is None:
            return PlatformCan()
        able = known.capabilities
        return PlatformCan(
            refund=Can.REFUNDS in able.can and able.refunds is not Refunds.NONE,
            refund_parts=able.refunds is Refunds.PARTIAL,
            restock=able.refund_restocks is Restocks.ON_REQUEST,
            move_money=able.refund_moves_money,
            new_products=Can.NEW_PRODUCTS in able.can,
        )

    def meet_again(self, shop_id: ShopId) -> None:
        """Use the settings that changed with the next exchange."""
        self._storefronts.meet_again(shop_id)

    def read_product(self, platform: str, body: str) -> RemoteProduct:
        """Understand a product that was kept, without the network."""
        http = HttpClient()
        try:
            account = ShopAccount("https://localhost", "", "")
            return connector_for(platform, account, http).read_product(body)
        finally:
            http.close()

    def read_order(self, platform: str, body: str) -> RemoteOrder:
        """Understand a record that was kept, without the network."""
        http = HttpClient()
        try:
            return connector_for(
                platform, ShopAccount("https://localhost", "", ""), http
            ).read_order(body)
        finally:
            http.close()

    def take_opening(self, gesture: Gesture, shop_id: ShopId) -> int:
        """Take the stock the shop shows as opening stock, chunk by chunk; return the units."""
        return self._storefronts.take_opening(gesture, shop_id)

    def make_backup(self, folder: Path | None = None) -> Copy:
        """Make a checked copy now, in the usual folder or in another one."""
        made = backup.make_backup(self._home.database, utc_now(), "main", folder)
        return _copy(made)

    def list_backups(self) -> tuple[Copy, ...]:
        """Return the copies there are, newest first."""
        return tuple(_copy(each) for each in backup.backups(self._home.database))


def _copy(made: backup.Backup) -> Copy:
    return Copy(made.path, made.made_at, made.bytes, made.reason)
