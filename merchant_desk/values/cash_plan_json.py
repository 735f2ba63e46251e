"""Scenarios as text: the documented JSON of ``cash scenario``, written and read.

``{"name": "Stock de printemps", "changes": [{"do": "move", "flow": "…", "days": 14}, …]}``; amounts
are texts in euros (``"-1200,00"``) or whole numbers of euros, days are ``"2026-12-01"``.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NoReturn
from unicodedata import category

from merchant_desk.errors import RefusedError
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
from merchant_desk.values.cash_plan_words import ADVICE
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.entries import read_amount, read_day, read_decimal
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.texts import _

_MOST_CHANGES = 500
_MOST_DAYS = 1_000
_MOST_MONTHS = 360
_MOST_PERCENT = 1_000
LONGEST = 200
FIRST_YEAR, LAST_YEAR = 2000, 2100
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the words that follow round: a name would read as another one."""


class _Entry:
    """One change as it was told; every reading refuses with its place in the file."""

    def __init__(self, place: int, told: Mapping[str, Any]) -> None:
        self.place = place
        self._told = dict(told)
        self.do = self.text("do")

    def refuse(self, name: str, what: str) -> NoReturn:
        """Refuse the whole file: this field of this change cannot be read."""
        title = _("Scénario non lu\u00a0: changement {place}, «\u00a0{name}\u00a0» {what}.")
        raise RefusedError(title.format(place=self.place, name=name, what=what), _(ADVICE))

    def end(self) -> None:
        """Refuse what nobody read: a mistyped word would be lost in silence."""
        for name in self._told:
            self.refuse(name, _("n’est pas connu ici"))

    def text(self, name: str, missing: str | None = None) -> str:
        found = self._told.pop(name, missing)
        if not isinstance(found, str) or (not found.strip() and missing is None):
            self.refuse(name, _("manque ou n’est pas un texte"))
        if len(found) > LONGEST:
            self.refuse(name, _("est trop long"))
        if not can_be_shown(found):
            self.refuse(name, _("contient un caractère qui ne s’affiche pas"))
        return found.strip()

    def whole(self, name: str, least: int, most: int, missing: int | None = None) -> int:
        found = self._told.pop(name, missing)
        if isinstance(found, bool) or not isinstance(found, int):
            self.refuse(name, _("manque ou n’est pas un nombre entier"))
        if not least <= found <= most:
            told = _("doit aller de {least} à {most}").format(least=least, most=most)
            self.refuse(name, told)
        return found

    def flag(self, name: str) -> bool:
        found = self._told.pop(name, False)
        if not isinstance(found, bool):
            self.refuse(name, _("doit être true ou false"))
        return found

    def day(self, name: str) -> date:
        found = self.maybe_day(name)
        if found is None:
            self.refuse(name, _("manque\u00a0: écrivez un jour, par exemple 2026-12-01"))
        return found

    def maybe_day(self, name: str) -> date | None:
        found = self._told.pop(name, None)
        if found is None:
            return None
        day = read_day(found) if isinstance(found, str) else None
        if day is None or not FIRST_YEAR <= day.year < LAST_YEAR:
            self.refuse(name, _("n’est pas un jour possible, par exemple 2026-12-01"))
        return day

    def amount(self, name: str) -> Money:
        found = self._told.pop(name, None)
        if isinstance(found, int) and not isinstance(found, bool):
            found = str(found)
        plain = found.strip().replace("\u2212", "-") if isinstance(found, str) else ""
        read = read_amount(plain.lstrip("+-"))
        if read is None or not read or len(plain) - len(plain.lstrip("+-")) > 1:
            self.refuse(name, _("n’est pas un montant, par exemple -1200,00"))
        return -read if plain.startswith("-") else read

    def paid(self, name: str) -> Money:
        amount = self.amount(name)
        if amount.cents < 0:
            self.refuse(name, _("doit être positif"))
        return amount

    def rate(self, name: str) -> int:
        found = self._told.pop(name, 0)
        plain = str(found).replace("%", "") if isinstance(found, str | int) else ""
        read = read_decimal(plain)
        if isinstance(found, bool) or read is None or read > 100:  # noqa: PLR2004 - percent
            self.refuse(name, _("n’est pas un taux, par exemple 4,20"))
        return round_half_up(read * 100)

    def word(self, name: str, words: type[Cadence] | type[CashCategory], missing: str) -> str:
        found = self.text(name, missing)
        if found and found not in set(words):
            told = _("doit être l’un de\u00a0: {words}").format(words=", ".join(words))
            self.refuse(name, told)
        return found


def _move(entry: _Entry) -> Change:
    to = entry.maybe_day("to")
    days = entry.whole("days", -_MOST_DAYS, _MOST_DAYS, 0 if to else None)
    return MoveFlow(flow=entry.text("flow"), days=days, to=to, label=entry.text("label", ""))


