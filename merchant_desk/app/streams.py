"""What the program reads and writes when it has no console, or one of another alphabet.

A windowed program of Windows starts with ``sys.stdout``, ``sys.stderr`` and ``sys.stdin`` None
(docs.python.org/3/library/sys.html, « __stdin__ »): commands with --to work all the same.
"""

import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO


def mend_streams(environment: Mapping[str, str] = os.environ) -> None:
    """Give the program streams that take every French sentence, and never fail."""
    chosen = "PYTHONIOENCODING" in environment
    sys.stdout = _output(sys.stdout, chosen=chosen)
    sys.stderr = _output(sys.stderr, chosen=chosen)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


def _output(stream: TextIO | None, *, chosen: bool) -> TextIO:
    """Return the stream to write to: a file or a pipe gets UTF-8 unless another was named."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        if not chosen and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
        stream.reconfigure(errors="replace")
    return stream
