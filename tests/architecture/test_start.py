"""What the first paint waits for, and what the desk behind it: nothing that comes later."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.app.home import open_home
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.values.clock import utc_now
from merchant_desk.values.first_start import OVER
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.settings import FIRST_START

_ROOT = Path(__file__).resolve().parents[2]
_LATER = (
    "alembic", "keyring", "merchant_desk.cli", "merchant_desk.models", "merchant_desk.queries",
    "platformdirs", "pypdfium2", "reportlab", "requests", "sqlalchemy",
)  # fmt: skip
_LOOK = """
import json, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Look(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and type(watched).__name__ == "FirstList":
            print(json.dumps(sorted(sys.modules)), flush=True)
            QTimer.singleShot(0, watched.window().close)
        return False

QApplication.setApplicationName("MerchantDesk")
app = QApplication(sys.argv[:1])
look = Look()
app.installEventFilter(look)
from merchant_desk.__main__ import main
sys.argv = ["merchant-desk", "--data", sys.argv[1]]
sys.exit(main())
"""
_WHOLE = """
import builtins, gc, json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from merchant_desk.app.window import Start, make_application

app = make_application()
start = Start(app, Path(sys.argv[1]))

def look():
    if start.desk_is_there():
        timer.stop()
        hooked = builtins.__import__.__name__ == "__feature_import__"
        collectors = [gc.isenabled(), start._program.desk.collector._beat.isActive()]
        print(json.dumps([sorted(sys.modules), hooked, collectors]), flush=True)
        start.host.close()

timer = QTimer(interval=5)
timer.timeout.connect(look)
timer.start()
app.exec()
start.finish()
"""
_ALONE = """
import json, sys
from pathlib import Path
from merchant_desk.app.home import open_home
from merchant_desk.app.late_platform import LatePlatform
from merchant_desk.app.outside import Outside
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture

home = open_home(Path(sys.argv[1]), {})
act = lambda: Gesture(utc_now(), "Synchronisation", home.station_id)
outside = Outside(home, act)
outside.sync_all()
outside.compare_weekly()
LatePlatform(home, act).listen()
print(json.dumps(sorted(sys.modules)), flush=True)
home.close()
"""
_NOT_FOR_A_DESK_WITHOUT_SHOPS = (
    "keyring", "merchant_desk.connectors", "merchant_desk.documents", "merchant_desk.sync.pull",
    "PIL", "reportlab", "requests", "urllib3",
)  # fmt: skip
_NOT_FOR_A_DESK_THAT_STANDS = (
    "alembic", "asyncio.", "email.", "keyring", "merchant_desk.app.shop_errands",
    "merchant_desk.app.storefronts", "merchant_desk.cli", "merchant_desk.connectors",
    "merchant_desk.documents", "merchant_desk.models",
    "merchant_desk.operations.make_wave", "merchant_desk.sync.http", "merchant_desk.sync.pull",
    "merchant_desk.ui.command_palette", "merchant_desk.ui.help_window", "openpyxl", "PIL",
    "pypdfium2",
    "PySide6.QtMultimedia", "PySide6.QtPrintSupport", "reportlab", "requests",
    "sqlalchemy.dialects.postgresql", "truststore", "urllib3", "zxingcpp",
)  # fmt: skip


def _printed(program: str, folder: Path) -> Any:
    """Run these few lines on a data folder; return what their first line says."""
    settings = {"XDG_CONFIG_HOME": str(folder.parent), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(  # noqa: S603 - our own few lines
        [sys.executable, "-c", program, str(folder)],
        cwd=_ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[0])


def _past_the_first_start(folder: Path) -> None:
    home = open_home(folder, {})
    gesture = Gesture(utc_now(), "Camille", home.station_id)
    home.lanes.write(save_setting, gesture, FIRST_START, OVER).result()
    home.close()


@pytest.mark.parametrize("filled", [True, False])
def test_the_first_paint_waits_for_no_orm_no_network_and_no_command(
    tmp_path: Path, filled: bool
) -> None:
    folder = tmp_path / "data"
    if filled:
        open_home(folder, {}).close()

    loaded = set(_printed(_LOOK, folder))

    early = {name for name in loaded if name.startswith(_LATER)}
    assert early == set()
    assert "PySide6.QtNetwork" not in loaded


def test_the_whole_desk_stands_without_network_keyring_paper_and_the_other_database(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    _past_the_first_start(folder)

    loaded, hooked, collectors = _printed(_WHOLE, folder)

    early = {name for name in loaded if name.startswith(_NOT_FOR_A_DESK_THAT_STANDS)}
    assert early == set()
    assert "sqlalchemy.orm" in loaded
    assert "merchant_desk.ui.today.screen" in loaded
    assert not hooked, "PySide6 reads the source of every module that is imported"
    assert collectors == [False, True], "only the window's thread may look for cycles"


def test_a_desk_that_talks_to_nobody_never_loads_what_talks_and_draws(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    open_home(folder, {}).close()

    loaded = set(_printed(_ALONE, folder))

    assert {name for name in loaded if name.startswith(_NOT_FOR_A_DESK_WITHOUT_SHOPS)} == set()
    assert "merchant_desk.operations.turn_promotions" in loaded
