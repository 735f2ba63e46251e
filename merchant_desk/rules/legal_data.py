"""The dated texts and rates of ``resources/legal``: what the law says on a day, never in code."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from merchant_desk.values.bundled import RESOURCES

FOLDER = RESOURCES / "legal"


@dataclass(frozen=True, slots=True)
class VatRate:
    """A rate of a territory, and the days it holds."""

    territory: str
    rate_bp: int
    name: str
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class MentionText:
    """The wording of one mention, and the days it holds."""

    key: str
    place: str
    text: str
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member state of the Union, how its VAT numbers begin, and the days it is in."""

    country: str
    vat_prefix: str
    since: date
    until: date | None


@cache
def union_members() -> tuple[Member, ...]:
    """Return every member state, past ones included."""
    return tuple(
        Member(row["country"], row["vat_prefix"], row["from"], row.get("until"))
        for row in tomllib.loads((FOLDER / "union.toml").read_text(encoding="utf-8"))["member"]
    )


@dataclass(frozen=True, slots=True)
class PaymentTerm:
    """How long a business has to pay when nothing else was agreed, and the days it holds."""

    days: int
    since: date
    until: date | None


@cache
def payment_terms() -> tuple[PaymentTerm, ...]:
    """Return every term, past ones included."""
    return tuple(
        PaymentTerm(row["days"], row["from"], row.get("until"))
        for row in tomllib.loads((FOLDER / "payment_terms.toml").read_text(encoding="utf-8"))[
            "term"
        ]
    )


def payment_days(day: date) -> int:
    """Return the term of an invoice of this day; none before the law set one."""
    holding = (each.days for each in payment_terms() if _holds(each.since, each.until, day))
    return next(holding, 0)


def members_on(day: date) -> tuple[Member, ...]:
    """Return the member states on a day."""
    return tuple(each for each in union_members() if _holds(each.since, each.until, day))


@cache
def vat_rates() -> tuple[VatRate, ...]:
    """Return every rate of every territory, past ones included."""
    return tuple(
        VatRate(
            territory=row["territory"],
            rate_bp=row["rate_bp"],
            name=row["name"],
            since=row["from"],
            until=row.get("until"),
            source=row["source"],
        )
        for row in tomllib.loads((FOLDER / "vat_rates.toml").read_text(encoding="utf-8"))["rate"]
    )


@cache
def mention_texts() -> tuple[MentionText, ...]:
    """Return every mention an invoice may carry, in the order they are printed."""
    return tuple(
        MentionText(
            key=row["key"],
            place=row["place"],
            text=row["text"],
            since=row["from"],
            until=row.get("until"),
            source=row["source"],
        )
        for row in tomllib.loads((FOLDER / "mentions.toml").read_text(encoding="utf-8"))["mention"]
    )


@cache
def e_invoicing_date(duty: str) -> date:
    """Return from which day a small business must ``receive`` or ``issue`` electronic invoices."""
    rows = tomllib.loads((FOLDER / "e_invoicing.toml").read_text(encoding="utf-8"))["duty"]
    days: dict[str, date] = {row["name"]: row["from"] for row in rows}
    return days[duty]


def rates_on(day: date, territory: str = "metropole") -> tuple[VatRate, ...]:
    """Return the rates of a territory on a day, the highest first."""
    holding = [
        rate
        for rate in vat_rates()
        if rate.territory == territory and _holds(rate.since, rate.until, day)
    ]
    return tuple(sorted(holding, key=lambda rate: -rate.rate_bp))


@cache
def _union_rates() -> dict[tuple[str, int], tuple[tuple[date, date | None], ...]]:
    """Return when each rate of each other member state holds."""
    found: dict[tuple[str, int], tuple[tuple[date, date | None], ...]] = {}
    rows = tomllib.loads((FOLDER / "union_rates.toml").read_text(encoding="utf-8"))["rate"]
    for row in rows:
        key = (row["country"], row["rate_bp"])
        found[key] = (*found.get(key, ()), (row["from"], row.get("until")))
    return found


def is_union_rate(country: str, rate_bp: int, day: date) -> bool:
    """Tell whether another member state has this rate on a day (one-stop shop)."""
    spans = _union_rates().get((country, rate_bp), ())
    return any(_holds(since, until, day) for since, until in spans)


def is_rate(rate_bp: int, day: date, territory: str = "metropole") -> bool:
    """Tell whether a rate exists in a territory on a day; zero is not a rate but a treatment."""
    return any(rate.rate_bp == rate_bp for rate in rates_on(day, territory))


@lru_cache(maxsize=8)
def texts_on(day: date) -> tuple[MentionText, ...]:
    """Return the mentions in force on a day."""
    return tuple(text for text in mention_texts() if _holds(text.since, text.until, day))


def _holds(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day <= until)
