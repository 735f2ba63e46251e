"""Our own check of flow 10: elements, their order, their form, and sums that agree.

Written from the published structure (DGFiP, v3.2): what a platform would refuse is refused here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from merchant_desk.values.e_reporting import Category
from merchant_desk.values.money import ZERO, Money, total

_MANY = 10**9
_DAY = r"20\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
_AMOUNT = r"-?\d{1,16}\.\d{2}"
_RATES = frozenset(
    (
        "0",
        "0.9",
        "1.05",
        "1.75",
        "2.1",
        "5.5",
        "7",
        "8.5",
        "9.2",
        "9.6",
        "10",
        "13",
        "19.6",
        "20",
        "20.6",
    )
)


@dataclass(frozen=True, slots=True)
class _Element:
    """One element: how often, what it holds, or how its text is written."""

    name: str
    least: int = 1
    most: int = 1
    text: str = ""
    inside: tuple["_Element", ...] = ()


def _one(name: str, text: str = r".+", least: int = 1) -> _Element:
    return _Element(name, least, 1, text)


def _box(name: str, *inside: _Element, least: int = 1, most: int = 1) -> _Element:
    return _Element(name, least, most, "", inside)


_PERIOD = _box("ReportPeriod", _one("StartDate", _DAY), _one("EndDate", _DAY))
_ROLE = (_one("Id", r"[A-Z0-9]{4,18}"), _one("Name"), _one("RoleCode", r"WK|SE"))
_COUNTRY = _box("PostalAddress", _one("CountryId", r"[A-Z]{2}"), least=0)
_COMPANY = (_one("CompanyId"), _one("TaxRegistrationId", least=0), _COUNTRY)
_SALES = _box(
    "TransactionsReport",
    _PERIOD,
    _box(
        "Invoice",
        _one("ID", r"[A-Za-z0-9+\-_/]{1,35}"),
        _one("IssueDate", _DAY),
        _one("TypeCode", r"380|381|384|386"),
        _one("CurrencyCode", r"[A-Z]{3}"),
        _one("DueDate", _DAY, 0),
        _one("TaxDueDateTypeCode", r"5|29|72", 0),
        _box("BusinessProcess", _one("ID", r"[BSM][1-9]"), _one("TypeID")),
        _box("ReferencedDocument", _one("ID"), _one("IssueDate", _DAY, 0), least=0, most=_MANY),
        _box("Seller", *_COMPANY),
        _box("Buyer", *_COMPANY, least=0),
        _box("Delivery", _one("Date", _DAY, 0), least=0, most=_MANY),
        _box("MonetaryTotal", _one("TaxExclusiveAmount", _AMOUNT, 0), _one("TaxAmount", _AMOUNT)),
        _box(
            "TaxSubTotal",
            _one("TaxableAmount", _AMOUNT),
            _one("TaxAmount", _AMOUNT),
            _box(
                "TaxCategory",
                _one("Code", r"S|E|AE|K|G|O|Z", 0),
                _one("Percent"),
                _one("TaxExemptionReason", least=0),
                _one("TaxExemptionReasonCode", least=0),
            ),
            most=_MANY,
        ),
        least=0,
        most=_MANY,
    ),
    _box(
        "Transactions",
        _one("Date", _DAY),
        _one("TransactionsCurrency", r"[A-Z]{3}"),
        _one("TaxDueDateTypeCode", r"5|29|72", 0),
        _one("CategoryCode", "|".join(Category)),
        _one("TaxExclusiveAmount", _AMOUNT),
        _one("TaxTotal", _AMOUNT),
        _one("TransactionsCount", r"[1-9]\d*", 0),
        _box(
            "TaxSubtotal",
            _one("TaxPercent"),
            _one("TaxableAmount", _AMOUNT),
            _one("TaxTotal", _AMOUNT),
            most=_MANY,
        ),
        least=0,
        most=_MANY,
    ),
    least=0,
)
_PAYMENT = _box(
    "Payment",
    _one("Date", _DAY),
    _box(
        "SubTotals",
        _one("TaxPercent"),
        _one("CurrencyCode", r"[A-Z]{3}", 0),
        _one("Amount", _AMOUNT),
        most=_MANY,
    ),
)
_ROOT = _box(
    "Report",
    _box(
        "ReportDocument",
        _one("Id", r"[A-Za-z0-9+\-_/]{1,50}"),
        _box("IssueDateTime", _one("DateTimeString", r"\d{14}")),
        _one("TypeCode", r"IN|RE"),
        _box("Sender", *_ROLE),
        _box("Issuer", *_ROLE),
    ),
    _SALES,
    _box(
        "PaymentsReport",
        _PERIOD,
        _box(
            "Invoice",
            *(_one("InvoiceID"), _one("IssueDate", _DAY), _PAYMENT),
            least=0,
            most=_MANY,
        ),
        _box("Transactions", _PAYMENT, least=0, most=_MANY),
        least=0,
    ),
)


def flow_10_findings(text: str) -> tuple[str, ...]:
    """Return what is wrong in a file, by the path of the element; empty when it may go."""
    if "<!DOCTYPE" in text:
        return ("Report: DOCTYPE",)
    try:
        root = ET.fromstring(text)  # noqa: S314 - our own text, without any entity
    except ET.ParseError:
        return ("Report: XML",)
    found = [*_structure(root, _ROOT, root.tag)]
    if not found:
        found += [*_days(root), *_sums(root), *_percents(root)]
    return tuple(found)


def _structure(element: ET.Element, wanted: _Element, path: str) -> Iterator[str]:
    if element.tag != wanted.name:
        yield f"{path}: {wanted.name}"
        return
    if not wanted.inside:
        told = (element.text or "").strip()
        if len(element) or not re.fullmatch(wanted.text, told, re.ASCII | re.DOTALL):
            yield f"{path}: {told}"
        return
    yield from _children(list(element), wanted, path)


def _children(children: list[ET.Element], wanted: _Element, path: str) -> Iterator[str]:
    place = 0
    for each in wanted.inside:
        count = 0
        while place < len(children) and children[place].tag == each.name and count < each.most:
            yield from _structure(children[place], each, f"{path}/{each.name}")
            place, count = place + 1, count + 1
        if count < each.least:
            yield f"{path}/{each.name}: absent"
    if place < len(children):
        yield f"{path}/{children[place].tag}: unexpected"


def _days(root: ET.Element) -> Iterator[str]:
    for block, paths in (
        ("TransactionsReport", ("Transactions/Date", "Invoice/IssueDate")),
        ("PaymentsReport", ("Transactions/Payment/Date", "Invoice/Payment/Date")),
    ):
        for report in root.findall(block):
            first = report.findtext("ReportPeriod/StartDate", "")
            last = report.findtext("ReportPeriod/EndDate", "")
            days = [each.text or "" for path in paths for each in report.findall(path)]
            yield from (f"{block}: {day}" for day in days if not first <= day <= last)


def _sums(root: ET.Element) -> Iterator[str]:
    for day in root.findall("TransactionsReport/Transactions"):
        bases = total(_money(each.text) for each in day.findall("TaxSubtotal/TaxableAmount"))
        vats = total(_money(each.text) for each in day.findall("TaxSubtotal/TaxTotal"))
        told = (_money(day.findtext("TaxExclusiveAmount")), _money(day.findtext("TaxTotal")))
        if told != (bases, vats):
            yield f"Transactions {day.findtext('Date')}: sums"
    for invoice in root.findall("TransactionsReport/Invoice"):
        bases = total(_money(each.text) for each in invoice.findall("TaxSubTotal/TaxableAmount"))
        vats = total(_money(each.text) for each in invoice.findall("TaxSubTotal/TaxAmount"))
        head = invoice.find("MonetaryTotal")
        if head is None or (bases, vats) != (
            _money(head.findtext("TaxExclusiveAmount")),
            _money(head.findtext("TaxAmount")),
        ):
            yield f"Invoice {invoice.findtext('ID')}: sums"


def _percents(root: ET.Element) -> Iterator[str]:
    names = ("TaxPercent", "Percent")
    found = (each.text or "" for name in names for each in root.iter(name))
    yield from (f"TaxPercent: {each}" for each in found if each not in _RATES)


def _money(text: str | None) -> Money:
    if not text:
        return ZERO
    sign = -1 if text.startswith("-") else 1
    return Money(sign * int(text.lstrip("-").replace(".", "")))
