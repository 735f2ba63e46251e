"""The page over a shop with invoices, and a platform that really runs."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import keyring
import pytest
import shiboken6
from keyring.backends import fail
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.app.memory_keyring import MemoryKeyring
from merchant_desk.app.platform_errands import PlatformErrands as Running
from merchant_desk.database.database import open_database
from merchant_desk.demo.platform_server import DEMO_CLIENT, DEMO_CLIENT_SECRET, SamplePlatform
from merchant_desk.lanes import Lanes
from merchant_desk.sync.secrets import Secrets
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.e_invoicing.screen import EInvoicingScreen
from merchant_desk.ui.platform_errands import PlatformErrands
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.theme import Theme
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.platform_set_up import PlatformSetUp
from tests.issued import issued
from tests.makers import make_profile, make_station


@dataclass
class Outside:
    """The shop's data and the platform, with the errands between them."""

    lanes: Lanes
    platform: SamplePlatform
    errands: Running
    gesture: Gesture


@dataclass
class Kit(Outside):
    """The page over them."""

    screen: EInvoicingScreen
    invoice_id: InvoiceId
    toasts: list[str]

    def connect(self) -> None:
        """Keep the account of the sample platform."""
        self.errands.save(self.gesture, account(self.platform))


def account(platform: SamplePlatform) -> PlatformSetUp:
    """Return the account of the sample platform."""
    return PlatformSetUp(
        name="Exemple",
        flow_url=platform.flow_url,
        auth_url=platform.auth_url,
        client_id=DEMO_CLIENT,
        number="0042",
        secret=DEMO_CLIENT_SECRET,
    )


@pytest.fixture(autouse=True)
def _no_real_keyring() -> Iterator[None]:
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring leaves it so


@pytest.fixture
def lanes(empty_file: Path, tmp_path: Path) -> Iterator[Lanes]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    running = Lanes(open_database(f"sqlite:///{path}"))
    yield running
    running.close()


@pytest.fixture
def platform() -> Iterator[SamplePlatform]:
    with SamplePlatform() as running:
        yield running


@pytest.fixture
def outside(lanes: Lanes, platform: SamplePlatform, gesture: Gesture) -> Outside:
    running = Running(lanes, gesture.station_id, lambda: gesture, Secrets())
    return Outside(lanes, platform, running, gesture)


@pytest.fixture
def shell(theme: Theme, outside: Outside) -> Shell:
    running = outside.errands
    sounds = Sounds(player=SilentPlayer())
    errands = PlatformErrands(
        has_secret=running.has_secret,
        save=running.save,
        test=running.test,
        exchange=running.exchange,
        queue=running.queue,
        export=running.export,
        write_file=running.write_file,
    )
    return Shell(theme, Scanner(sounds), sounds, Services(e_invoicing=errands))


def _fill(session: Session, gesture: Gesture) -> InvoiceId:
    make_station(session, gesture)
    make_profile(session)
    return issued(session, gesture, 12000)


@pytest.fixture
def kit(qtbot: QtBot, desk: Desk, shell: Shell, outside: Outside) -> Iterator[Kit]:
    """The page, shown, over one invoice to a business."""
    desk.chosen_person = "Camille"
    invoice_id = outside.lanes.write(_fill, outside.gesture).result()
    screen = EInvoicingScreen(desk, shell)
    screen.resize(1100, 800)
    screen.show()
    qtbot.waitExposed(screen)
    toasts: list[str] = []
    shell.toasted.connect(lambda text, _undo: toasts.append(text))
    yield Kit(
        outside.lanes,
        outside.platform,
        outside.errands,
        outside.gesture,
        screen=screen,
        invoice_id=invoice_id,
        toasts=toasts,
    )
    shiboken6.delete(screen)
