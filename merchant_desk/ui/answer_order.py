"""Answers reach a receiver in the order in which it asked."""

from collections import deque
from typing import Any

from merchant_desk.ui.ticket import Receiver, Ticket


class AnswerOrder:
    """Two readers may end in any order: a page would be left with what was true before.

    A newer answer waits for the older ones of the same receiver, unless those are given up.
    """

    def __init__(self) -> None:
        self._lines: dict[Receiver, deque[Ticket[Any]]] = {}

    def expect(self, ticket: Ticket[Any]) -> None:
        """Put a question behind those of the same receiver."""
        if ticket.then is not None:
            self._lines.setdefault(ticket.then, deque()).append(ticket)

    def due(self, answered: Ticket[Any]) -> list[Ticket[Any]]:
        """Return whose turn it is now that this one is answered; none while an older is out."""
        line = self._lines.get(answered.then) if answered.then is not None else None
        if line is None or answered not in line:
            return [answered]
        due = []
        while line and (line[0].answered or not line[0].waiting):
            due.append(line.popleft())
        if not line and answered.then is not None:
            del self._lines[answered.then]
        return due