def _amount(entry: _Entry) -> Change:
    label = entry.text("label", "")
    return ChangeAmount(flow=entry.text("flow"), amount=entry.amount("amount"), label=label)


def _drop(entry: _Entry) -> Change:
    return DropFlow(flow=entry.text("flow"), label=entry.text("label", ""))


def _add(entry: _Entry) -> Change:
    every = entry.word("every", Cadence, "")
    on, until = entry.day("on"), entry.maybe_day("until")
    if until is not None and until < on:
        entry.refuse("until", _("vient avant «\u00a0on\u00a0»"))
    return AddFlow(
        label=entry.text("label"),
        on=on,
        amount=entry.amount("amount"),
        every=Cadence(every) if every else None,
        until=until,
        category=CashCategory(entry.word("category", CashCategory, "other")),
    )


def _sales(entry: _Entry) -> Change:
    first, last = entry.maybe_day("from"), entry.maybe_day("until")
    if first and last and last < first:
        entry.refuse("until", _("vient avant «\u00a0from\u00a0»"))
    return ChangeSales(percent=entry.whole("percent", -100, _MOST_PERCENT), first=first, last=last)


def _late(entry: _Entry) -> Change:
    return PayLate(party=entry.text("party"), days=entry.whole("days", 1, _MOST_DAYS))


def _purchase(entry: _Entry) -> Change:
    return TryPurchase(
        label=entry.text("label"),
        amount=entry.paid("amount"),
        on=entry.day("on"),
        days=entry.whole("days", 0, _MOST_DAYS, 30),
        month_end=entry.flag("month_end"),
    )


def _promotion(entry: _Entry) -> Change:
    first, last = entry.day("from"), entry.day("until")
    if last < first:
        entry.refuse("until", _("vient avant «\u00a0from\u00a0»"))
    return TryPromotion(
        label=entry.text("label"),
        first=first,
        last=last,
        percent=entry.whole("percent", -100, _MOST_PERCENT),
        discount=entry.whole("discount", 0, 100, 0),
    )


def _loan(entry: _Entry) -> Change:
    return TakeLoan(
        label=entry.text("label"),
        amount=entry.paid("amount"),
        on=entry.day("on"),
        months=entry.whole("months", 1, _MOST_MONTHS),
        rate_bp=entry.rate("rate"),
    )


READINGS: Mapping[str, Callable[[_Entry], Change]] = MappingProxyType(
    {
        "move": _move,
        "amount": _amount,
        "drop": _drop,
        "add": _add,
        "sales": _sales,
        "late": _late,
        "purchase": _purchase,
        "promotion": _promotion,
        "loan": _loan,
    }
)
"""Every kind of change by its word in the file."""


def read_scenario(text: str) -> Scenario:
    """Read a scenario; RefusedError names the change and the field that cannot be read."""
    told = _parsed(text)
    name, changes = told.get("name"), told.get("changes")
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST:
        raise RefusedError(
            _("Scénario non lu\u00a0: il n’a pas de nom («\u00a0name\u00a0»)."), _(ADVICE)
        )
    if not can_be_shown(name):
        raise RefusedError(
            _("Scénario non lu\u00a0: son nom contient un caractère qui ne s’affiche pas."),
            _(ADVICE),
        )
    if not isinstance(changes, list) or not changes or len(changes) > _MOST_CHANGES:
        title = _(
            "Scénario non lu\u00a0: «\u00a0changes\u00a0» doit être une liste de 1 à {most} "
            "changements."
        )
        raise RefusedError(title.format(most=_MOST_CHANGES), _(ADVICE))
    for other in told.keys() - {"name", "changes"}:
        title = _("Scénario non lu\u00a0: «\u00a0{name}\u00a0» n’est pas connu ici.")
        raise RefusedError(title.format(name=other), _(ADVICE))
    read = (_change(place, each) for place, each in enumerate(changes, start=1))
    return Scenario(name=name.strip(), changes=tuple(read))


def can_be_shown(text: str) -> bool:
    """Tell whether a text can be shown as it is and stored: no control sign, no half sign."""
    return not any(category(each) in _UNSEEN or each in _TURNS for each in text)


def _parsed(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise RefusedError(_("Scénario non lu\u00a0: ce n’est pas du JSON."), _(ADVICE))
    return told


def _change(place: int, told: object) -> Change:
    if not isinstance(told, dict):
        title = _("Scénario non lu\u00a0: le changement {place} n’est pas entre accolades.")
        raise RefusedError(title.format(place=place), _(ADVICE))
    entry = _Entry(place, told)
    reading = READINGS.get(entry.do)
    if reading is None:
        words = _("doit être l’un de\u00a0: {words}").format(words=", ".join(READINGS))
        entry.refuse("do", words)
    change = reading(entry)
    entry.end()
    return change
