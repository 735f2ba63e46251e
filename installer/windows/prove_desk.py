"""The desk at work under Windows: shown, scanned at, printed from, started twice, in the dark."""

import json
import time

from PIL import Image

from installer.windows.installed import WINDOWED, Installed
from installer.windows.print_queue import NAME, PrintQueue, codes_of, picture_of
from installer.windows.proof import Proof, hold
from installer.windows.screen import Box, Screen, brightness, changed
from installer.windows.wine import DESKTOP_KEY, THEME_KEY

ACCENT = (0x54, 0x43, 0xC2)
"""The colour of « Tout préparer », the one strong button of the first page."""
PAGE: Box = (240, 60, 1280, 300)
PACKING_PAGE = (83, 152)
"""Where the packing station is called from, in a window of 1280 × 800."""
HERO: Box = (256, 170, 960, 405)
"""The large card of the packing station: what the last scan did, seen from two metres."""
NAVIGATION: Box = (20, 130, 220, 720)
_LITTLE, _MUCH = 0.02, 0.3
_DARK = 90


class DeskProof:
    """What a merchant sees and does in the installed program."""

    def __init__(self, proof: Proof, installed: Installed, screen: Screen) -> None:
        self._proof, self._installed, self._screen = proof, installed, screen

    def commands(self) -> None:
        """Run what has no window: a windowed program has no console to write to."""
        for sentence, words in (
            ("the installed program finds itself whole (self-check)", ("self-check",)),
            ("the installed program plays a shop's whole day (demo)", ("demo", "--headless")),
        ):
            with self._proof.says(sentence):
                target = self._installed.wine.drive_c / "said.json"
                target.unlink(missing_ok=True)
                told = self._installed.windowed_to_end(*words, "--to", "C:\\said.json", seconds=180)
                hold(f"exit code {told.code}: {told.text[-600:]}", is_so=told.code == 0)
                facts = json.loads(target.read_text("utf-8"))
                hold(str(facts), is_so=bool(facts["ok"]))

    def sample_shop(self) -> None:
        """Fill the data folder with the sample shop, and close the window by its keys."""
        data = self._installed.wine.windows_path(self._installed.data)
        with self._proof.says("the sample shop opens in a window, kept in the data folder"):
            self._installed.windowed("demo", "--data", data)
            began = time.monotonic()
            window = self._screen.wait_for_window()
            self._proof.note(f"window settled {time.monotonic() - began:.1f} s after the start")
            time.sleep(3)  # the past of the sample shop is written behind the window
            self._screen.settle()
            self._screen.look("1-sample-shop")
        with self._proof.says("Alt+F4 closes the desk, and its file is whole"):
            self._screen.close(window)
            self._screen.wait_for_no_window()
            self._wait_for_end()
            hold("the file is not whole", is_so=self._installed.shop.whole())

    def printed(self, queue: PrintQueue) -> None:
        """Print the picking slip on the printer of the counter."""
        self._installed.shop.choose_printer(NAME)
        self._installed.windowed()
        with self._proof.says("the shop opens again from its data folder"):
            window = self._screen.wait_for_window()
            self._screen.look("2-opened-again")
        with self._proof.says(f"the picking slip comes out of the printer « {NAME} »"):
            self._screen.click_on(ACCENT, self._inside(window, PAGE))
            paper = queue.wait_for_paper()
            inked = picture_of(paper, self._screen.pictures / "3-picking-slip.png")
            hold(f"{inked:.1%} of the page is inked", is_so=0.005 < inked < 0.5)  # noqa: PLR2004 - a page of words
        with self._proof.says("a scanner reads the slip of every order on the paper"):
            codes, slips = set(codes_of(paper)), self._installed.shop.slips_to_pack()
            hold(f"unread: {slips - codes}", is_so=bool(slips) and slips <= codes)
        self._screen.settle()
        self._screen.look("4-after-printing")

    def scanned(self) -> None:
        """Type the codes of a slip and of an article at the packing station."""
        window = self._screen.wait_for_window()
        self._screen.click(window, *PACKING_PAGE)
        before = self._settled("5-packing-before")
        with self._proof.says("a slip typed by the scanner opens its parcel"):
            slip, article = self._installed.shop.first_to_pack()
            self._screen.scan(window, slip)
            opened = self._settled("6-slip-scanned")
            part = changed(before, opened, self._inside(window, HERO))
            hold(f"{part:.1%} of the card changed", is_so=part > _LITTLE)
        with self._proof.says("an article typed by the scanner turns the card and is kept"):
            self._screen.scan(window, article)
            after = self._settled("7-article-scanned")
            part = changed(opened, after, self._inside(window, HERO))
            hold(f"{part:.1%} of the card changed", is_so=part > _MUCH)
            part = changed(opened, after, self._inside(window, NAVIGATION))
            hold(f"{part:.1%} of the navigation changed", is_so=part < _LITTLE)
            scans = self._installed.shop.scans()
            hold(str(scans), is_so=scans == [(article, "added", 1)])

    def second_start(self) -> None:
        """Start again while the desk is open."""
        with self._proof.says("a second start ends and leaves the first window alone in front"):
            said = self._installed.windowed_to_end(seconds=40)
            hold(f"exit code {said.code}: {said.text[-300:]}", is_so=said.code == 0)
            hold(f"windows: {self._screen.windows()}", is_so=len(self._screen.windows()) == 1)
            there = self._installed.wine.processes(WINDOWED)
            hold(f"{len(there)} programs run", is_so=len(there) == 1)

    def in_the_dark(self) -> None:
        """Open at 150 %, in Windows' dark mode, in French and in Paris."""
        wine = self._installed.wine
        wine.set_number(DESKTOP_KEY, "LogPixels", 144)
        wine.set_number(THEME_KEY, "AppsUseLightTheme", 0)
        wine.extra.update({"LC_ALL": "fr_FR.UTF-8", "TZ": "Europe/Paris"})
        with self._proof.says("at 150 %, in dark mode and in French the window is large and dark"):
            self._installed.windowed()
            window = self._screen.wait_for_window()
            picture = self._screen.look("9-dark-150")
            left, top, width, height = self._screen.geometry(window)
            light = brightness(picture, (left, top, left + width, top + height))
            hold(f"brightness {light:.0f}", is_so=light < _DARK)
            self._screen.close(window)
            self._screen.wait_for_no_window()
            self._wait_for_end()
        wine.extra.pop("LC_ALL")
        wine.extra.pop("TZ")
        wine.set_number(DESKTOP_KEY, "LogPixels", 96)
        wine.set_number(THEME_KEY, "AppsUseLightTheme", 1)

    def _settled(self, name: str) -> Image.Image:
        self._screen.settle()
        return self._screen.look(name)

    def _inside(self, window: str, box: Box) -> Box:
        left, top, _, _ = self._screen.geometry(window)
        return left + box[0], top + box[1], left + box[2], top + box[3]

    def _wait_for_end(self) -> None:
        until = time.monotonic() + 30
        while self._installed.wine.processes(WINDOWED):
            hold("the program still runs 30 s later", is_so=time.monotonic() < until)
            time.sleep(0.2)
