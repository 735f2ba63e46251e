"""What a reader, the tax office or a platform would refuse, found before a number is given."""

from collections.abc import Callable

from merchant_desk.rules.invoice_gaps import missing_facts
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

Family = Callable[[InvoicePage], tuple[Problem, ...]]


def _gaps(page: InvoicePage) -> tuple[Problem, ...]:
    advice = _("Complétez ces renseignements, puis recommencez.")
    return tuple(Problem("L441-9", gap, advice, "invoices") for gap in missing_facts(page))


FAMILIES: tuple[Family, ...] = (_gaps,)


def preflight(page: InvoicePage) -> tuple[Problem, ...]:
    """Return every problem of a document, in the order of the families."""
    return tuple(problem for family in FAMILIES for problem in family(page))
