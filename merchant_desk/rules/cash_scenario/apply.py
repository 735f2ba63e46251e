"""What the plan becomes under a scenario: its changes are made one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from merchant_desk.rules.cash_scenario.added import Added, added
from merchant_desk.rules.cash_scenario.sales import changed_sales, promoted
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_plan import (
    AddFlow,
    Change,
    ChangeAmount,
    ChangeSales,
    DropFlow,
    MoveFlow,
    PayLate,
    Scenario,
    TakeLoan,
    TryPromotion,
    TryPurchase,
)
from merchant_desk.values.cash_plan_json import LONGEST
from merchant_desk.values.folding import folded
from merchant_desk.values.french import short_date
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _

_BY_PARTY = frozenset({FlowSource.INVOICE, FlowSource.ORDER})


@dataclass(frozen=True, slots=True)
class Tried:
    """The flows under a scenario, and what of it could not be done, in sentences."""

    flows: tuple[Flow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days a forecast looks at."""

    today: date
    last: date


def tried(
    flows: Sequence[Flow],
    scenario: Scenario,
    window: Window,
    *,
    root: str = "scenario",
    source: FlowSource = FlowSource.SCENARIO,
) -> Tried:
    """Return what is foreseen once every change is made; ``root`` begins the keys of what is new.

    A change about something that is not foreseen any more (paid, cancelled) is told, not refused:
    a plan outlives its documents.
    """
    work = _Work(list(flows), window, source)
    for place, change in enumerate(scenario.changes, start=1):
        work.make(change, f"{root}:{place}")
    return Tried(tuple(work.flows), tuple(work.notes))


class _Work:
    """The flows while they are changed; a key is looked up, never searched for."""

    def __init__(self, flows: list[Flow], window: Window, source: FlowSource) -> None:
        self.flows, self.window, self.source = flows, window, source
        self.notes: list[str] = []
        self._places: dict[str, int] | None = None

    def make(self, change: Change, root: str) -> None:
        """Make one change."""
        if isinstance(change, MoveFlow | ChangeAmount | DropFlow):
            self._change_one(change)
        elif isinstance(change, PayLate):
            self._pay_late(change)
        elif isinstance(change, ChangeSales):
            self._replace_sales(changed_sales(self.flows, change))
        elif isinstance(change, TryPromotion):
            to = Added(root, self.source, self.window.last)
            self._replace_sales(promoted(self.flows, change, to))
        else:
            self._add(change, root)

    def _change_one(self, change: MoveFlow | ChangeAmount | DropFlow) -> None:
        place = self._place(change.flow)
        if place is None:
            told = _("«\u00a0{flow}\u00a0» n’est plus attendu\u00a0: payé, annulé ou inconnu.")
            self._tell(told.format(flow=change.label or change.flow))
            return
        found = self.flows[place]
        if isinstance(change, DropFlow):
            self._replace_all([each for each in self.flows if each.key != change.flow])
        elif isinstance(change, ChangeAmount):
            self.flows[place] = replace(found, amount=change.amount, cautious_amount=change.amount)
        else:
            self._move(place, found, change)

    def _move(self, place: int, found: Flow, change: MoveFlow) -> None:
        if not found.movable:
            told = _(
                "«\u00a0{label}\u00a0» ne se déplace pas\u00a0: sa date n’est pas à votre choix."
            )
            self._tell(told.format(label=found.label))
            return
        to = change.to or found.day + timedelta(days=change.days)
        self.flows[place] = moved(found, to, self.window.today)

    def _pay_late(self, change: PayLate) -> None:
        who = folded(change.party)
        late = timedelta(days=change.days)
        found = False
        for place, each in enumerate(self.flows):
            if each.source in _BY_PARTY and each.amount > ZERO and folded(each.party) == who:
                self.flows[place] = moved(each, each.day + late, self.window.today)
                found = True
        if not found:
            self._tell(_("Rien n’est attendu de {party}.").format(party=change.party))

    def _add(self, change: AddFlow | TryPurchase | TakeLoan, root: str) -> None:
        fresh = list(added(change, Added(root, self.source, self.window.last)))
        ahead = [each for each in fresh if each.day >= self.window.today]
        if len(ahead) < len(fresh):
            told = _(
                "«\u00a0{label}\u00a0»\u00a0: ce qui était prévu avant aujourd’hui n’est plus "
                "compté."
            )
            self._tell(told.format(label=change.label))
        if not fresh:
            told = _(
                "«\u00a0{label}\u00a0»\u00a0: après la fin de la prévision, le {day}\u00a0; pas "
                "encore compté."
            )
            self._tell(told.format(label=change.label, day=short_date(self.window.last)))
        self._replace_all([*self.flows, *ahead])

    def _replace_sales(self, flows: Sequence[Flow]) -> None:
        """Take the flows with other sales; where none of them changed, say so."""
        if all(one is other for one, other in zip(flows, self.flows, strict=False)):
            self._tell(_("Aucune vente n’est attendue ces jours-là\u00a0: rien ne change."))
        else:
            self._tell_taxes()
        self._replace_all(flows)

    def _replace_all(self, flows: Sequence[Flow]) -> None:
        self.flows, self._places = list(flows), None

    def _place(self, key: str) -> int | None:
        if self._places is None:
            self._places = {each.key: place for place, each in enumerate(self.flows)}
        return self._places.get(key)

    def _tell_taxes(self) -> None:
        if any(each.source is FlowSource.TAX for each in self.flows):
            self._tell(_("La TVA et les cotisations gardent les montants de la prévision."))

    def _tell(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def moved(flow: Flow, to: date, today: date) -> Flow:
    """Return what is foreseen on another day, never before today; the cautious day goes along."""
    day = max(to, today)
    step = day - flow.day
    return replace(flow, day=day, cautious_day=max(flow.cautious_day + step, today))


def moved_by(flow: Flow, days: int, today: date) -> MoveFlow:
    """Return the change that a drag by so many days makes."""
    day = max(flow.day + timedelta(days=days), today)
    return MoveFlow(flow=flow.key, days=(day - flow.day).days, label=flow.label[:LONGEST])
