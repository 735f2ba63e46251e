"""What is packed: every file of the layout, in order, for a Windows that can hold it."""

import os
from pathlib import Path

import pytest

from installer.windows.packing import (
    installed_bytes,
    laid_out,
    make_installer,
    script_of_files,
)
from installer.windows.places import UnbuiltError


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    return small_layout(tmp_path / "layout")


def small_layout(folder: Path) -> Path:
    for name in ("app/start.py", "python/python311.dll", "app/lib/été/a b.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    for name in ("MerchantDesk.exe", "merchant-desk.exe"):
        (folder / name).write_bytes(b"MZ" * 3000)
    for each in folder.rglob("*"):
        os.utime(each, (1_700_000_000, 1_700_000_000))
    return folder


def test_every_file_is_installed_below_the_folder_of_its_version(layout: Path) -> None:
    script = script_of_files(layout, laid_out(layout))

    assert script.splitlines() == [
        'SetOutPath "$INSTDIR\\versions\\$Folder"',
        f'File "{layout}/MerchantDesk.exe"',
        f'File "{layout}/merchant-desk.exe"',
        'SetOutPath "$INSTDIR\\versions\\$Folder\\app"',
        f'File "{layout}/app/start.py"',
        'SetOutPath "$INSTDIR\\versions\\$Folder\\app\\lib\\été"',
        f'File "{layout}/app/lib/été/a b.txt"',
        'SetOutPath "$INSTDIR\\versions\\$Folder\\python"',
        f'File "{layout}/python/python311.dll"',
    ]


def test_room_is_counted_as_a_disk_does(layout: Path) -> None:
    assert installed_bytes(layout, laid_out(layout)) == (2 * 2 + 3) * 4096


@pytest.mark.parametrize("name", ["app/Start.py", "app/a$b", f"app/{'x' * 150}"])
def test_a_file_that_windows_would_not_hold_is_refused(layout: Path, name: str) -> None:
    (layout / name).write_text("", encoding="utf-8")

    with pytest.raises(UnbuiltError):
        laid_out(layout)


@pytest.mark.windows
def test_the_same_layout_gives_the_same_bytes_wherever_it_lies(tmp_path: Path) -> None:
    layouts = [small_layout(tmp_path / name) for name in ("one", "a longer name")]

    made = [
        make_installer(each, "0.1.0", each.parent / f"{each.name}.exe", quick=True)
        for each in layouts
    ]

    first, second = (each.read_bytes() for each in made)
    assert first == second
    assert "Ce fichier d’installation est abîmé".encode("utf-16-le") in first


@pytest.mark.windows
def test_a_layout_without_launchers_is_not_packed(tmp_path: Path) -> None:
    layout = small_layout(tmp_path / "layout")
    (layout / "MerchantDesk.exe").unlink()

    with pytest.raises(UnbuiltError, match=r"MerchantDesk\.exe"):
        make_installer(layout, "0.1.0", tmp_path / "setup.exe", quick=True)
