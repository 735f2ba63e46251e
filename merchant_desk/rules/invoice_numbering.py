"""Invoice numbers: unique, without a hole, never going back in time (CGI annexe II, 242 nonies A).

The number itself is given by the operation that issues, inside its transaction; here is what it
must look like and what it must not do.
"""

import re
from dataclasses import dataclass
from datetime import date

from merchant_desk.errors import RefusedError
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _

LONGEST = 35  # BR-FR-01 of the French rules for electronic invoices
_ALLOWED = re.compile(r"[A-Za-z0-9+\-_/]+")
_PREFIX = re.compile(r"[A-Za-z0-9+\-_/]{0,20}")
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class SeriesPosition:
    """Where a series stands: the last number given and the day it was given."""

    counter: int
    issued_on: date


def invoice_number(prefix: str, year: int, counter: int) -> str:
    """Return a number such as ``FA2026-000123``."""
    if not _PREFIX.fullmatch(prefix):
        raise RefusedError(
            _("La série de factures n’a pas été enregistrée."),
            _("Un préfixe tient en 20 lettres sans accent, chiffres ou signes + - _ /."),
        )
    if counter < 1:
        raise ValueError(f"the counter of a series starts at 1, not {counter}")
    return f"{prefix}{year:04d}-{counter:0{_DIGITS}d}"


def is_valid_number(number: str) -> bool:
    """Tell whether an electronic invoice may carry this number."""
    return len(number) <= LONGEST and _ALLOWED.fullmatch(number) is not None


def next_position(last: SeriesPosition | None, issued_on: date) -> SeriesPosition:
    """Return the next place in a series; its count starts again with the year it prints."""
    if last is None:
        return SeriesPosition(1, issued_on)
    if issued_on < last.issued_on:
        raise RefusedError(
            _("La facture n’a pas été émise\u00a0: la dernière de la série est du {last}.").format(
                last=short_date(last.issued_on)
            ),
            _("Vérifiez la date de cet ordinateur ({today}), puis recommencez.").format(
                today=short_date(issued_on)
            ),
        )
    if issued_on.year > last.issued_on.year:
        return SeriesPosition(1, issued_on)
    return SeriesPosition(last.counter + 1, issued_on)
