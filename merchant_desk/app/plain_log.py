"""How a line of the log is written: constant words, fields, lines of code; no person, no key."""

import logging
import re
from datetime import UTC, datetime
from pathlib import Path

from merchant_desk.sync.redaction import redacted
from merchant_desk.values.error_trace import error_trace

_OURS = ("merchant_desk", "__main__")
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_LONGEST = 20_000
"""Signs of one record: whoever logs, her window too, waits until it is looked through."""
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,200}@[\w-]+(?:\.[\w-]+)+")


class PlainLog(logging.Formatter):
    """One line, then what belongs to it, indented.

    Our own words are constants. Those of a library may be made of what it was given: only its
    template is kept, or the line of its code. Messages of errors may hold names: none is kept.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as it is kept."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields = {name: told for name, told in vars(record).items() if name not in _USUAL}
        short = [f"{name}={told}" for name, told in fields.items() if "\n" not in str(told)]
        head = " ".join([at, record.levelname, f"{record.name}:", _words(record), *short])
        long = [str(told) for told in fields.values() if "\n" in str(told)]
        if record.exc_info and record.exc_info[1] is not None:
            long.append("\n".join(error_trace(record.exc_info[1])))
        below = [f"    {_plain(line)}" for told in long for line in told[:_LONGEST].splitlines()]
        return without_person("\n".join([_plain(head[:_LONGEST]), *below]))


def without_person(text: str) -> str:
    """Blot out keys and addresses; her folder, which bears her name on most computers, is « ~ »."""
    home = str(Path.home())
    for written in {home, home.replace("\\", "/")}:
        text = text.replace(written, "~")
    return _MAIL.sub("***", redacted(text))


def _plain(line: str) -> str:
    """Return it as one line that no terminal obeys: nothing in it begins a line of its own."""
    return "".join(sign if sign.isprintable() else " " for sign in line)


def _words(record: logging.LogRecord) -> str:
    if record.name.startswith(_OURS):
        return record.getMessage()
    return str(record.msg) if record.args else f"({record.module}:{record.lineno})"
