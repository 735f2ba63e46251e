"""A printer on the counter: a printing system of its own, whose only queue prints into a file."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import zxingcpp

from installer.windows.places import UnbuiltError

NAME = "Comptoir"
_MODEL = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd"
_BELOW_HEAD = (0, 700, 0, 0)
"""What of an A4 page is cut off, in points: left, bottom, right, top."""
_FILES = """ServerRoot {root}
StateDir {root}
CacheDir {root}/cache
RequestRoot {root}/spool
TempDir {root}/spool/tmp
AccessLog {root}/access.log
ErrorLog {root}/error.log
PageLog {root}/page.log
FileDevice Yes
"""
_DAEMON = """Listen {root}/cups.sock
Browsing Off
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""


class PrintQueue:
    """A CUPS of this proof alone; Wine's programs see its queue as a Windows printer."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "spool" / "tmp").mkdir(parents=True)
        (folder / "cache").mkdir()
        self._folder = folder
        self._paper = folder / "paper.ps"
        (folder / "files.conf").write_text(_FILES.format(root=folder), encoding="utf-8")
        (folder / "cupsd.conf").write_text(_DAEMON.format(root=folder), encoding="utf-8")
        configuration = ["-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf")]
        self._daemon = subprocess.Popen(
            ["cupsd", "-f", *configuration],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"},
        )
        self._add()

    @property
    def environment(self) -> dict[str, str]:
        """Return what makes a program print here."""
        return {"CUPS_SERVER": str(self._folder / "cups.sock")}

    def _add(self) -> None:
        for _ in range(50):
            if (self._folder / "cups.sock").exists():
                break
            time.sleep(0.1)
        words = ["lpadmin", "-p", NAME, "-E", "-v", f"file://{self._paper}", "-P", _MODEL]
        for command in (words, ["lpadmin", "-d", NAME]):
            done = subprocess.run(
                command, capture_output=True, env={**os.environ, **self.environment}, check=False
            )
            if done.returncode:
                raise UnbuiltError(f"no printer: {done.stderr.decode(errors='replace').strip()}")

    def wait_for_paper(self, seconds: float = 40) -> Path:
        """Return what came out, as a PDF, once it is whole."""
        until = time.monotonic() + seconds
        size = -1
        while time.monotonic() < until:
            now = self._paper.stat().st_size if self._paper.exists() else 0
            if now and now == size:
                return self._as_pdf()
            size = now
            time.sleep(0.7)
        raise UnbuiltError(f"no paper came out within {seconds:.0f} s")

    def _as_pdf(self) -> Path:
        target = self._folder / "paper.pdf"
        words = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={target}"]
        subprocess.run([*words, str(self._paper)], capture_output=True, check=True)
        return target

    def end(self) -> None:
        """Stop printing."""
        self._daemon.terminate()
        self._daemon.wait()


def codes_of(paper: Path) -> list[str]:
    """Return what a scanner reads at the head of the pages of a PDF."""
    document = pypdfium2.PdfDocument(paper)
    try:
        heads = [page.render(scale=3, crop=_BELOW_HEAD).to_pil() for page in document]
    finally:
        document.close()
    return [found.text for head in heads for found in zxingcpp.read_barcodes(head)]


def picture_of(paper: Path, target: Path) -> float:
    """Draw the first page of a PDF into a picture; return which part of it is inked."""
    document = pypdfium2.PdfDocument(paper)
    try:
        image = document[0].render(scale=1.5).to_pil().convert("L")
    finally:
        document.close()
    image.save(target)
    return float(sum(image.histogram()[:128]) / (image.width * image.height))
