"""A WooCommerce shop that really runs, on the loopback of this computer, for demo and tests.

It answers as WooCommerce 9.8.5 was recorded to answer, and fails on demand as networks do.
"""

import copy
import ssl
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Thread
from types import TracebackType
from typing import Self

from merchant_desk.demo.catalogue import DemoProduct, demo_catalogue
from merchant_desk.demo.orders import DemoOrder
from merchant_desk.demo.shop_changes import change_order, change_product
from merchant_desk.demo.shop_creating import delete
from merchant_desk.demo.shop_keys import KeyCheck
from merchant_desk.demo.shop_lines import refund_head
from merchant_desk.demo.shop_records import Json, touch
from merchant_desk.demo.shop_routes import Routes
from merchant_desk.demo.shop_server import Seen, ShopServer, Trouble, Troubles
from merchant_desk.demo.shop_state import ShopState
from merchant_desk.values.clock import utc_now

DEMO_KEY = "ck_demo0000000000000000000000000000000000"
DEMO_SECRET = "cs_demo0000000000000000000000000000000000"  # noqa: S105 - opens only the sample shop


class Storefront:
    """The sample shop: start it, place orders, make it fail, look at what it holds."""

    def __init__(
        self,
        *,
        orders: Sequence[DemoOrder] = (),
        catalogue: Sequence[DemoProduct] | None = None,
        now: Callable[[], datetime] = utc_now,
        port: int = 0,
        tls: ssl.SSLContext | None = None,
        controlled_over_http: bool = False,
    ) -> None:
        self._clock = now
        self._ahead = timedelta(0)
        self._port = port
        self._controlled = controlled_over_http
        self._tls = tls
        self._server: ShopServer | None = None
        self._thread: Thread | None = None
        self._troubles = Troubles()
        self._seen: list[Seen] = []
        self.keys = KeyCheck(DEMO_KEY, DEMO_SECRET)
        products = demo_catalogue() if catalogue is None else catalogue
        self._state = ShopState(products, self.now)
        self._routes = Routes(self._state)
        for order in orders:
            self._state.place(order)

    def now(self) -> datetime:
        """Return this instant by the clock of the shop."""
        return self._clock() + self._ahead

    def start(self) -> None:
        """Answer from now on; after a stop, on the same port with everything kept."""
        if self._server is not None:
            return
        server = ShopServer(self._port, self._routes, self.keys, self._troubles, self._seen)
        server.clock = self.now
        if self._tls is not None:
            server.socket = self._tls.wrap_socket(server.socket, server_side=True)
            server.secure = True
        server.controlled = self._controlled
        self._port = server.server_port
        self._routes.base = self.url
        self._server = server
        self._thread = Thread(
            target=server.serve_forever, args=(0.02,), name="storefront", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Answer nothing any more, and cut what is open."""
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._server.cut_connections()
        self._server.server_close()
        self._thread.join()
        self._server = self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Return the address of the shop."""
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://127.0.0.1:{self._port}"

    @property
    def requests(self) -> tuple[Seen, ...]:
        """Return every call that came, in order."""
        return tuple(self._seen)

    def fail(self, *troubles: Trouble) -> None:
        """Let the next calls fail, one trouble each."""
        self._troubles.queue(troubles)

    def fail_always(self, trouble: Trouble | None) -> None:
        """Let every call fail this way, until told None."""
        self._troubles.always = trouble

    def fail_no_more(self) -> None:
        """Let every call be answered again."""
        self._troubles.forget()

    def set_clock_ahead(self, ahead: timedelta) -> None:
        """Let the clock of the shop differ from that of this computer."""
        self._ahead = ahead

    def place_order(self, order: DemoOrder) -> Json:
        """Place an order as a customer does; the stock falls now."""
        return copy.deepcopy(self._state.place(order))

    def change_order(self, number: str | int, **fields: object) -> Json:
        """Change an order as somebody in the admin does."""
        with self._state.lock:
            order = self._state.orders[int(number)]
            return copy.deepcopy(change_order(self._state, order, fields))

    def add_product(self, product: DemoProduct) -> None:
        """Put a new product on sale, as somebody in the admin does."""
        self._state.add_product(product)

    def change_product(self, sku: str, **fields: object) -> Json:
        """Change a product as somebody in the admin does."""
        with self._state.lock:
            return copy.deepcopy(change_product(self._state, self._sold(sku), fields))

    def trash_order(self, number: str | int) -> None:
        """Put an order in the trash."""
        with self._state.lock:
            order = self._state.orders[int(number)]
            order["status"] = "trash"
            touch(order, self.now())

    def trash_product(self, sku: str) -> None:
        """Put a product in the trash."""
        self.change_product(sku, status="trash")

    def delete_order(self, number: str | int) -> None:
        """Delete an order for good."""
        with self._state.lock:
            del self._state.orders[int(number)]

    def delete_product(self, sku: str) -> None:
        """Delete a product or variation for good."""
        with self._state.lock:
            record = self._sold(sku)
            parents, children = self._state.products, self._state.variations
            held = children if record["id"] in children else parents
            delete(self._state, record, held=held, force=True)

    def refund_order(self, number: str | int, cents: int, reason: str = "Geste commercial") -> None:
        """Give money back without saying for what, as somebody in the admin does."""
        with self._state.lock:
            state = self._state
            refund = refund_head(state.new_id(), cents, reason, state.now())
            state.note_refund(state.orders[int(number)], refund)

    def refunds(self, number: str | int) -> tuple[Json, ...]:
        """Return what was given back of an order."""
        with self._state.lock:
            return tuple(copy.deepcopy(self._state.refunds.get(int(number), [])))

    def add_order_state(self, slug: str, name: str) -> None:
        """Let a plugin bring a state of its own."""
        self._state.order_states[slug] = name

    def list_variations(self, *, together: bool = True) -> None:
        """Answer the shop-wide list of variations from now on, as WooCommerce 10.3 does, or not."""
        self._state.lists_variations = together

    @property
    def orders(self) -> tuple[Json, ...]:
        """Return every order as the shop holds it."""
        with self._state.lock:
            return tuple(copy.deepcopy(list(self._state.orders.values())))

    def order(self, number: str | int) -> Json:
        """Return one order as the shop holds it."""
        with self._state.lock:
            return copy.deepcopy(self._state.orders[int(number)])

    def notes(self, number: str | int) -> tuple[Json, ...]:
        """Return the notes left on an order, oldest first."""
        with self._state.lock:
            return tuple(copy.deepcopy(self._state.notes.get(int(number), [])))

    def product(self, sku: str) -> Json:
        """Return one product or variation as the shop holds it."""
        with self._state.lock:
            return copy.deepcopy(self._sold(sku))

    def stock(self, sku: str) -> int | None:
        """Return what the shop shows it can sell."""
        level = self.product(sku)["stock_quantity"]
        return None if level is None else int(level)

    def _sold(self, sku: str) -> Json:
        record = self._state.by_sku(sku)
        if record is None:
            raise KeyError(sku)
        return record
