"""How numbers are written: two decimals for amounts, six for prices (BR-FR-DEC-01 to 04).

The first is enough: the sums that come of a number too long are too long as well.
"""

import re
from collections.abc import Iterator

from merchant_desk.rules.preflight.asked import INVOICES, Asked
from merchant_desk.values.business_terms import InvoiceTerms
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

_DIGITS, _RATE_DIGITS = 19, 4
_AMOUNT = re.compile(r"-?\d+(\.\d{1,2})?", re.ASCII)
_QUANTITY = re.compile(r"-?\d+(\.\d{1,4})?", re.ASCII)
_PRICE = re.compile(r"\d+(\.\d{1,6})?", re.ASCII)


def decimals(asked: Asked) -> Iterator[Problem]:
    """Yield the first number too long, or with too many decimals."""
    told = {
        "BR-FR-DEC-01": (_AMOUNT, _DIGITS, list(_amounts(asked.terms))),
        "BR-FR-DEC-02": (_QUANTITY, _DIGITS, [x["BT-129"] for x in asked.terms["BG-25"]]),
        "BR-FR-DEC-03": (_PRICE, _DIGITS, [x["BT-146"] for x in asked.terms["BG-25"]]),
        "BR-FR-DEC-04": (_AMOUNT, _RATE_DIGITS, list(_rates(asked.terms))),
    }
    for rule, (shape, digits, numbers) in told.items():
        for number in numbers:
            if not shape.fullmatch(number) or len(number.replace(".", "")) > digits:
                sentence = _("Le nombre {number} est trop long ou mal écrit.")
                advice = _("Corrigez le document, puis recommencez.")
                yield Problem(rule, sentence.format(number=number), advice, INVOICES)
                return


def _amounts(terms: InvoiceTerms) -> Iterator[str]:
    yield from (terms["BT-106"], terms["BT-109"], terms["BT-110"], terms["BT-112"])
    yield from (terms["BT-115"], terms.get("BT-107", "0"), terms.get("BT-108", "0"))
    yield terms.get("BT-113", "0")
    for group in terms["BG-23"]:
        yield from (group["BT-116"], group["BT-117"])
    for charge in (*terms.get("BG-20", []), *terms.get("BG-21", [])):
        yield charge["amount"]
    for line in terms["BG-25"]:
        yield line["BT-131"]
        yield from (each["amount"] for each in line.get("BG-27", []))


def _rates(terms: InvoiceTerms) -> Iterator[str]:
    yield from (line["BT-152"] for line in terms["BG-25"] if "BT-152" in line)
    yield from (group["BT-119"] for group in terms["BG-23"] if "BT-119" in group)
