"""Storefront errands: probe, add, pull and push, with keys from the keyring."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from merchant_desk.connectors import CONNECTORS
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.operations.take_shop_stock import take_shop_stock
from merchant_desk.queries.shop_accounts import (
    ShopPlace,
    desk_decides_stock,
    shop_access,
    shops_to_sync,
)
from merchant_desk.sync import pull, push
from merchant_desk.sync.connector import Connector, ShopAccount
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.progress import Progress, Silent
from merchant_desk.sync.pushed import Pushed
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.texts import _

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Synced:
    """What one exchange with a shop did."""

    shop_id: ShopId
    pulled: pull.Pulled
    pushed: Pushed


class Storefronts:
    """Keeps one connector a shop, with its connections, for as long as the desk is open."""

    def __init__(
        self,
        lanes: Lanes,
        act: Callable[[], Gesture],
        secrets: Secrets,
        http: Callable[[], HttpClient] = HttpClient,
    ) -> None:
        self._lanes = lanes
        self._act = act
        self._http = http
        self.secrets = secrets
        self._open: dict[ShopId, tuple[Connector, HttpClient]] = {}
        self._busy: dict[ShopId, threading.Lock] = {}
        self._guard = threading.Lock()

    def probe(self, platform: str, url: str, key: str, secret: str) -> ShopFacts:
        """Find out about a shop before anything is written, here or there."""
        http = self._http()
        try:
            return connector_for(platform, ShopAccount(url, key, secret), http).probe()
        finally:
            http.close()

    def sync(
        self,
        shop_id: ShopId,
        progress: Progress | None = None,
        *,
        even_mass_cancellation: bool = False,
    ) -> Synced:
        """Pull, then push; again when the shop's stock moved meanwhile. On a network thread.

        Trouble is noted on the shop and raised.
        """
        with self._turn(shop_id):
            connector = self._met(shop_id)
            watched = progress or Silent()
            pulled = self._pull(connector, shop_id, watched, anyway=even_mass_cancellation)
            pushed = push.run(self._lanes, connector, shop_id, self._act)
            for _round in range(_ROUNDS):
                if not pushed.moved:
                    break
                pulled += self._pull(connector, shop_id, watched, anyway=even_mass_cancellation)
                again = push.run(self._lanes, connector, shop_id, self._act)
                pushed = replace(pushed, moved=0) + again
            return Synced(shop_id, pulled, pushed)

    def sync_all(
        self, progress: Progress | None = None, *, anyway: bool = False
    ) -> tuple[Synced, ...]:
        """Exchange with every active shop, even when many orders would be cancelled if told so.

        A shop in trouble does not keep the others waiting: the first trouble is raised at the end.
        """
        synced: list[Synced] = []
        troubles: list[UnavailableError | RefusedError] = []
        for shop_id in self._lanes.read(shops_to_sync).result():
            try:
                synced.append(self.sync(shop_id, progress, even_mass_cancellation=anyway))
            except (UnavailableError, RefusedError) as trouble:
                troubles.append(trouble)
        if troubles:
            raise troubles[0]
        return tuple(synced)

    def forget(self, shop_id: ShopId) -> None:
        """Close a shop's connections and forget its keys."""
        with self._guard:
            opened = self._open.pop(shop_id, None)
        if opened is not None:
            opened[1].close()
        self.secrets.forget(shop_id)

    def close(self) -> None:
        """Close every connection."""
        for _connector_of_shop, http in self._open.values():
            http.close()

    def _turn(self, shop_id: ShopId) -> threading.Lock:
        with self._guard:
            return self._busy.setdefault(shop_id, threading.Lock())

    def _met(self, shop_id: ShopId) -> Connector:
        try:
            return self._connector(shop_id)
        except (UnavailableError, RefusedError) as trouble:
            self._lanes.write(pull.note_trouble, shop_id, trouble.title, trouble.advice).result()
            raise

    def _connector(self, shop_id: ShopId) -> Connector:
        """Return the shop's connector; the first time, check that it is still the same shop."""
        with self._guard:
            opened = self._open.get(shop_id)
        if opened is not None:
            return opened[0]
        access: ShopPlace = self._lanes.read(shop_access, shop_id).result()
        account = self.secrets.account(shop_id, access.url)
        http = self._http()
        try:
            connector = connector_for(access.platform, account, http)
            facts = connector.probe()
            self._lanes.read(pull.check_identity, shop_id, facts.identity).result()
        except BaseException:
            http.close()
            raise
        with self._guard:
            self._open[shop_id] = (connector, http)
        return connector

    def _pull(
        self, connector: Connector, shop_id: ShopId, progress: Progress, *, anyway: bool
    ) -> pull.Pulled:
        pulled = pull.run(
            self._lanes,
            connector,
            shop_id,
            self._act,
            progress,
            even_mass_cancellation=anyway,
        )
        if pulled.received and self._lanes.read(desk_decides_stock, shop_id).result():
            self.take_opening(self._act(), shop_id)
        return pulled

    def take_opening(self, gesture: Gesture, shop_id: ShopId) -> int:
        """Take the stock the shop shows of what never came in here; return the units.

        A product made in the shop after the desk became master comes in so: else it would be told
        to be out of stock.
        """
        units = 0
        after: ProductId | None = None
        while True:
            taken = self._lanes.write(take_shop_stock, gesture, shop_id, after).result()
            units += taken.units
            after = taken.after
            if after is None:
                return units


def connector_for(platform: str, account: ShopAccount, http: HttpClient) -> Connector:
    """Return the connector of a platform; raise RefusedError for one that is not known."""
    make = CONNECTORS.get(platform)
    if make is None:
        raise RefusedError(
            _("Boutique non ajoutée\u00a0: la plate-forme {name} est inconnue.").format(
                name=platform
            ),
            _("Plates-formes connues\u00a0: {names}.").format(names=", ".join(CONNECTORS)),
        )
    if urlsplit(account.url).scheme not in {"http", "https"}:
        raise RefusedError(
            _("La boutique n’a pas été ajoutée\u00a0: son adresse n’est pas valable."),
            _("Écrivez-la en entier, par exemple https://www.maboutique.fr."),
        )
    return make(account, http)
