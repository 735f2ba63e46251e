"""The dated plan of accounts of ``resources/legal/accounts.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from merchant_desk.rules.legal_data import FOLDER


@dataclass(frozen=True, slots=True)
class PlannedAccount:
    """What one role of an entry is called in the books, and the days it holds."""

    role: str
    code: str
    label: str
    since: date
    until: date | None


@cache
def planned_accounts() -> tuple[PlannedAccount, ...]:
    """Return every account, past ones included, in the order of the file."""
    return tuple(
        PlannedAccount(row["role"], row["code"], row["label"], row["from"], row.get("until"))
        for row in _file()["account"]
    )


def accounts_on(day: date) -> tuple[PlannedAccount, ...]:
    """Return the accounts that hold on a day, one a role."""
    return tuple(
        each
        for each in planned_accounts()
        if each.since <= day and (each.until is None or day <= each.until)
    )


@cache
def journals() -> dict[str, tuple[str, str]]:
    """Return the code and the name of each journal."""
    return {key: (code, name) for key, (code, name) in _file()["journals"].items()}


@cache
def wording(key: str) -> str:
    """Return how the entries of one kind are labelled: books are kept in French."""
    return str(_file()["labels"][key])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "accounts.toml").read_text(encoding="utf-8"))
