"""What a run of many histories did and found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.simulator.history import Step
from tests.simulator.invariants import Wrong
from tests.simulator.play import Played


@dataclass(frozen=True, slots=True)
class Failure:
    """A history that broke a rule, as short as it could be made."""

    seed: int
    drawn: int
    steps: tuple[Step, ...]
    wrong: tuple[Wrong, ...]


@dataclass(slots=True)
class Report:
    """Counts over every history, and those that failed."""

    histories: int = 0
    steps: int = 0
    requests: int = 0
    orders: int = 0
    checks: int = 0
    injected: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def count(self, played: Played) -> None:
        """Add one history."""
        self.histories += 1
        self.steps += len(played.steps)
        self.requests += played.requests
        self.orders += played.orders
        self.checks += played.checks
        self.injected += played.injected
        self.kinds.update(each.kind for each in played.steps)

    def add(self, other: "Report") -> None:
        """Add what another process played."""
        self.histories += other.histories
        self.steps += other.steps
        self.requests += other.requests
        self.orders += other.orders
        self.checks += other.checks
        self.injected += other.injected
        self.kinds += other.kinds
        self.failures += other.failures

    def lines(self) -> Sequence[str]:
        """Return the report as it is printed."""
        return [
            f"{self.histories} histories, {self.steps} steps, {self.orders} orders",
            f"{self.requests} requests, {self.checks} invariants checked",
            "faults injected: " + _listed(self.injected),
            "what happened: " + _listed(self.kinds),
            *(line for each in self.failures for line in _told(each)),
            f"{len(self.failures)} histories failed",
        ]


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "none"


def _told(failure: Failure) -> Sequence[str]:
    return [
        "",
        f"seed {failure.seed} fails, {failure.drawn} steps shrunk to {len(failure.steps)}:",
        *(f"  {each.kind} ({each.dice})" for each in failure.steps),
        *(f"  {each.rule}: {each.sentence}" for each in failure.wrong),
    ]
