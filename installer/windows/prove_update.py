"""The desk's own update: announced, fetched, installed from the window, told once, data kept."""

import base64
import json
import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from installer.release.publishing import VERSION_FILE, announce, publish
from installer.release.signing_key import SigningKey
from installer.windows.installed import WINDOWED, Installed
from installer.windows.proof import Proof, hold
from installer.windows.prove_desk import ACCENT
from installer.windows.screen import Box, Screen, variety
from installer.windows.shop_file import FILE, ShopFile
from merchant_desk.values.minisign import KEY_ALGORITHM

LINE: Box = (705, 305, 727, 327)
"""The arrow that leads from the new version's line to its page, in a window of 1280 × 800."""
BUTTONS: Box = (520, 230, 700, 600)
"""Where « Installer et rouvrir » lies on the page of updates; nothing else there is as strong."""
TOAST: Box = (470, 730, 810, 785)
"""Where the window says for a few seconds what has happened."""
_ONE_COLOUR = 4
DATA = "C:\\Boutique"
"""A shop of its own: nothing is open in it that an update would have to wait for."""
_COUNT = 12
_ARTICLES = "Référence;Désignation;Prix TTC;TVA;Stock\n" + "".join(
    f"REF-{number};Article {number};{number},50;20;4\n" for number in range(1, _COUNT + 1)
)


