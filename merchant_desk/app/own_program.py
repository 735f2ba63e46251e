"""How the program starts itself again: a fresh desk, the sample shop, the school."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

PROGRAM = "MERCHANT_DESK_PROGRAM"
"""Set by the Windows launcher to the whole path of the .exe that was started."""


def own_command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the words before any argument of ours; installed, there is no ``python -m``."""
    named = environment.get(PROGRAM, "")
    if named and Path(named).is_file():
        return [named]
    if getattr(sys, "frozen", False):  # the macOS application: its executable is the program
        return [sys.executable]
    return [sys.executable, "-m", "merchant_desk"]
