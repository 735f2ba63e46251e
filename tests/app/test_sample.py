"""The sample shop opens beside the real one, and its window says what it is."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from merchant_desk.app.sample import open_sample
from merchant_desk.errors import UnavailableError

ROOT = Path(__file__).resolve().parents[2]
_LOOK = """
import sys
from PySide6.QtCore import QTimer
from merchant_desk.app.demo_window import run_demo
from merchant_desk.app.window import make_application
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.single_instance import SingleInstance
from merchant_desk.ui.widgets.banner import Banner

app = make_application()

def look():
    windows = [each for each in app.topLevelWidgets() if isinstance(each, MainWindow)]
    if not windows or "exemple" not in windows[0].windowTitle():
        return
    banners = [each.accessibleName() for each in windows[0].findChildren(Banner)]
    print(windows[0].windowTitle())
    print([said for said in banners if "exemple" in said])
    folder = windows[0]._shell.services.data_folder
    print(SingleInstance(folder).hold())
    windows[0].close()

timer = QTimer(interval=100)
timer.timeout.connect(look)
timer.start()
sys.exit(run_demo(None))
"""


def test_the_window_of_the_sample_says_so_and_leaves_her_folder_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    hers = {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    environment = {**os.environ, **hers, "QT_QPA_PLATFORM": "offscreen"}
    environment["MERCHANT_DESK_DATA"] = str(tmp_path / "hers")

    told = subprocess.run(  # noqa: S603 - our own interpreter, a constant text
        [sys.executable, "-c", _LOOK],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
        timeout=120,
    )

    title, banner, free = told.stdout.splitlines()
    assert title.endswith("Maison Lavande — boutique d’exemple")
    assert "ses produits et ses clients sont inventés" in banner
    assert free == "False", "a shop that is shown is nobody else's to open"
    assert not (tmp_path / "hers").exists()
    assert not list(home.rglob("MerchantDesk*"))


@pytest.mark.skipif(sys.platform == "win32", reason="a script that starts as a program")
def test_the_sample_starts_as_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "asked"
    program = tmp_path / "program"
    program.write_text(
        f'#!/bin/sh\necho "$@" > "{written}.part"\nmv "{written}.part" "{written}"\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))

    open_sample()

    deadline = time.monotonic() + 5
    while not written.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert written.read_text().split() == ["-m", "merchant_desk", "demo"]


def test_a_sample_that_cannot_start_says_how_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))

    with pytest.raises(UnavailableError) as told:
        open_sample()

    assert "merchant-desk demo" in told.value.advice
