"""The application's icon, as it was rendered: every size that a system asks for."""

import struct
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon

from installer.icon.draw import HERE, MACOS_SIZES, WINDOWS_SIZES, rendered
from merchant_desk.app.app_icon import ICONS_FOLDER, SIZES, show_icon


def test_the_windows_icon_holds_every_size_of_windows() -> None:
    data = (HERE / "merchant-desk.ico").read_bytes()
    count = struct.unpack_from("<HHH", data)[2]

    sizes = [data[6 + 16 * each] or 256 for each in range(count)]

    assert tuple(sizes) == WINDOWS_SIZES
    with Image.open(HERE / "merchant-desk.ico") as icon:
        assert icon.size == (256, 256)


def test_the_mac_icon_goes_up_to_1024_pixels() -> None:
    with Image.open(HERE / "merchant-desk.icns") as icon:
        widths = {size[0] * size[2] for size in icon.info["sizes"]}

    assert widths >= set(MACOS_SIZES) - {16, 64}  # Pillow writes these as part of others
    assert max(widths) == 1024


@pytest.mark.usefixtures("qapp")
def test_the_kept_pictures_are_those_of_the_drawings() -> None:
    for size in SIZES:
        with Image.open(ICONS_FOLDER / f"{size}.png") as kept:
            assert _far(kept.convert("RGBA"), rendered(size)) <= 2


@pytest.mark.usefixtures("qapp")
def test_the_windows_of_the_desk_carry_its_icon() -> None:
    before = QGuiApplication.windowIcon()
    QGuiApplication.setWindowIcon(QIcon())
    try:
        show_icon()

        assert QGuiApplication.windowIcon().availableSizes() == [QSize(s, s) for s in SIZES]
    finally:
        QGuiApplication.setWindowIcon(before)


def test_every_drawing_is_ours_and_small() -> None:
    drawings: list[Path] = sorted(HERE.glob("*.svg"))

    assert [each.name for each in drawings] == ["merchant-desk-small.svg", "merchant-desk.svg"]
    assert all(each.stat().st_size < 2000 for each in drawings)


def _far(one: Image.Image, other: Image.Image) -> int:
    """Return the greatest difference of a channel."""
    assert one.size == other.size
    return max(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True))
