"""The ``merchant-desk`` command: a window, or one headless command."""

import sys


def main() -> int:
    """Open the window when no command is named; else run the command."""
    words = sys.argv[1:]
    if _wants_window(words):
        # The first painted list waits for neither the command line nor the ORM.
        from merchant_desk.app.window import run_window  # noqa: PLC0415 - Qt only with a window

        return run_window(words)
    from merchant_desk.app.commands import run_command  # noqa: PLC0415 - not at window start

    return run_command(words)


def _wants_window(words: list[str]) -> bool:
    """Tell whether there is no command: nothing at all, or only a data folder."""
    return not words or (len(words) == 2 and words[0] == "--data")  # noqa: PLR2004 - option, value


if __name__ == "__main__":
    sys.exit(main())
