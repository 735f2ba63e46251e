"""One running Vendure, shared by the tests of a process, put back to its beginning for each."""

import atexit
import json
import os
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from functools import cache
from pathlib import Path

from tests.storefronts.backend import CannotRunError
from tests.storefronts.vendure.graph import Graph
from tests.storefronts.vendure.installed import HERE, Installed, installed_vendure
from tests.storefronts.vendure.seed import seed

_START_S = 90
_STOP_S = 10


class VendureServer:
    """A Vendure of its own file and port; it ends with this process, whatever happens to it."""

    def __init__(self, installed: Installed) -> None:
        self._installed = installed
        self._folder = tempfile.TemporaryDirectory(prefix="vendure-")
        self._file = Path(self._folder.name) / "shop.sqlite"
        self._beginning = Path(self._folder.name) / "beginning.sqlite"
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self.start(new=True)
        self.token = seed(Graph(f"{self.url}/admin-api"))
        with (
            closing(sqlite3.connect(self._file)) as shop,
            closing(sqlite3.connect(self._beginning)) as kept,
        ):
            shop.backup(kept)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, new: bool = False) -> None:
        """Start it on a free port; what it kept is there again."""
        said, trouble = (Path(self._folder.name) / name for name in ("said", "trouble"))
        told = {
            **os.environ,
            "VENDURE_INSTALLED": str(self._installed.folder),
            "VENDURE_FILE": str(self._file),
            "VENDURE_NEW": "1" if new else "0",
        }
        with said.open("wb") as out, trouble.open("wb") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - node as found on the path
                [self._installed.node, str(HERE / "server.js")],
                env=told, stdin=subprocess.PIPE, stdout=out, stderr=errors,
            )  # fmt: skip
        deadline = time.monotonic() + _START_S
        while not said.read_bytes().endswith(b"}\n"):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"Vendure did not start: {trouble.read_text()[-500:]}")
            time.sleep(0.02)
        self.port = int(json.loads(said.read_bytes().splitlines()[-1])["port"])

    def stop(self) -> None:
        """End it as a host that is switched off does."""
        if self._process is None:
            return
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.kill()
        self._process.wait(_STOP_S)
        self._process = None

    def put_back(self) -> None:
        """Let it hold again what it held when it was opened, and nothing else."""
        with closing(sqlite3.connect(self._file, timeout=30, isolation_level=None)) as shop:
            shop.execute("PRAGMA foreign_keys = OFF")
            shop.execute("ATTACH ? AS beginning", (str(self._beginning),))
            shop.execute("BEGIN IMMEDIATE")
            named = "SELECT name FROM beginning.sqlite_master WHERE type = 'table'"
            for (name,) in shop.execute(named).fetchall():
                shop.execute(f'DELETE FROM main."{name}"')  # noqa: S608 - its own tables
                shop.execute(f'INSERT INTO main."{name}" SELECT * FROM beginning."{name}"')  # noqa: S608 - as above
            shop.execute("COMMIT")

    def close(self) -> None:
        """End it and forget its file."""
        self.stop()
        self._folder.cleanup()


def shared_server() -> VendureServer:
    """Return the server of this process; CannotRunError says why there can be none."""
    server = _opened()
    if isinstance(server, CannotRunError):
        raise server
    return server


@cache
def _opened() -> VendureServer | CannotRunError:
    """Open it once; where it cannot run, that is found out once too."""
    try:
        installed = installed_vendure()
    except CannotRunError as reason:
        return reason
    server = VendureServer(installed)
    atexit.register(server.close)
    return server
