"""What the settlement of a payment provider says, whatever its format."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _, later

PROVIDERS = {
    "stripe": "Stripe",
    "paypal": "PayPal",
    "sumup": "SumUp",
    "shopify_payments": "Shopify Payments",
    "mollie": "Mollie",
    "woopayments": "WooPayments",
    "amazon": "Amazon",
}
"""The providers whose files are known by their headings, and how they call themselves."""
_KINDS = {
    PayoutKind.SALE: later("Vente"),
    PayoutKind.REFUND: later("Remboursement"),
    PayoutKind.FEE: later("Frais"),
    PayoutKind.CHARGEBACK: later("Impayé de carte"),
    PayoutKind.ADJUSTMENT: later("Régularisation"),
}


def provider_name(provider: str) -> str:
    """Return how a provider is called; one that she named herself is called as she did."""
    return PROVIDERS.get(provider, provider)


def payout_kind_words(kind: PayoutKind) -> str:
    """Return how a kind of line is said."""
    return _(_KINDS[kind])


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPayoutLine:
    """One line of a settlement: what it brings is amount + fee + VAT of the fee."""

    kind: PayoutKind
    happened_on: date
    amount: Money
    """Before fees, signed: above zero for the shop."""
    fee: Money = ZERO
    """Zero or below, without its VAT; above zero when it is given back."""
    fee_vat: Money = ZERO
    reference: str = ""
    """The provider's number of the transaction."""
    order_text: str = ""
    """What the settlement says of the order."""
    label: str = ""

    @property
    def net(self) -> Money:
        """Return what the line brings."""
        return self.amount + self.fee + self.fee_vat


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPayout:
    """One transfer to the bank; its lines prove it to the cent."""

    provider: str
    reference: str
    paid_on: date
    net: Money
    """What the file says was transferred."""
    lines: tuple[ToldPayoutLine, ...]

    @property
    def gross(self) -> Money:
        """Return the sales less what was given back, before fees."""
        return total(each.amount for each in self.lines)

    @property
    def fees(self) -> Money:
        """Return the fees, zero or below, without their VAT."""
        return total(each.fee for each in self.lines)

    @property
    def fees_vat(self) -> Money:
        """Return the VAT of the fees, zero or below."""
        return total(each.fee_vat for each in self.lines)

    @property
    def difference(self) -> Money:
        """Return what the lines do not explain of the transfer: zero, or it is no proof."""
        return self.net - total(each.net for each in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutFile:
    """A whole settlement file, read, proved, and nothing more."""

    name: str
    digest: str
    """SHA-256, hexadecimal."""
    provider: str
    payouts: tuple[ToldPayout, ...]
    notes: tuple[str, ...] = ()
    """What was left out or had to be understood, for her to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutColumns:
    """Which heading says what, in a file that is of no known provider; empty: it has none."""

    provider: str
    """How the provider will be called."""
    day: str
    amount: str
    net: str = ""
    fee: str = ""
    fee_vat: str = ""
    payout: str = ""
    """What tells the transfers apart; empty: the whole file is one."""
    paid_on: str = ""
    order: str = ""
    reference: str = ""
    label: str = ""
    currency: str = ""
