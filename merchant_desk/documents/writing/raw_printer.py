"""Hand bytes to a printer as they are, in its own language: nothing draws them again.

CUPS takes them by ``lp -o raw``, Windows by its spooler as a document of type RAW.
"""

import shutil
import subprocess
import sys

from merchant_desk.errors import UnavailableError
from merchant_desk.values.texts import _

_PATIENCE_S = 30
_LONGEST_TITLE = 120


def send_raw(printer: str, content: bytes, title: str) -> None:
    """Put a document into the queue of a printer; raise UnavailableError when it is not taken."""
    told = "".join(each for each in title if each.isprintable())[:_LONGEST_TITLE]
    if sys.platform == "win32":
        _by_spooler(printer, content, told)
    else:
        _by_lp(printer, content, told)


def _by_lp(printer: str, content: bytes, title: str) -> None:
    lp = shutil.which("lp")
    if lp is None:
        raise UnavailableError(
            _("Les étiquettes ne sont pas parties\u00a0: ce poste n’a pas CUPS."),
            _("Installez CUPS, ou enregistrez le fichier ZPL et envoyez-le vous-même."),
        )
    asked = [lp, "-d", printer, "-o", "raw", "-t", title]
    try:
        done = subprocess.run(  # noqa: S603 - CUPS' own program, and no shell reads the name
            asked, input=content, capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _not_taken(printer, str(error)) from error
    if done.returncode:
        raise _not_taken(printer, done.stderr.decode("utf-8", "replace"))


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Document(ctypes.Structure):
        """``DOC_INFO_1`` of the spooler."""

        _fields_ = (
            ("name", wintypes.LPWSTR),
            ("file", wintypes.LPWSTR),
            ("kind", wintypes.LPWSTR),
        )

    def _by_spooler(printer: str, content: bytes, title: str) -> None:
        spooler = ctypes.WinDLL("winspool.drv", use_last_error=True)
        handle, written = wintypes.HANDLE(), wintypes.DWORD()
        if not spooler.OpenPrinterW(printer, ctypes.byref(handle), None):
            raise _not_taken(printer, str(ctypes.WinError(ctypes.get_last_error())))
        try:
            document = _Document(title, None, "RAW")
            taken = (
                spooler.StartDocPrinterW(handle, 1, ctypes.byref(document))
                and spooler.StartPagePrinter(handle)
                and spooler.WritePrinter(handle, content, len(content), ctypes.byref(written))
                and written.value == len(content)
            )
            why = "" if taken else str(ctypes.WinError(ctypes.get_last_error()))
            if taken:
                spooler.EndPagePrinter(handle)
                taken = spooler.EndDocPrinter(handle)
            else:
                spooler.AbortPrinter(handle)
        finally:
            spooler.ClosePrinter(handle)
        if not taken:
            raise _not_taken(printer, why)


def _not_taken(printer: str, why: str) -> UnavailableError:
    said = " ".join(why.split())[:200]
    return UnavailableError(
        _("L’imprimante «\u00a0{printer}\u00a0» n’a pas pris les étiquettes.").format(
            printer=printer
        ),
        _("Vérifiez qu’elle est allumée et prête, ou enregistrez le fichier ZPL. {said}")
        .format(said=said)
        .strip(),
    )
