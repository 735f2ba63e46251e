"""What a conversation with a storefront has done so far, whatever ends it."""

from dataclasses import dataclass, field
from datetime import datetime

from merchant_desk.operations.note_exchange import Exchanged
from merchant_desk.sync.pull import Pulled
from merchant_desk.sync.pushed import Pushed
from merchant_desk.values.words import ExchangeKind


@dataclass(slots=True)
class ExchangeLog:
    """One conversation while it goes on."""

    started_at: datetime
    noted: int = 0
    """Requests that are already on the log, under a name of their own."""
    pulled: Pulled = field(default_factory=lambda: Pulled(0, 0, 0, 0))
    pushed: Pushed = field(default_factory=Pushed)

    def exchanged(self, kind: ExchangeKind, requests: int, trouble: tuple[str, str]) -> Exchanged:
        """Return what to write down of it; ``trouble`` is its title and advice, if any."""
        return Exchanged(
            kind=kind,
            started_at=self.started_at,
            requests=requests,
            received=self.pulled.received,
            applied=self.pulled.applied,
            parked=self.pulled.parked,
            sent=self.pushed.sent,
            refused=self.pushed.parked,
            problem=trouble[0],
            advice=trouble[1],
        )
