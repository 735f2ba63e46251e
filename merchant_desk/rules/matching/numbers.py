"""Numbers that a label quotes, however broken by spaces and dashes, or glued to a word."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from merchant_desk.values.folding import folded

_RUN = re.compile(r"[a-z]+|[0-9]+")
_MOST_RUNS = 6
_LONGEST_START = 5
_LEAST_DIGITS = 3
_LEAST_BARE = 6
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAYS = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
    re.compile(r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d{4})"),
    re.compile(r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d\d)"),
    re.compile(r"(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)"),
    re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)"),
    re.compile(r"(?P<m>\d\d)(?P<y>(?:19|20)\d\d)"),
)
_MONTHS = 12


def runs_of(text: str) -> list[str]:
    """Return the runs of letters and of digits of a text: « FA2026-12 » is fa, 2026, 12."""
    return _RUN.findall(text.lower() if text.isascii() else folded(text))


@lru_cache(maxsize=65_536)
def keys_of(number: str) -> frozenset[str]:
    """Return how a document's number may be quoted alone: whole, without zeros, without letters.

    What could be a year, a date or a count of something is no key: an amount must speak too.
    """
    runs = runs_of(number)
    digits = "".join(each for each in runs if each.isdigit())
    if len(digits) < _LEAST_DIGITS:
        return frozenset()
    keys = set()
    if digits != "".join(runs):
        keys |= {"".join(runs), "".join(map(_stripped, runs))}
    if len(digits) >= _LEAST_BARE and not is_day(digits):
        keys.add(digits)
    return frozenset(keys)


def printed(numbers: Sequence[str], text: str) -> str:
    """Return the number that a text quotes as its document prints it."""
    return next((each for each in numbers if text in keys_of(each)), text.upper())


@lru_cache(maxsize=65_536)
def tail_of(number: str) -> str:
    """Return the last digits of a number without zeros: what a hurried customer quotes."""
    digits = [each for each in runs_of(number) if each.isdigit()]
    tail = digits[-1].lstrip("0") if digits else ""
    return "" if len(tail) < 2 or _YEAR.fullmatch(tail) else tail  # noqa: PLR2004 - one digit says nothing


@lru_cache(maxsize=65_536)
def head_of(number: str) -> str:
    """Return what the numbers of one series share: « FA2026-000012 » is ``fa2026``."""
    runs = runs_of(number)
    if len(runs) < 2 or runs[0].isdigit():  # noqa: PLR2004 - letters, then digits
        return ""
    return "".join(runs[:-1])


def quoted(runs: list[str]) -> Iterator[str]:
    """Yield every text that a number could be in these runs, glued, then without zeros."""
    for end, last in enumerate(runs):
        if not last[0].isdigit():
            continue
        glued, bare = last, last.lstrip("0")
        yield glued
        for run in runs[end - 1 :: -1][: min(end, _MOST_RUNS)]:
            glued = run + glued
            bare = _stripped(run) + bare
            yield glued
            yield bare
            if len(run) > _LONGEST_START:
                break


def is_day(digits: str) -> bool:
    """Tell whether digits read as a date: then they are no number by themselves."""
    return any(
        _exists(found.groupdict())
        for each in _DAYS
        if (found := each.fullmatch(digits)) is not None
    )


def _exists(told: dict[str, str]) -> bool:
    year = int(told["y"])
    try:
        date(year + 2000 if year < 100 else year, int(told["m"]), int(told.get("d", "1")))  # noqa: PLR2004 - two digits
    except ValueError:
        return False
    return True


def _stripped(run: str) -> str:
    return run.lstrip("0") if run[0].isdigit() else run
