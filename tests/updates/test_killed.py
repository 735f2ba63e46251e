"""A computer switched off in the middle of a download: the next start goes on from there."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.progress import Silent
from merchant_desk.sync.updates.download import download, part_path
from merchant_desk.values.version_file import Target
from tests.publisher import INSTALLER, Answer, Site, release

ROOT = Path(__file__).resolve().parents[2]
FILE = release("0.2.0", INSTALLER).files[Target.WINDOWS]
CHILD = """
import sys
from pathlib import Path
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.updates.download import download
from merchant_desk.values.version_file import InstallerFile

class Told:
    def report(self, done, total, label):
        print(done, flush=True)
    def check_cancelled(self):
        pass

name, size, digest, base, folder = sys.argv[1:]
download(InstallerFile(name, int(size), digest, name), base, Path(folder), HttpClient(), Told())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is how it is switched off here")
def test_a_download_that_was_killed_goes_on(site: Site, tmp_path: Path) -> None:
    gate = Event()
    site.answers[f"/{FILE.name}"] = Answer(INSTALLER, gate=gate)  # its second half never comes
    words = [FILE.name, str(len(INSTALLER)), FILE.sha256, site.version_url, str(tmp_path)]
    with subprocess.Popen(  # noqa: S603 - this interpreter, our own words
        [sys.executable, "-c", CHILD, *words], cwd=ROOT, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        told = int(child.stdout.readline())
        os.kill(child.pid, signal.SIGKILL)
    gate.set()
    assert not (tmp_path / FILE.name).exists()
    kept = part_path(tmp_path, FILE).stat().st_size
    assert told <= kept <= len(INSTALLER) // 2

    site.answers[f"/{FILE.name}"] = Answer(INSTALLER)
    http = HttpClient()
    download(FILE, site.version_url, tmp_path, http, Silent())
    http.close()

    assert (tmp_path / FILE.name).read_bytes() == INSTALLER
    assert site.asked[-1] == (f"/{FILE.name}", f"bytes={kept}-")
