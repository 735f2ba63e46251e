"""What the first paint waits for: Qt, sqlite3 and our own drawing, nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from merchant_desk.app.home import open_home

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


def _modules_at_first_paint(folder: Path) -> set[str]:
    settings = {"XDG_CONFIG_HOME": str(folder.parent), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(  # noqa: S603 - our own few lines
        [sys.executable, "-c", _LOOK, str(folder)],
        cwd=_ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[0]))


@pytest.mark.parametrize("filled", [True, False])
def test_the_first_paint_waits_for_no_orm_no_network_and_no_command(
    tmp_path: Path, filled: bool
) -> None:
    folder = tmp_path / "data"
    if filled:
        open_home(folder, {}).close()

    loaded = _modules_at_first_paint(folder)

    early = {name for name in loaded if name.startswith(_LATER)}
    assert early == set()
    assert "PySide6.QtNetwork" not in loaded
