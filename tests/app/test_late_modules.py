"""Modules that stand in until they are used: nobody can tell them from the real ones."""

import subprocess
import sys

_USE = """
import sys
from merchant_desk.app.late_modules import load_late
load_late()
import sqlalchemy.orm, sqlalchemy.dialects.sqlite
assert "asyncio.events" not in sys.modules, "loaded by SQLAlchemy after all"
assert "email" not in sys.modules, "loaded by SQLAlchemy after all"
assert "_hashlib" not in sys.modules, "loaded by SQLAlchemy after all"
import asyncio, hashlib
assert hashlib.sha256(b"").hexdigest().startswith("e3b0c442")
from importlib.metadata import PackageNotFoundError, version

async def answer():
    await asyncio.sleep(0)
    return 42

print(asyncio.run(answer()), version("SQLAlchemy") == sqlalchemy.__version__)
import asyncio, importlib.metadata
print(type(asyncio).__name__, type(importlib.metadata).__name__)
"""


def test_a_late_module_is_loaded_whole_by_whoever_uses_it() -> None:
    done = subprocess.run(  # noqa: S603 - our own few lines
        [sys.executable, "-c", _USE], capture_output=True, text=True, timeout=200, check=False
    )

    assert done.stdout.split() == ["42", "True", "module", "module"], done.stderr
