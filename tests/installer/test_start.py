"""What the two commands run, and with what around it."""

import sys
from pathlib import Path

import pytest

from installer.environment import Environment
from installer.refusal import SetupRefusedError
from installer.start import command_for, opens_window, surroundings_for

ROOT = Path("/somewhere")


def test_the_demo_gets_its_arguments() -> None:
    command = command_for(ROOT, "demo", ["--headless"])

    assert command == [str(Environment(ROOT).desk), "demo", "--headless"]


def test_the_whole_suite_runs_part_by_part() -> None:
    command = command_for(ROOT, "test", [])

    assert command == [str(Environment(ROOT).python), "-m", "tests"]


def test_a_chosen_part_of_the_suite_runs_as_it_is_asked() -> None:
    assert command_for(ROOT, "test", ["-k", "packing"])[3:] == ["-k", "packing"]


def test_the_tests_open_no_window_unless_told_to() -> None:
    assert surroundings_for("test", {"DISPLAY": ":0"})["QT_QPA_PLATFORM"] == "offscreen"
    assert surroundings_for("test", {"QT_QPA_PLATFORM": "xcb"})["QT_QPA_PLATFORM"] == "xcb"
    assert "QT_QPA_PLATFORM" not in surroundings_for("demo", {"DISPLAY": ":0"})


def test_the_paths_of_another_python_are_left_behind() -> None:
    kept = surroundings_for("demo", {"PYTHONPATH": "/else", "PYTHONHOME": "/else", "HOME": "/h"})

    assert kept == {"HOME": "/h"}


def test_what_a_test_compiles_is_kept_for_the_next() -> None:
    around = {"PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}

    assert surroundings_for("test", around) == {"QT_QPA_PLATFORM": "offscreen"}
    assert surroundings_for("demo", around) == around


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS always have a desktop")
def test_a_window_is_refused_where_there_is_no_screen() -> None:
    with pytest.raises(SetupRefusedError, match="--headless"):
        opens_window("demo", [], {})


@pytest.mark.parametrize("screen", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_window_opens_on_a_screen(screen: str) -> None:
    assert opens_window("demo", [], {screen: ":0"})
    assert not opens_window("demo", ["--headless"], {screen: ":0"})
    assert not opens_window("test", [], {screen: ":0"})
