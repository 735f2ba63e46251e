"""The desk of a simulated world: its file, its storefronts, and the person who works there."""

from collections.abc import Callable, Mapping
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from merchant_desk.app.storefronts import Storefronts, Synced
from merchant_desk.errors import DeskError
from merchant_desk.sync.http import HttpClient, HttpLimits
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId, StationId
from tests.simulator.clock import WorldClock
from tests.simulator.death import Death, KilledError
from tests.simulator.network import Network
from tests.simulator.place import InlineLanes, Place
from tests.simulator.shop import Keys

P = ParamSpec("P")
T = TypeVar("T")
STATION = StationId(bytes.fromhex("0193000000007000800000000000000a"))
_RESTART_S = 40
"""How long it takes to start the desk again: whatever was on its way to a shop has arrived."""


class Desk:
    """One station; it can be killed at any statement and starts again on the same file."""

    def __init__(self, place: Place, clock: WorldClock, network: Network, death: Death) -> None:
        self.place = place
        self.clock = clock
        self._network = network
        self._death = death
        self._keys: dict[ShopId, Keys] = {}
        self.shops: dict[str, ShopId] = {}
        self.refused = 0
        self._talking = False
        self.on_exchange: Callable[[str], None] = lambda _name: None
        self._open()

    def know(self, shops: Mapping[str, ShopId], keys: Mapping[str, Keys]) -> None:
        """Remember the shops and their keys."""
        self.shops = dict(shops)
        self._keys = {self.shops[name]: each for name, each in keys.items()}
        self._open()

    def _open(self) -> None:
        secrets = Secrets()
        for shop_id, keys in self._keys.items():
            secrets.keep(shop_id, keys.key, keys.secret, keys.more)
        self.lanes = InlineLanes(self.place.database)
        self.storefronts = Storefronts(self.lanes, self.act, secrets, self._http)

    def _http(self) -> HttpClient:
        return HttpClient(
            limits=HttpLimits(attempts=3),
            exchange=self._network.exchange,
            now=self.clock.desk,
            sleep=self.clock.forward,
            jitter=lambda: 0.5,
        )

    def act(self) -> Gesture:
        """Return a gesture of now, by the clock of the desk."""
        return Gesture(self.clock.desk(), "Camille", STATION)

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask the file something."""
        return self.lanes.read(query, *args, **kwargs).result()

    def do(
        self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Make a gesture; None when the desk refused it, or died at it and was started again.

        A gesture made while the desk talks to a shop takes that conversation along when it dies.
        """
        try:
            return self.lanes.write(operation, *args, **kwargs).result()
        except DeskError:
            self.refused += 1
        except KilledError:
            if self._talking:
                raise
            self.restart()
        return None

    def sync(self, name: str, *, sweeping: bool = False) -> Synced | None:
        """Exchange with a shop; None when it failed, or the desk died and was started again."""
        self._talking = True
        try:
            return self.exchange(name, sweeping=sweeping)
        except DeskError:
            self.refused += 1
        except KilledError:
            self.restart()
        finally:
            self._talking = False
        return None

    def exchange(self, name: str, *, sweeping: bool = False) -> Synced:
        """Exchange with a shop; whatever happens is raised."""
        self.on_exchange(name)
        shop_id = self.shops[name]
        return self.storefronts.sync(shop_id, even_mass_cancellation=True, sweeping=sweeping)

    def restart(self) -> None:
        """Start again on the file as the death left it."""
        self.place.close_connections()
        self._death.rise()
        self.clock.forward(_RESTART_S)
        self._network.arrive()
        self._open()
