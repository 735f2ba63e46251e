"""A screen of its own for the proof: looked at, clicked and typed on as a person would."""

import os
import subprocess
import time
from pathlib import Path

from PIL import Image, ImageChops, ImageGrab, ImageStat

from installer.windows.places import UnbuiltError

SIZE = (1960, 1260)
_STILL = 3
"""Pictures in a row that are the same: the window has settled."""
_FILLED = 4
"""The empty page of the first picture has one colour alone."""
_NEAR = 6
"""Shades of a colour that the eye takes for the same."""
_TITLE = "Merchant Desk"
Box = tuple[int, int, int, int]


class Screen:
    """An X server without a monitor; ``end`` stops it."""

    def __init__(self, pictures: Path) -> None:
        self.pictures = pictures
        pictures.mkdir(parents=True, exist_ok=True)
        read, write = os.pipe()
        words = ["Xvfb", "-displayfd", str(write), "-nolisten", "tcp"]
        self._server = subprocess.Popen(
            [*words, "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"],
            pass_fds=(write,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise UnbuiltError("Xvfb did not start.")
        self.name = f":{number}"

    def end(self) -> None:
        """Stop the screen."""
        self._server.terminate()
        self._server.wait()

    def windows(self) -> list[str]:
        """Return the numbers of the windows of the desk that can be seen."""
        return self._xdotool("search", "--onlyvisible", "--name", _TITLE).split()

    def wait_for_window(self, seconds: float = 60) -> str:
        """Return the number of the desk's window, once its first page is filled and settled."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for window in self.windows():
                left, top, width, height = self.geometry(window)
                page = (left + width // 3, top + height // 8, left + width, top + height // 2)
                if variety(self.look(), page) > _FILLED:
                    self.settle()
                    return window
            time.sleep(0.3)
        raise UnbuiltError(f"no window of the desk after {seconds:.0f} s")

    def wait_for_no_window(self, seconds: float = 30) -> None:
        """Wait until the desk's window is gone."""
        until = time.monotonic() + seconds
        while self.windows():
            if time.monotonic() > until:
                raise UnbuiltError(f"the window is still there after {seconds:.0f} s")
            time.sleep(0.2)

    def settle(self, seconds: float = 25) -> Image.Image:
        """Return the picture once it no longer changes."""
        until = time.monotonic() + seconds
        before, same = self.look(), 0
        while same < _STILL and time.monotonic() < until:
            time.sleep(0.4)
            now = self.look()
            same = same + 1 if changed(before, now) < 1e-4 else 0  # noqa: PLR2004 - a caret blinks
            before = now
        return before

    def look(self, name: str = "") -> Image.Image:
        """Return what the screen shows; keep it under this name."""
        picture = ImageGrab.grab(xdisplay=self.name).convert("RGB")
        if name:
            picture.save(self.pictures / f"{name}.png")
        return picture

    def geometry(self, window: str) -> tuple[int, int, int, int]:
        """Return where a window lies: left, top, width, height."""
        told = dict(
            line.split("=", 1)
            for line in self._xdotool("getwindowgeometry", "--shell", window).splitlines()
            if "=" in line
        )
        return int(told["X"]), int(told["Y"]), int(told["WIDTH"]), int(told["HEIGHT"])

    def click(self, window: str, x: int, y: int) -> None:
        """Click inside a window, from its own corner, and let it settle."""
        left, top, _, _ = self.geometry(window)
        self._xdotool("mousemove", str(left + x), str(top + y), "click", "1")

    def click_on(self, colour: tuple[int, int, int], box: Box, seconds: float = 20) -> None:
        """Click in the middle of what has this colour in a box, once it is there."""
        until = time.monotonic() + seconds
        while (found := centre_of(self.look(), colour, box)) is None:
            if time.monotonic() > until:
                raise UnbuiltError("the button was not found")
            time.sleep(0.3)
        self._xdotool("mousemove", str(found[0]), str(found[1]), "click", "1")

    def scan(self, window: str, code: str) -> None:
        """Type a code as a scanner does: fast, with Enter at its end."""
        self._xdotool("windowfocus", "--sync", window)
        self._xdotool("type", "--delay", "12", code)
        self._xdotool("key", "Return")

    def close(self, window: str) -> None:
        """Close the window by the keys for it."""
        self._xdotool("windowfocus", "--sync", window)
        self._xdotool("key", "alt+F4")

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "DISPLAY": self.name},
            check=False,
        )
        return done.stdout


def changed(before: Image.Image, after: Image.Image, box: Box | None = None) -> float:
    """Return which part of the pixels differs, from 0 to 1, inside a box or everywhere."""
    if box is not None:
        before, after = before.crop(box), after.crop(box)
    difference = ImageChops.difference(before, after).convert("L")
    other = sum(difference.histogram()[24:])  # a colour's last shades say nothing
    return other / (difference.width * difference.height)


def centre_of(
    picture: Image.Image, colour: tuple[int, int, int], box: Box
) -> tuple[int, int] | None:
    """Return the middle of what has this colour in a box; None when nothing has it."""
    part = picture.crop(box)
    apart = ImageChops.difference(part, Image.new("RGB", part.size, colour)).convert("L")
    found = apart.point([255 if value < _NEAR else 0 for value in range(256)]).getbbox()
    if found is None:
        return None
    return box[0] + (found[0] + found[2]) // 2, box[1] + (found[1] + found[3]) // 2


def variety(picture: Image.Image, box: Box) -> float:
    """Return how far the shades of a box lie apart; 0 for one colour alone."""
    return float(ImageStat.Stat(picture.crop(box).convert("L")).stddev[0])


def brightness(picture: Image.Image, box: Box) -> float:
    """Return the mean brightness of a box, from 0 to 255."""
    return float(ImageStat.Stat(picture.crop(box).convert("L")).mean[0])
