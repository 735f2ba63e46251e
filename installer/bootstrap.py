r"""Set the desk up on this machine, then open it or test it.

    python3 installer/bootstrap.py demo        Windows: py installer\bootstrap.py demo
    python3 installer/bootstrap.py test        Windows: py installer\bootstrap.py test

Everything goes into `.venv` at the root of the project; a second start has nothing to set up.
Further arguments are passed on: `demo --headless`, `test -k packing`.
This file alone stays readable by older Pythons, so that they can say that they are too old.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
NEWEST = (3, 13)


def refusal_of(version: "tuple[int, int]") -> str:
    """Return the line that refuses this Python; empty when it fits."""
    if OLDEST <= version <= NEWEST:
        return ""
    verdict = "est trop ancien" if version < OLDEST else "n’est pas encore pris en charge"
    return (
        f"Merchant Desk n’a pas démarré : Python {version[0]}.{version[1]} {verdict}. "
        "Installez Python 3.11, 3.12 ou 3.13, puis relancez la même commande avec lui."
    )


def main() -> int:
    """Run one of the two commands; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    refusal = refusal_of((sys.version_info[0], sys.version_info[1]))
    if refusal:
        sys.stderr.write(refusal + "\n")
        return 2
    sys.path[0] = str(ROOT)
    from installer.start import start  # noqa: PLC0415 - older Pythons cannot even read it

    return start(ROOT, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
