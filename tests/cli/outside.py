"""The command from outside: every one of them in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
LONGEST_S = 200


@dataclass(frozen=True)
class Said:
    """What a process answered."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> Any:
        return json.loads(self.out)


class WarmDesk:
    """The process that has loaded the desk; ``tests.cli.warm_desk`` is what it runs."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.warm_desk"],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._process.communicate(timeout=LONGEST_S)

    def run(
        self, words: list[str], folder: Path, environment: Mapping[str, str], stdin: str
    ) -> Said:
        """Fork a child that becomes this command."""
        streams = folder / "streams"
        streams.mkdir(exist_ok=True)
        for name, held in (("stdin", stdin), ("stdout", ""), ("stderr", "")):
            (streams / name).write_text(held, "utf-8")
        order = {
            "words": words,
            "folder": str(folder),
            "environment": dict(environment),
            "streams": str(streams),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        said = [(streams / name).read_text("utf-8") for name in ("stdout", "stderr")]
        return Said(code, *said)


@dataclass(frozen=True)
class Outside:
    """Runs the command in a process of its own on one data folder; a warm one is forked."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    warm: WarmDesk | None = None

    def __call__(self, *words: str, stdin: str = "", data: str = "data") -> Said:
        said = [*words, "--data", str(self.folder / data)]
        around = {**os.environ, "PYTHONPATH": str(ROOT), **self.environment}
        if self.warm is not None:
            return self.warm.run(said, self.folder, around, stdin)
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "merchant_desk", *said],
            cwd=self.folder,
            env=around,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LONGEST_S,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)
