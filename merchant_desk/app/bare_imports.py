"""Python's own ``import`` again, after PySide6 put another in its place; import this early.

PySide6 replaces ``__import__`` to look, in every module imported after it, for ``PySide6`` in the
source: each file is read, and its lines stay in memory for good. That was a fifth of the start and
thirty megabytes. It is there for ``from __feature__ import snake_case``, which the desk never says.
"""

import builtins
import gc
from typing import Any

import PySide6.QtCore  # noqa: F401 - puts its own import in place, once

_before: Any = getattr(builtins, "__orig_import__", None)
if _before is not None:
    builtins.__import__ = _before

# Hundreds of modules follow and all stay: looking for what may be thrown away finds nothing, and
# later only the window's thread may look (ui/collector.py).
gc.disable()
