"""A line of the bank: what no other entry has told of it, against what it was found to be.

What pays a document is in the books already, by the payment it recorded: of such a line only the
fee is left to write. What nobody recognised waits in its own account until somebody does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import PayoutFact
from merchant_desk.rules.posting.plan import AccountPlan, journal
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.folding import folded
from merchant_desk.values.money import ZERO, Money, total

ROLE_OF = {
    CashCategory.GOODS: "unknown",  # its invoice has not come in: no VAT may be deducted yet
    CashCategory.SALES: "unknown",  # its document is missing too
    CashCategory.PAYOUT: "psp",
    CashCategory.DEPOSIT: "transit",
    CashCategory.RENT: "rent",
    CashCategory.SALARY: "salaries",
    CashCategory.SOCIAL: "social",
    CashCategory.VAT: "state_vat",
    CashCategory.CORPORATE_TAX: "corporate_tax",
    CashCategory.OTHER_TAXES: "other_taxes",
    CashCategory.LOAN: "loan",
    CashCategory.SUBSCRIPTION: "outside_services",
    CashCategory.INSURANCE: "insurance",
    CashCategory.ENERGY: "energy",
    CashCategory.CARRIAGE: "carriage",
    CashCategory.BANK_FEES: "bank_fees",
    CashCategory.TRANSFER: "transit",
    CashCategory.OWNER: "owner",
    CashCategory.OTHER: "unknown",
}
"""Every category of money, and the role of the account it goes to."""
_BROUGHT = frozenset({CashCategory.SALES, CashCategory.PAYOUT, CashCategory.DEPOSIT})
_BRINGS = frozenset({"remise", "remises", "rem", "encaissement", "encaissements", "tpe"})
_CARDS = frozenset({"cb", "carte", "cartes"})
_CHEQUES = frozenset({"chq", "chqs", "cheque", "cheques"})


def role_of(category: CashCategory, label: str) -> str:
    """Return the role of the account for a category; « REMISE CB » is of cards, whatever it is.

    What a bank says was brought to it waited in an account of its own, by means.
    """
    said = frozenset(folded(label).split())
    if category in _BROUGHT and said & _BRINGS:
        if said & _CARDS:
            return "cards"
        if said & _CHEQUES:
            return "cheques"
    return ROLE_OF[category]


@dataclass(frozen=True, slots=True, kw_only=True)
class BankPart:
    """A part of a line, and what it was found to be; exactly one of the three is told."""

    amount: Money
    """Signed as the line."""
    fee: Money = ZERO
    """What the bank kept of what was paid, zero or below."""
    role: str = ""
    """Of the account on the other side."""
    payout: PayoutFact | None = None
    recorded: bool = False
    """A payment of its own is in the books: nothing but the fee is left."""
    story: bytes = b""
    """What that payment settled: the order, the first document of a correction, the invoice."""

    @property
    def unposted(self) -> Money:
        """Return what of it waits until its document comes in."""
        return self.amount - self.fee if self.role == "unknown" else ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFact:
    """A line of the bank on its day."""

    id: bytes
    day: date
    amount: Money
    label: str
    piece: str
    parts: tuple[BankPart, ...] = ()

    @property
    def unknown(self) -> Money:
        """Return what nobody recognised yet."""
        return self.amount - total(each.amount for each in self.parts)

    @property
    def waits(self) -> Money:
        """Return what waits in the books: not recognised, or without its document."""
        return self.unknown + total(each.unposted for each in self.parts)


def post_bank_line(plan: AccountPlan, line: BankFact) -> Entry | None:
    """Return the entry of what is left to write of a line, or None when nothing is."""
    sides = [side for part in line.parts for side in _sides(plan, part)]
    if line.unknown:
        sides.append(Side(plan.of("unknown"), -line.unknown))
    moved = -total(side.amount for side in sides)
    head = Head(
        journal("bank"),
        line.day,
        line.piece,
        line.day,
        wording("bank_line").format(label=line.label),
        f"bank:{line.id.hex()}",
    )
    return entry(head, [Side(plan.of("bank"), moved), *sides])


def _sides(plan: AccountPlan, part: BankPart) -> Iterator[Side]:
    if part.fee:
        yield Side(plan.of("bank_fees"), -part.fee)
    if part.payout is not None:
        yield from _payout_sides(plan, part, part.payout)
    elif not part.recorded:
        yield Side(plan.of(part.role), part.fee - part.amount)


def _payout_sides(plan: AccountPlan, part: BankPart, payout: PayoutFact) -> Iterator[Side]:
    """Yield what the provider kept, and what it held on the account that each sale came into."""
    yield Side(plan.of("bank_fees"), payout.fees)
    yield Side(plan.of("vat_deductible"), payout.fees_vat)
    cards = total(amount for means, amount in payout.held if plan.means_role(means) == "cards")
    yield Side(plan.of("cards"), -cards)
    whole = part.amount - part.fee + payout.fees + payout.fees_vat
    yield Side(plan.of("psp"), cards - whole)
