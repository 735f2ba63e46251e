"""A question that is asked again and again: only the answer to the latest counts."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from merchant_desk.ui.desk import Desk, Session, Ticket

P = ParamSpec("P")
T = TypeVar("T")


class LatestQuestion:
    """What was asked before would only be shown for a moment, and hold the newer answer up."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ticket: Ticket[Any] | None = None

    def ask(
        self,
        then: Callable[[T], None],
        query: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Ask this; want no answer any more to what was asked before."""
        self.forget()
        self._ticket = self._desk.read(then, query, *args, **kwargs)

    def forget(self) -> None:
        """Want no answer any more."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
