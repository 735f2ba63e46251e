"""What the set-up says to the person in front of it: progress, and why it stopped."""

import sys

READY_TO_RETRY = "puis relancez la même commande."


class SetupRefusedError(Exception):
    """The set-up cannot go on; the text is one line in French that says what to do."""


def say(line: str) -> None:
    """Show a line beside the output: what a command prints belongs to the command."""
    print(line, file=sys.stderr, flush=True)
