"""Which account each part of an entry goes to: the dated plan, then the merchant's own numbers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from merchant_desk.rules.accounts_data import accounts_on, journals
from merchant_desk.rules.posting.entry import Account, Journal
from merchant_desk.values.folding import folded

_NONE: Mapping[str, str] = MappingProxyType({})
_MEANS = MappingProxyType(
    {
        "card": "cards",
        "cb": "cards",
        "carte": "cards",
        "carte bancaire": "cards",
        "cash": "cash",
        "especes": "cash",
        "cheque": "cheques",
        "check": "cheques",
        "transfer": "bank",
        "virement": "bank",
        "virement bancaire": "bank",
        "bacs": "bank",
        "bank transfer": "bank",
        "banktransfer": "bank",
        "voucher": "vouchers",
        "bon d'achat": "vouchers",
        "gift_card": "vouchers",
        "exchange": "transit",  # what comes back pays for what is taken: it adds up to nothing
    }
)
MEANS_ROLES = ("bank", "cards", "psp", "cheques", "cash", "vouchers")
SHORTEST_CODE = 3


@dataclass(frozen=True)
class AccountPlan:
    """The accounts of a shop on a day."""

    accounts: Mapping[str, Account]
    means: Mapping[str, str]
    """A word for a means of payment, and the role of its account."""

    def of(self, role: str) -> Account:
        """Return the account of a role."""
        return self.accounts[role]

    def vat(self, rate_bp: int) -> Account:
        """Return where the VAT due at this rate goes."""
        return self.accounts.get(f"vat_{rate_bp}") or self.accounts["vat_other"]

    def waiting(self, rate_bp: int) -> Account:
        """Return where the VAT of services waits until they are paid."""
        return self.accounts.get(f"waiting_{rate_bp}") or self.accounts["waiting_other"]

    def oss(self, country: str) -> Account:
        """Return the sub-account of the VAT owed to another member state."""
        root = self.accounts["vat_oss"]
        return Account(f"{root.code}{country}", f"{root.label} {country}".strip())

    def means_role(self, word: str) -> str:
        """Return the role of a means of payment; what is not known is a payment provider."""
        plain = folded(word)
        return self.means.get(plain) or _MEANS.get(plain, "psp")

    def money(self, word: str) -> Account:
        """Return the account that a means of payment comes into."""
        return self.accounts[self.means_role(word)]

    def money_journal(self, word: str) -> Journal:
        """Return the journal of a means of payment."""
        return journal("counter" if self.means_role(word) == "cash" else "bank")


def account_plan(
    day: date, own: Mapping[str, str] = _NONE, means: Mapping[str, str] = _NONE
) -> AccountPlan:
    """Return the plan that holds on a day, the merchant's own numbers in place of the usual."""
    accounts = {
        each.role: Account(own.get(each.role) or each.code, each.label) for each in accounts_on(day)
    }
    words = {folded(word): role for word, role in means.items() if role in accounts}
    return AccountPlan(MappingProxyType(accounts), MappingProxyType(words))


def journal(key: str) -> Journal:
    """Return a journal by what is written in it."""
    code, name = journals()[key]
    return Journal(code, name)


def read_numbers(text: str) -> dict[str, str]:
    """Read what a setting holds, ``{"goods": "707100"}``; anything else counts for nothing."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(role): str(code) for role, code in found.items() if str(code).strip()}


def is_account(code: str) -> bool:
    """Tell whether a number can stand in the file: three digits first, then letters or digits."""
    return (
        len(code) >= SHORTEST_CODE
        and code.isascii()
        and code.isalnum()
        and code[:SHORTEST_CODE].isdecimal()
        and "1" <= code[0] <= "7"
    )
