"""One connector a shop, met once and kept with its connections while the desk is open."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from merchant_desk.app.probing import connector_for, probe
from merchant_desk.connectors import CONNECTORS
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.operations.add_shop import note_facts
from merchant_desk.queries.shop_accounts import ShopPlace, shop_access
from merchant_desk.queries.shop_words import has_nameless_words
from merchant_desk.sync import pull
from merchant_desk.sync.connector import Connector
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.shop_access import Platform, ShopAccess


@dataclass(frozen=True, slots=True)
class OpenShop:
    """A shop that was met: its connector and the connections it talks through."""

    connector: Connector
    http: HttpClient

    def spent(self) -> int:
        """Return how many requests were made to it so far."""
        return self.http.spent


class OpenShops:
    """Meets shops with the keys of the keyring; the first time, checks that it is the same shop."""

    def __init__(
        self,
        lanes: Lanes,
        act: Callable[[], Gesture],
        secrets: Secrets,
        http: Callable[[], HttpClient],
    ) -> None:
        self._lanes = lanes
        self._act = act
        self._http = http
        self.secrets = secrets
        self._open: dict[ShopId, OpenShop] = {}
        self._guard = threading.Lock()

    def probe(self, access: ShopAccess) -> ShopFacts:
        """Find out about a shop before anything is written, here or there."""
        return probe(access, self._http)

    def met(self, shop_id: ShopId) -> OpenShop:
        """Return the shop, met before or now; trouble is noted on it and raised."""
        with self._guard:
            known = self._open.get(shop_id)
        if known is not None:
            return known
        try:
            opened = self._meet(shop_id)
        except (UnavailableError, RefusedError) as trouble:
            self._lanes.write(pull.note_trouble, shop_id, trouble.title, trouble.advice).result()
            raise
        with self._guard:
            self._open[shop_id] = opened
        return opened

    def _meet(self, shop_id: ShopId) -> OpenShop:
        place: ShopPlace = self._lanes.read(shop_access, shop_id).result()
        account = self.secrets.account(shop_id, place.url, place.settings)
        http = self._http()
        try:
            connector = connector_for(place.platform, account, http)
            self._learn(connector, shop_id)
        except BaseException:
            http.close()
            raise
        return OpenShop(connector, http)

    def learn_anew(self, shop: OpenShop, shop_id: ShopId) -> None:
        """Ask the shop again what it is: its states and places change while the desk is open."""
        self._learn(shop.connector, shop_id)

    def learn_words(self, shop: OpenShop, shop_id: ShopId, since: datetime) -> None:
        """Ask for the names of its states when an order came since then in one without a name."""
        if self._lanes.read(has_nameless_words, shop_id, since).result():
            self._learn(shop.connector, shop_id)

    def _learn(self, connector: Connector, shop_id: ShopId) -> None:
        facts = connector.probe()
        self._lanes.read(pull.check_identity, shop_id, facts.identity).result()
        self._lanes.write(note_facts, self._act(), shop_id, facts).result()

    def spent(self, shop_id: ShopId) -> int:
        """Return how many requests were made to the shop since it was met; 0 before."""
        with self._guard:
            known = self._open.get(shop_id)
        return 0 if known is None else known.spent()

    def forget(self, shop_id: ShopId) -> None:
        """Close the connections of a shop: it is met anew with the next exchange."""
        with self._guard:
            opened = self._open.pop(shop_id, None)
        if opened is not None:
            opened.http.close()

    def drop_connections(self) -> None:
        """Close what lies idle: a call that goes on ends, the next one opens its own."""
        with self._guard:
            opened = list(self._open.values())
        for each in opened:
            each.http.close()

    def close(self) -> None:
        """Close every connection."""
        with self._guard:
            opened, self._open = list(self._open.values()), {}
        for each in opened:
            each.http.close()


def platforms() -> tuple[Platform, ...]:
    """Return the platforms that can be connected, as they are listed."""
    return tuple(Platform(key, each.title, each.sign_in) for key, each in CONNECTORS.items())


def titles() -> Mapping[str, str]:
    """Return the name of every platform."""
    return {key: each.title for key, each in CONNECTORS.items()}
