"""What the window tells of printing: how much waits, and for whom."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from merchant_desk.queries.print_jobs import PrintQueue
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import PrintState


@dataclass(frozen=True, slots=True)
class PrintStatus:
    """The state of printing at this station."""

    waiting: int = 0
    doubtful: int = 0
    busy: str = ""
    """The document coming out now."""
    troubles: tuple[str, ...] = ()
    """One sentence a printer that does not answer, with how much waits for it."""

    @property
    def sentence(self) -> str:
        """Return what to show when something needs a person, else nothing."""
        doubt = ngettext(
            "{n} document est peut-être déjà sorti.",
            "{n} documents sont peut-être déjà sortis.",
            self.doubtful,
        ).format(n=number(self.doubtful))
        return " ".join((*self.troubles, *([doubt] if self.doubtful else [])))


def print_status(queue: PrintQueue, held: Mapping[str, str], busy: str) -> PrintStatus:
    """Return the state; ``held`` tells what each printer that does not answer said."""
    states = Counter(row.state for row in queue.rows)
    waiting = [row for row in queue.rows if row.state is PrintState.WAITING]
    behind = Counter(queue.printer(row.kind) for row in waiting)
    return PrintStatus(
        waiting=len(waiting),
        doubtful=states[PrintState.DOUBTFUL],
        busy=busy,
        troubles=tuple(_trouble(said, behind[name]) for name, said in held.items() if behind[name]),
    )


def _trouble(said: str, count: int) -> str:
    behind = ngettext("{n} document attend.", "{n} documents attendent.", count)
    return _("{problem} {waiting}").format(problem=said, waiting=behind.format(n=number(count)))
