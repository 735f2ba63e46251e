"""The ``merchant-desk`` command: a window, or one headless command."""

import os
import sys
from collections.abc import Mapping

from merchant_desk.app.streams import mend_streams


def main() -> int:
    """Open the window when no command is named; else run the command."""
    mend_streams()
    words = sys.argv[1:]
    if len(words) == 1 and words[0].startswith("--data="):
        words = ["--data", words[0].removeprefix("--data=")]
    if _wants_window(words):
        if not _has_display(sys.platform, os.environ):
            return _say_no_display()
        # The first painted list waits for neither the command line nor the ORM.
        try:
            from merchant_desk.app.window import run_window  # noqa: PLC0415 - Qt only with a window
        except ImportError as error:
            from merchant_desk.app.incomplete import say_incomplete  # noqa: PLC0415 - rare

            return say_incomplete(error)
        return run_window(words)
    from merchant_desk.app.commands import run_command  # noqa: PLC0415 - not at window start

    return run_command(words)


def _has_display(system: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown; Qt would end the process without a word of ours."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return system != "linux" or any(environment.get(each) for each in named)


def _say_no_display() -> int:
    from merchant_desk.values.texts import _  # noqa: PLC0415 - not at window start

    title = _("La fenêtre n’a pas été ouverte\u00a0: aucun écran n’est joignable d’ici.")
    advice = _("Les commandes marchent sans écran\u00a0: «\u00a0merchant-desk --help\u00a0».")
    sys.stderr.write(f"{title}\n{advice}\n")
    return 2


def _wants_window(words: list[str]) -> bool:
    """Tell whether there is no command: nothing at all, or only a data folder."""
    return not words or (len(words) == 2 and words[0] == "--data")  # noqa: PLR2004 - option, value


if __name__ == "__main__":
    sys.exit(main())
