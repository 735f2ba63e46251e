"""The warm process that bears children to be killed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parents[2]


class Nursery:
    """Where the children are born."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def live(self, path: Path, kill_at: int = 0, life: str = "day") -> dict[str, int]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"file": str(path), "kill_at": kill_at, "life": life}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return cast("dict[str, int]", json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate(timeout=60)
