"""The lines that wait, each with what it would be: what the page of matching shows."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import CashAccount
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.match_candidates import match_candidates
from merchant_desk.queries.match_lines import LinesAsked, waiting_lines
from merchant_desk.queries.match_rules import learned_rules
from merchant_desk.rules.matching.proposals import proposals
from merchant_desk.values.cash_match import MatchProposal
from merchant_desk.values.cash_proposal import ProposedLine
from merchant_desk.values.ids import BankLineId, StationId
from merchant_desk.values.many_objects import many_objects

_ACCOUNTS = table(CashAccount)


def match_proposals(
    session: Session,
    station_id: StationId,
    today: date,
    asked: LinesAsked | None = None,
    memory: ForecastMemory | None = None,
) -> tuple[ProposedLine, ...]:
    """Return the waiting lines in order, each with its proposals, the best first."""
    lines = waiting_lines(session, asked or LinesAsked())
    if not lines:
        return ()
    days = (lines[0].fact.booked_on, lines[-1].fact.booked_on)
    with many_objects():
        found = proposals(
            [each.fact for each in lines],
            match_candidates(session, station_id, today, days, memory),
            learned_rules(session),
            own_ibans(session),
        )
    of_line: dict[BankLineId, list[MatchProposal]] = {}
    for proposal in found:
        for line_id in proposal.line_ids:
            known = of_line.setdefault(line_id, [])
            if proposal not in known:
                known.append(proposal)
    return tuple(
        replace(each, proposals=tuple(of_line.get(each.fact.line_id, ()))) for each in lines
    )


def own_ibans(session: Session) -> frozenset[str]:
    """Return the IBANs of the shop's own accounts."""
    rows = session.scalars(select(_ACCOUNTS.c.iban).where(_ACCOUNTS.c.iban != ""))
    return frozenset(each.replace(" ", "").upper() for each in rows)
