"""The page of exchanges over a shop, with storefronts that tests decide about."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import open_database
from merchant_desk.errors import DeskError
from merchant_desk.lanes import Lanes
from merchant_desk.models.base import table
from merchant_desk.models.shop import OutboxMessage, ShopProduct, Sweep
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.sync.screen import SyncScreen
from merchant_desk.ui.sync.shop_card import ShopCard
from merchant_desk.ui.theme import Theme
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.parity import Difference, Gap, Parity, parity_of
from merchant_desk.values.words import Master, MessageState
from tests.makers import make_product, make_shop, make_station


@dataclass
class Outside:
    """What was asked of the storefronts; ``held`` keeps an answer back until it is set."""

    asked: list[tuple[str, ShopId]] = field(default_factory=list)
    trouble: DeskError | None = None
    held: threading.Event | None = None
    pulls: int = 0

    def services(self) -> Services:
        """Return errands that reach these storefronts."""
        return Services(
            sync_shop=self._exchange,
            sweep_shop=self._sweep,
            compare_shop=self._compare,
            start_pull=self._pull,
        )

    def _exchange(self, shop_id: ShopId, progress: DeskProgress, _anyway: bool) -> None:
        self._answer("exchange", shop_id, progress)

    def _sweep(self, shop_id: ShopId, progress: DeskProgress, _anyway: bool) -> None:
        self._answer("sweep", shop_id, progress)

    def _compare(self, shop_id: ShopId, progress: DeskProgress) -> Parity:
        self._answer("compare", shop_id, progress)
        return parity_of(3, 2, 1, [])

    def _pull(self) -> None:
        self.pulls += 1

    def _answer(self, what: str, shop_id: ShopId, progress: DeskProgress) -> None:
        self.asked.append((what, shop_id))
        while self.held is not None and not self.held.wait(0.01):
            progress.check_cancelled()
        if self.trouble is not None:
            raise self.trouble


@dataclass
class Kit:
    """The page, what stands behind it, and a product sold in one storefront."""

    screen: SyncScreen
    lanes: Lanes
    gesture: Gesture
    shell: Shell
    outside: Outside
    shop_id: ShopId
    product_id: ProductId
    gone: list[tuple[str, object]] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)

    @property
    def card(self) -> ShopCard:
        """Return the card of the storefront."""
        return self.screen.state_page.cards[self.shop_id]

    def queue(self, state: MessageState) -> None:
        """Leave a message about the stock of the product in this state."""
        self.lanes.write(queue_state, self.gesture, "stock", [self.product_id]).result()
        values: dict[str, object] = {"state": state}
        if state is MessageState.SENT:
            values["sent_at"] = self.gesture.at
        if state is MessageState.PARKED:
            values |= {"problem": "La boutique n’a pas accepté ce stock.", "advice": "Écartez-le."}
        self.change(values)

    def change(self, values: dict[str, object]) -> None:
        """Change every message so."""
        change = update(table(OutboxMessage)).values(**values)
        self.lanes.write(lambda session: session.execute(change)).result()

    def states(self) -> list[MessageState]:
        """Return the states of all messages."""
        return list(self.lanes.read(_states).result())

    def report(self) -> None:
        """Leave a comparison with two differences."""
        differences = [
            Difference(Gap.STOCK, "501", "=Savon", 4, 7, waits=True),
            Difference(Gap.ORDER_ONLY_THERE, "1042", "1042"),
        ]
        text = parity_of(3, 2, 1, differences).text()
        sweep = Sweep(shop_id=self.shop_id, at=self.gesture.at, report=text)
        self.lanes.write(lambda session: session.add(sweep)).result()


def _states(session: Session) -> Sequence[MessageState]:
    return session.scalars(select(OutboxMessage.state)).all()


@pytest.fixture
def lanes(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Lanes]:
    """The background lanes over an empty shop with one station."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    running = Lanes(open_database(f"sqlite:///{path}"))
    running.write(make_station, gesture).result()
    yield running
    running.close()


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def shell(theme: Theme, outside: Outside) -> Shell:
    sounds = Sounds(player=SilentPlayer())
    return Shell(theme, Scanner(sounds), sounds, outside.services())


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, shell: Shell) -> Iterator[SyncScreen]:
    """The page; gone before the lanes close, so that nothing of it asks for more."""
    desk.chosen_person = "Camille"
    made = SyncScreen(desk, shell)
    made.resize(1100, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    shiboken6.delete(made)


def _sold_there(session: Session, at: datetime) -> tuple[ShopId, ProductId]:
    shop_id = make_shop(
        session,
        stock_master=Master.DESK,
        price_master=Master.DESK,
        last_pull_at=at - timedelta(seconds=12),
    )
    product_id = make_product(session)
    link = ShopProduct(shop_id=shop_id, remote_id="501", product_id=product_id, stock_seen=4)
    session.add(link)
    return shop_id, product_id


@pytest.fixture
def kit(
    qtbot: QtBot,
    screen: SyncScreen,
    lanes: Lanes,
    gesture: Gesture,
    shell: Shell,
    outside: Outside,
) -> Kit:
    """A product sold in one storefront, whose card is on the page."""
    shop_id, product_id = lanes.write(_sold_there, gesture.at).result()
    made = Kit(screen, lanes, gesture, shell, outside, shop_id, product_id)
    shell.navigated.connect(lambda key, argument: made.gone.append((key, argument)))
    shell.toasted.connect(lambda text, _undo: made.toasts.append(text))
    qtbot.waitUntil(lambda: shop_id in screen.state_page.cards)
    return made
