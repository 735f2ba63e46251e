"""Storefront errands: pull and push, sweep, compare; one at a time for each shop."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from merchant_desk.app.exchange_log import ExchangeLog
from merchant_desk.app.open_shops import OpenShop, OpenShops
from merchant_desk.app.turning import turn_what_is_due
from merchant_desk.connectors import CONNECTORS
from merchant_desk.database.turns import Turns
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.operations.note_exchange import note_exchange
from merchant_desk.queries.shop_accounts import (
    desk_decides_stock,
    orders_wanted_since,
    shop_access,
    shops_to_sync,
    sweep_is_due,
)
from merchant_desk.sync import parity, pull, push, sweep
from merchant_desk.sync.buffering import refresh_buffers
from merchant_desk.sync.connector import Connector, RecordKind
from merchant_desk.sync.errors import HOPELESS
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.inbox import begin_at, cursor_position
from merchant_desk.sync.opening import take_all
from merchant_desk.sync.progress import Progress, Silent
from merchant_desk.sync.pushed import Pushed
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId, id_text
from merchant_desk.values.parity import Parity
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.shop_access import ShopAccess
from merchant_desk.values.texts import _
from merchant_desk.values.words import ExchangeKind

_ROUNDS = 3
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Synced:
    """What one exchange with a shop did; ``elsewhere`` says that another station is at it."""

    shop_id: ShopId
    pulled: pull.Pulled
    pushed: Pushed
    swept: sweep.Swept | None = None
    requests: int = 0
    elsewhere: bool = False


class Storefronts:
    """Exchanges with every shop, one conversation a shop at a time, on whichever station."""

    def __init__(
        self,
        lanes: Lanes,
        act: Callable[[], Gesture],
        secrets: Secrets,
        http: Callable[[], HttpClient] = HttpClient,
    ) -> None:
        self._lanes = lanes
        self._act = act
        self._shops = OpenShops(lanes, act, secrets, http)
        self._turns = Turns(lanes.database)
        self._busy: dict[ShopId, threading.Lock] = {}
        self._guard = threading.Lock()
        self.secrets = secrets

    def probe(self, access: ShopAccess) -> ShopFacts:
        """Find out about a shop before anything is written, here or there."""
        return self._shops.probe(access)

    def sync(
        self,
        shop_id: ShopId,
        progress: Progress | None = None,
        *,
        even_mass_cancellation: bool = False,
        sweeping: bool = False,
    ) -> Synced:
        """Pull, then push; again when the shop's stock moved meanwhile. On a network thread.

        Everything the shop shows is looked at once a night, or when asked. Trouble is noted on
        the shop and raised.
        """
        turn_what_is_due(self._lanes, self._act)
        with self._conversation(shop_id, ExchangeKind.SYNC) as talk:
            if talk is None:
                return Synced(shop_id, pull.Pulled(0, 0, 0, 0), Pushed(), elsewhere=True)
            shop, log = talk
            before = shop.spent()
            watched = progress or Silent()
            log.pulled = self._pull(shop, shop_id, watched, anyway=even_mass_cancellation)
            swept, trouble = None, None
            try:
                swept = self._swept(
                    talk, shop_id, watched, asked=sweeping, anyway=even_mass_cancellation
                )
            except HOPELESS:
                raise
            except (UnavailableError, RefusedError) as met:
                trouble = met  # what is to be told does not wait for what could not be looked at
            log.pushed = push.run(self._lanes, shop.connector, shop_id, self._act)
            for _round in range(_ROUNDS):
                if not log.pushed.moved:
                    break
                log.pulled += self._pull(shop, shop_id, watched, anyway=even_mass_cancellation)
                again = push.run(self._lanes, shop.connector, shop_id, self._act)
                log.pushed = replace(log.pushed, moved=0) + again
            if trouble is not None:
                words = (trouble.title, trouble.advice)
                self._lanes.write(pull.note_trouble, shop_id, *words).result()
                raise trouble
            return Synced(shop_id, log.pulled, log.pushed, swept, shop.spent() - before)

    def compare(self, shop_id: ShopId, progress: Progress | None = None) -> Parity:
        """Compare everything with what the shop shows; nothing is repaired, here or there."""
        with self._conversation(shop_id, ExchangeKind.PARITY) as talk:
            if talk is None:
                raise RefusedError(
                    _("Rien n’a été comparé\u00a0: un autre poste parle déjà à la boutique."),
                    _("Recommencez dans un instant."),
                )
            shop, _log = talk
            watched = progress or Silent()
            return parity.run(self._lanes, shop.connector, shop_id, self._act, watched, shop.spent)

    def sync_all(
        self,
        progress: Progress | None = None,
        *,
        anyway: bool = False,
        sweeping: bool = False,
        begun: bool = False,
    ) -> tuple[Synced, ...]:
        """Exchange with every active shop, even when many orders would be cancelled if told so.

        ``begun`` waits with a shop until its first pull was asked for. A shop that is slow or in
        trouble does not keep the others waiting: the first trouble is raised at the end.
        """
        turn_what_is_due(self._lanes, self._act)
        shops = self._lanes.read(shops_to_sync, begun=begun).result()

        def talk(shop_id: ShopId) -> Synced | UnavailableError | RefusedError:
            try:
                return self.sync(
                    shop_id, progress, even_mass_cancellation=anyway, sweeping=sweeping
                )
            except (UnavailableError, RefusedError) as trouble:
                return trouble

        if len(shops) > 1:
            with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="shop") as pool:
                answers = list(pool.map(talk, shops))
        else:
            answers = [talk(shop_id) for shop_id in shops]
        for answer in answers:
            if not isinstance(answer, Synced):
                raise answer
        return tuple(answer for answer in answers if isinstance(answer, Synced))

    def connector(self, shop_id: ShopId) -> Connector:
        """Return the shop's connector, met on the way if need be."""
        return self._shops.met(shop_id).connector

    def count_orders(self, shop_id: ShopId, since: datetime | None) -> int | None:
        """Return how many orders the shop has since then; None when it cannot say."""
        return self.connector(shop_id).count_orders(since)

    def take_opening(self, gesture: Gesture, shop_id: ShopId) -> int:
        """Take the stock the shop shows of what never came in here; return the units.

        A product made in the shop after the desk became master comes in so: else it would be told
        to be out of stock.
        """
        platform = self._lanes.read(shop_access, shop_id).result().platform
        return take_all(self._lanes, gesture, shop_id, CONNECTORS[platform].capabilities)

    def forget(self, shop_id: ShopId) -> None:
        """Close a shop's connections and forget its keys."""
        self._shops.forget(shop_id)
        self.secrets.forget(shop_id)

    def meet_again(self, shop_id: ShopId) -> None:
        """Meet the shop anew with the next exchange: its settings or its keys changed."""
        self._shops.forget(shop_id)

    def drop_connections(self) -> None:
        """Let go of the connections that are kept; shops that were met stay met."""
        self._shops.drop_connections()

    def close(self) -> None:
        """Close every connection."""
        self._shops.close()
        self._turns.close()

    @contextmanager
    def _conversation(
        self, shop_id: ShopId, kind: ExchangeKind
    ) -> Iterator[tuple[OpenShop, ExchangeLog] | None]:
        """Yield the shop when it is this station's turn; write down what was exchanged."""
        with self._lock(shop_id), self._turns.turn(f"shop:{id_text(shop_id)}") as turn:
            if turn is None:
                yield None
                return
            log = ExchangeLog(self._act().at)
            before, trouble = self._shops.spent(shop_id), ("", "")
            try:
                shop = self._shops.met(shop_id)
                with shop.http.only_while(turn.check):
                    yield shop, log
            except (UnavailableError, RefusedError) as met:
                trouble = (met.title, met.advice)
                raise
            finally:
                spent = max(0, self._shops.spent(shop_id) - before - log.noted)
                self._note(shop_id, kind, log, spent, trouble)

    def _note(
        self,
        shop_id: ShopId,
        kind: ExchangeKind,
        log: ExchangeLog,
        spent: int,
        trouble: tuple[str, str],
    ) -> None:
        done = log.exchanged(kind, spent, trouble)
        self._lanes.write(note_exchange, self._act(), shop_id, done).result()

    def _lock(self, shop_id: ShopId) -> threading.Lock:
        with self._guard:
            return self._busy.setdefault(shop_id, threading.Lock())

    def _swept(
        self,
        talk: tuple[OpenShop, ExchangeLog],
        shop_id: ShopId,
        progress: Progress,
        *,
        asked: bool,
        anyway: bool,
    ) -> sweep.Swept | None:
        shop, log = talk
        now = self._act().at
        tried = timedelta() if anyway else sweep.AGAIN
        due = self._lanes.read(sweep_is_due, shop_id, now, sweep.EVERY, tried).result()
        if not (asked or due):
            return None
        before, trouble = shop.spent(), ("", "")
        try:
            swept = sweep.run(
                self._lanes, shop.connector, shop_id, self._act, progress, even_many_gone=anyway
            )
        except (UnavailableError, RefusedError) as met:
            trouble = (met.title, met.advice)
            raise
        finally:
            log.noted += shop.spent() - before
            self._note(shop_id, ExchangeKind.SWEEP, ExchangeLog(now), log.noted, trouble)
        refresh_buffers(self._lanes, shop_id, self._act)
        self._shops.learn_anew(shop, shop_id)
        if swept.found:  # stock is newer than the orders now: fetch those placed meanwhile
            log.pulled += self._pull(shop, shop_id, progress, anyway=anyway)
        return swept

    def _pull(
        self, shop: OpenShop, shop_id: ShopId, progress: Progress, *, anyway: bool
    ) -> pull.Pulled:
        begun = self._act().at
        since = self._lanes.read(orders_wanted_since, shop_id).result()
        started = self._lanes.read(cursor_position, shop_id, RecordKind.ORDER).result()
        if since is not None and not started:
            position = shop.connector.orders_from(since)
            self._lanes.write(begin_at, self._act(), shop_id, RecordKind.ORDER, position).result()
        pulled = pull.run(
            self._lanes,
            shop.connector,
            shop_id,
            self._act,
            progress,
            even_mass_cancellation=anyway,
        )
        self._shops.learn_words(shop, shop_id, begun)
        if pulled.received and self._lanes.read(desk_decides_stock, shop_id).result():
            self.take_opening(self._act(), shop_id)
        return pulled