class UpdateProof:
    """Tried over an installed older version; the newer one is installed at the end."""

    def __init__(self, proof: Proof, installed: Installed, screen: Screen) -> None:
        self._proof, self._installed, self._screen = proof, installed, screen
        self._data = installed.wine.drive_c / "Boutique"
        self._shop = ShopFile(self._data)
        self._site = installed.wine.prefix.parent / "site"

    def updates_itself(self, older: Path, newer: Path, old: str, new: str) -> None:
        """Go from one version to the next as a merchant does, on a shop of its own."""
        wine, key = self._installed.wine, _new_key()
        wine.extra["MERCHANT_DESK_DATA"] = DATA  # the installer hands it on to the next version
        try:
            with _served(self._site) as address:
                self._publish((older, old), (newer, new))
                with self._proof.says("an announcement that another key signed is refused"):
                    self._trust(key, old)
                    self._fill(f"{address}/{VERSION_FILE}")
                    self._sign(_new_key())
                    self._refused()
                self._sign(key)
                self._fetched(new)
            self._from_the_window(new)
        finally:
            wine.extra.pop("MERCHANT_DESK_DATA")
            shutil.rmtree(self._site, ignore_errors=True)

    def _from_the_window(self, new: str) -> None:
        before: dict[str, int] = {}
        with self._proof.says("« Installer et rouvrir » closes the desk and installs the version"):
            before = self._shop.counts()
            self._installed.windowed()
            window = self._screen.wait_for_window()
            self._wait("the first page says nothing", lambda: self._inked(LINE))
            self._screen.click(window, LINE[0] - 200, LINE[1] + 9)
            self._screen.settle()
            self._screen.look("8a-update-offered")
            self._screen.click_on(ACCENT, self._inside(window, BUTTONS))
            self._screen.wait_for_no_window(60)
            named = self._installed.folder / "current.txt"
            self._wait("the version before is still there", lambda: new in named.read_text("utf-8"))
        with self._proof.says("the new version starts by itself and says that it is there"):
            try:
                self._wait("nothing was said", lambda: self._inked(TOAST))
            finally:
                self._screen.look("8b-updated")
        with self._proof.says("it is said once; the shop is whole, and so is the copy of before"):
            self._left(before, new)
            self._screen.close(self._screen.wait_for_window())
            self._screen.wait_for_no_window()
            self._wait("it still runs", lambda: not self._installed.wine.processes(WINDOWED))
            hold("the file is not whole", is_so=self._shop.whole())

    def _left(self, before: dict[str, int], new: str) -> None:
        """Look at what the update leaves: a state with nothing to say, a copy, every row."""
        shelf = self._data / "mises-a-jour"
        state = json.loads((shelf / "etat.json").read_text("utf-8"))
        hold(f"to be said again: {state['leap']}", is_so=state["leap"] is None)
        ways = {each["after"]: each["copy"] for each in state["returns"]}
        hold(f"ways back: {ways}", is_so=new in ways)
        with closing(sqlite3.connect(shelf / ways[new])) as copy:
            kept = copy.execute("SELECT count(*) FROM product").fetchone()[0]
        hold(f"{kept} articles in the copy", is_so=kept == before["product"] == _COUNT)
        now = self._shop.counts()
        hold(f"{before} became {now}", is_so=all(now[name] >= before[name] for name in before))

    def _inked(self, box: Box) -> bool:
        """Tell whether something is drawn in a box of the desk's window."""
        picture = self._screen.look()
        return any(
            variety(picture, self._inside(each, box)) > _ONE_COLOUR
            for each in self._screen.windows()
        )

    def _inside(self, window: str, box: Box) -> Box:
        left, top, _, _ = self._screen.geometry(window)
        return left + box[0], top + box[1], left + box[2], top + box[3]

    def _wait(self, trouble: str, is_so: Callable[[], bool]) -> None:
        until = time.monotonic() + 60
        while not is_so():
            hold(f"{trouble} after 60 s", is_so=time.monotonic() < until)
            time.sleep(0.3)

    def _trust(self, key: SigningKey, version: str) -> None:
        """Be a build of this publisher: its public key lies in the program."""
        program = self._installed.folder / "versions"
        found = list(program.glob("desk-*/app/resources/updates/publishers.pub"))
        hold(f"{version}: {len(found)} files of keys", is_so=len(found) == 1)
        line = base64.b64encode(KEY_ALGORITHM + key.public.key_id + key.public.key).decode()
        found[0].write_text(f"{line}\n", "utf-8")

    def _publish(self, older: tuple[Path, str], newer: tuple[Path, str]) -> None:
        """Announce the newer version, and the older one as the way back."""
        for installer, _version in (older, newer):
            shutil.copy(installer, self._site)
        now = datetime.now(UTC)
        before = announce(self._site, ["Avant."], now - timedelta(days=1), version=older[1])
        told = announce(self._site, ["Tout va plus vite."], now, version=newer[1], after=before)
        publish(self._site, told, None)

    def _sign(self, key: SigningKey) -> None:
        body = (self._site / VERSION_FILE).read_bytes()
        signature = key.sign(body, f"file:{VERSION_FILE}")
        (self._site / f"{VERSION_FILE}.minisig").write_text(signature, "utf-8", newline="\n")

    def _fill(self, address: str) -> None:
        """Make the shop, with a few articles, and say where versions are announced."""
        articles = self._installed.wine.drive_c / "articles.csv"
        articles.write_text(_ARTICLES, "utf-8")
        said = self._installed.command("import", "products", "C:\\articles.csv", "--json")
        hold(f"exit code {said.code}: {said.text[-300:]}", is_so=said.code == 0)
        with closing(sqlite3.connect(self._data / FILE)) as file, file:
            file.execute("INSERT INTO setting VALUES ('', 'updates.url', ?)", (address,))

    def _refused(self) -> None:
        said = self._installed.command("update", "check")
        hold(f"exit code {said.code}: {said.text[-300:]}", is_so=said.code != 0)
        hold(said.text[-300:], is_so="signature" in said.text)

    def _fetched(self, new: str) -> None:
        with self._proof.says("the signed announcement is believed, and its installer fetched"):
            found = self._told("check")
            hold(str(found), is_so=(found["stage"], found["version"]) == ("offered", new))
            found = self._told("download")
            hold(str(found), is_so=found["stage"] == "ready" and not found["obstacles"])

    def _told(self, errand: str) -> dict[str, Any]:
        said = self._installed.command("update", errand, "--json")
        hold(f"exit code {said.code}: {said.text[-300:]}", is_so=said.code == 0)
        facts: dict[str, Any] = json.loads(said.text[said.text.index("{") :])
        return facts


def _new_key() -> SigningKey:
    return SigningKey(secrets.token_bytes(8), Ed25519PrivateKey.generate())


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing: the proof says what came of it."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder on this computer alone; yield its address."""
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
