"""The eco-participation inside the prices: of one unit under its line, in all under the lines."""

from merchant_desk.documents.drawing.invoice_figures import with_vat
from merchant_desk.documents.drawing.typeface import plain_line
from merchant_desk.values.french import euros
from merchant_desk.values.invoice_page import InvoiceLine, InvoicePage, PriceMethod
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _


def eco_words(page: InvoicePage, line: InvoiceLine) -> str:
    """Return what one unit of a line pays for its recycling."""
    return _("Dont éco-participation {scheme}\u00a0: {amount} par unité").format(
        scheme=_scheme(line), amount=_amount(page, line.eco, with_vat(line.eco, line))
    )


def eco_totals(page: InvoicePage) -> str:
    """Return what a document comprises, scheme by scheme; nothing when there is none."""
    found: dict[str, tuple[Money, Money]] = {}
    for line in page.lines:
        if line.eco:
            net, full = found.get(_scheme(line), (ZERO, ZERO))
            each = with_vat(line.eco, line)
            found[_scheme(line)] = (net + line.eco * line.quantity, full + each * line.quantity)
    if not found:
        return ""
    said = ", ".join(
        f"{scheme} {_amount(page, net, full)}" for scheme, (net, full) in sorted(found.items())
    )
    return _("Éco-participation comprise dans les prix\u00a0: {schemes}.").format(schemes=said)


def _scheme(line: InvoiceLine) -> str:
    return plain_line(line.eco_scheme)


def _amount(page: InvoicePage, net: Money, full: Money) -> str:
    if not page.charges_vat:
        return euros(net)
    if page.method is PriceMethod.NET:
        return _("{net} HT").format(net=euros(net))
    return _("{net} HT ({full} TTC)").format(net=euros(net), full=euros(full))
