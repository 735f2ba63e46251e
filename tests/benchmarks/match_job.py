"""MAT: what the lines of a month would be, among everything that is open."""

import random
from datetime import date, timedelta

from merchant_desk.rules.matching.proposals import proposals
from merchant_desk.values.cash_match import Candidate, LineFact
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.ids import BankLineId, CashAccountId
from merchant_desk.values.money import Money
from tests.benchmarks.measuring import Figure, in_turn
from tests.benchmarks.workbench import Workbench

_BAR_S = 1.0
_OPEN_PER_PRODUCT = 0.4
_LINES_PER_OPEN = 0.415
_TODAY = date(2026, 11, 21)
_ACCOUNT = CashAccountId(b"a" * 16)
_SYLLABLES = ("ba", "ro", "mi", "du", "len", "tar", "gis", "vau", "ple", "nor", "che", "sol")


def mat(bench: Workbench) -> list[Figure]:
    """Compare with one dictionary of the amounts: what a search by amount alone would take."""
    pick = random.Random(23)
    openly = [
        _candidate(pick, place) for place in range(int(bench.size.products * _OPEN_PER_PRODUCT))
    ]
    lines = [_line(pick, openly, place) for place in range(int(len(openly) * _LINES_PER_OPEN))]

    def by_amount() -> int:
        known = {each.amount: each for each in openly}
        return sum(each.amount in known for each in lines)

    taken = in_turn(by_amount, lambda: proposals(lines, openly), bench.size.rounds)
    found = proposals(lines, openly)
    sure = sum(each.sureness is Sureness.SURE for each in found)
    if not sure:
        raise AssertionError(len(found))
    return [
        Figure(
            job="MATa",
            what=f"proposals for {len(lines)} lines among {len(openly)} open: bar {_BAR_S:g} s",
            value=taken.desk_s,
            unit="s",
            limit=taken.limit_s,
            ratio=taken.desk_s / _BAR_S,
            must=1,
            note=f"{sure} sure",
            timed=True,
        )
    ]


def _name(pick: random.Random) -> str:
    return " ".join("".join(pick.choices(_SYLLABLES, k=3)).title() for _word in range(2))


def _candidate(pick: random.Random, place: int) -> Candidate:
    issued = _TODAY - timedelta(pick.randrange(120))
    incoming = pick.random() < 0.8
    cents = (
        pick.choice((1_990, 4_900, 9_900)) if pick.random() < 0.2 else pick.randrange(500, 400_000)
    )
    name = _name(pick)
    return Candidate(
        target=MatchTarget.CUSTOMER_INVOICE if incoming else MatchTarget.SUPPLIER_INVOICE,
        target_id=place.to_bytes(16, "big"),
        category=CashCategory.SALES if incoming else CashCategory.GOODS,
        amount=Money(cents if incoming else -cents),
        label=f"Facture FA2026-{place:06d}, {name}",
        names=(name,),
        numbers=(f"FA2026-{place:06d}", f"{place + 10_000}"),
        due_on=issued + timedelta(30),
        since=issued,
    )


def _line(pick: random.Random, openly: list[Candidate], place: int) -> LineFact:
    paid = pick.choice(openly)
    roll = pick.random()
    quoted = paid.numbers[0] if roll < 0.5 else ""
    name = paid.names[0] if roll < 0.85 else _name(pick)
    cents = paid.amount.cents if roll < 0.9 else paid.amount.cents * 3 // 10
    return LineFact(
        line_id=BankLineId(place.to_bytes(16, "big")),
        account_id=_ACCOUNT,
        booked_on=_TODAY - timedelta(place % 30),
        amount=Money(cents),
        label=f"VIR SEPA RECU /DE {name.upper()} /MOTIF {quoted} REF {pick.randrange(10**9)}",
    )
