"""A part of the program that is not there: said by the system itself, as Qt may be missing."""

import sys
from collections.abc import Callable

from merchant_desk.values.texts import _

INCOMPLETE = 4
_ERROR_ICON = 0x10  # MB_ICONERROR, winuser.h


def say_incomplete(error: ImportError, show: Callable[[str], None] | None = None) -> int:
    """Say which part is missing and what to do; return the code to leave with."""
    title = _("Merchant Desk ne s’est pas ouvert\u00a0: il manque une partie du programme.")
    advice = _(
        "Installez-le de nouveau\u00a0; vos données sont intactes. Si cela dure, un antivirus l’a "
        "peut-être retirée."
    )
    part = _("Ce qui manque\u00a0: {part}").format(part=error.name or type(error).__name__)
    (show or _show)(f"{title}\n\n{advice}\n\n{part}")
    return INCOMPLETE


def _show(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows alone

        ctypes.windll.user32.MessageBoxW(None, text, "Merchant Desk", _ERROR_ICON)
