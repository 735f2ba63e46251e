"""Start the desk inside its Windows program; a part that is gone is said, not left as silence.

An antivirus that takes one library away is what happens in shops: without a console nobody would
see Python's own words. Becomes ``start.py`` in the program's ``app`` folder.
"""

import sys

FILES_MISSING = 70  # as launcher.c
_TITLE = "Merchant Desk"
_SAID = (
    "Merchant Desk n’a pas pu démarrer\u00a0: une partie du programme manque ou est abîmée"
    " ({part}).\n\nRéinstallez Merchant Desk avec son programme d’installation\u00a0:"
    " vos données sont gardées."
)


def start() -> int:
    """Run the desk; return its exit code, or 70 when a part of the program is gone."""
    try:
        from merchant_desk.__main__ import main  # noqa: PLC0415 - it may be what is missing

        return main()
    except ImportError as gone:
        say(_SAID.format(part=gone.name or "?"))
        return FILES_MISSING


def say(text: str) -> None:
    """Tell it where somebody looks: the console when there is one, else a box."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
    elif sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only to say this

        ctypes.windll.user32.MessageBoxW(None, text, _TITLE, 0x10)


if __name__ == "__main__":
    sys.exit(start())
