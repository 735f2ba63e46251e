"""A process that has loaded the desk and forks a child for every command it is told.

A command then runs in a process of its own, as ``python -m merchant_desk`` does, and pays the
loading of a thousand modules no more. Reads one JSON line a command, answers its exit code.
"""

import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

from merchant_desk.app import commands
from merchant_desk.migrations import upgrade

WARM = (commands.__name__, upgrade.__name__)
_STREAMS = ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_WRONLY), (2, "stderr", os.O_WRONLY))


def _child(order: dict[str, Any]) -> None:
    """Become the command: its folder, its environment, its streams, its words."""
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    for number, name, way in _STREAMS:
        os.dup2(os.open(Path(order["streams"]) / name, way), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - until the process ends
    sys.argv = ["merchant_desk", *order["words"]]
    runpy.run_module("merchant_desk", run_name="__main__", alter_sys=True)


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _child(json.loads(line))  # leaves by SystemExit, as the interpreter would
            return
        _child_id, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
