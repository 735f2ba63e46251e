"""What the rows above the headers tell: the account, and the balance of a day."""

import re
from collections.abc import Sequence
from datetime import date

from merchant_desk.documents.bank.amounts import cents_of
from merchant_desk.documents.bank.csv_table import is_amount, is_day
from merchant_desk.documents.bank.days import Calendar
from merchant_desk.values.bank_file import ToldAccount, ToldBalance
from merchant_desk.values.folding import folded
from merchant_desk.values.money import Money

_IBAN = re.compile(r"FR[0-9]{2}[0-9A-Z]{23}(?![0-9A-Z])")
_NUMBER = re.compile(
    r"(?:n°|numero(?: de)?(?: compte)?|compte|rib)\W*(?:n°)?\W*([0-9][0-9a-z ]{4,30})"
)
_BARE = re.compile(r"=?\"?([0-9]{5,23}[A-Z]?[0-9]{0,5})\"?")
_DAY = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT_END = re.compile(r"[+\-\u2212(]?\s*[0-9][0-9\s.,]*\)?\s*(?:€|eur(?:os?)?)?\s*$")
_LONGEST = 400


def account_above(rows: Sequence[Sequence[str]], bank: str) -> ToldAccount:
    """Return the account the rows above the headers tell of, as far as they do."""
    for row in rows:
        for cell in row:
            found = _IBAN.search("".join(cell[:_LONGEST].split()).upper())
            if found is not None:
                return ToldAccount(iban=found[0], bank_name=bank)
    for row in rows:
        said = _NUMBER.search(folded("|".join(row)[:_LONGEST]))
        number = said[1].replace(" ", "") if said is not None else ""
        if sum(map(str.isdigit, number)) >= 5:  # noqa: PLR2004 - shorter is no account
            return ToldAccount(number=_digits_first(number).upper(), bank_name=bank)
    return ToldAccount(number=_bare_number(rows), bank_name=bank)


def _bare_number(rows: Sequence[Sequence[str]]) -> str:
    """Return a cell that is nothing but the number of an account, as ``="00012345678"``."""
    for row in rows:
        for cell in row:
            bare = _BARE.fullmatch(cell.strip()[:_LONGEST])
            if bare is not None and not is_day(bare[1]):
                return bare[1]
    return ""


def _digits_first(number: str) -> str:
    """Return an account's number without the word that may follow it."""
    found = re.match(r"[0-9]+[a-z]?[0-9]*", number)
    return found[0] if found is not None else number


def balance_above(rows: Sequence[Sequence[str]], calendar: Calendar) -> ToldBalance | None:
    """Return the balance that rows around the table tell, with its day."""
    for row in rows:
        told = balance_of(row, calendar)
        if told is not None:
            return told
    day = next((found for row in rows if (found := _day_alone(row, calendar))), None)
    for row in rows if day is not None else ():
        amount = _amount_of(row, said=True)
        if amount is not None and day is not None:
            return ToldBalance(day, amount)
    return None


def balance_of(row: Sequence[str], calendar: Calendar) -> ToldBalance | None:
    """Return the balance one row tells, None when it lacks its day or its amount."""
    said = "solde" in folded(" ".join(row)[:_LONGEST])
    days = [found for cell in row for found in _DAY.findall(cell[:_LONGEST])]
    amount = _amount_of(row, said=said)
    if not days or amount is None:
        return None
    try:
        return ToldBalance(calendar.booked(days[-1]), amount)
    except ValueError:
        return None


def _amount_of(row: Sequence[str], *, said: bool) -> Money | None:
    """Return the amount at the end of a row; one that says « solde » may hold it in a sentence."""
    cells = [cell.strip()[:_LONGEST] for cell in row if cell.strip()]
    if not cells:
        return None
    if len(cells) > 1 and (said or is_amount(cells[-1])):
        said = said and "solde" in folded(" ".join(cells[:-1]))
        text = cells[-1] if is_amount(cells[-1]) or said else ""
    else:
        found = _AMOUNT_END.search(_DAY.sub("|", cells[-1])) if said else None
        text = found[0] if found is not None else ""
    try:
        return Money(cents_of(text.strip()))
    except ValueError:
        return None


def _day_alone(row: Sequence[str], calendar: Calendar) -> date | None:
    """Return the day of a row « Date;31/10/2026 »."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) != 2 or not folded(cells[0]).startswith("date"):  # noqa: PLR2004 - its name, itself
        return None
    try:
        return calendar.booked(cells[1])
    except ValueError:
        return None
