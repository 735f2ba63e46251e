"""What a document comes to: its lines, its discount shared over its rates, its VAT, to the cent.

One method a document (fiscal notes §5.3): prices without VAT are added up per rate and the tax
computed on the sum; prices with VAT are added up per rate and the tax taken out of the sum. Either
way the parts go back to the lines by largest remainder, so that everything adds up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.rules.vat_lines import DocumentVat, PricedLine, from_net, from_ttc
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import InvoiceLine, InvoiceVatRow, PriceMethod
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import TAXED, VatTreatment

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class DocumentAmounts:
    """The lines as they are printed, the draft lines they come from, and the rates."""

    lines: tuple[InvoiceLine, ...]
    drafts: tuple[DraftLine, ...]
    rows: tuple[InvoiceVatRow, ...]


class UnsplittableError(ValueError):
    """A discount larger than what it is taken from, or taken from nothing."""


def amounts_of(draft: InvoiceDraft) -> DocumentAmounts:
    """Return what a draft comes to; the discount of the whole document is a line of each rate.

    Raises UnsplittableError when the discount cannot be shared over what is sold.
    """
    drafts = (*draft.lines, *_discount_lines(draft))
    priced = [PricedLine(line_amount(line), _rate(line), line.treatment) for line in drafts]
    vat = from_ttc(priced) if draft.method is PriceMethod.TTC else from_net(priced)
    lines = tuple(_printed(line, vat, place) for place, line in enumerate(drafts))
    rows = tuple(
        InvoiceVatRow(row.rate_bp, row.base, row.vat, row.ttc, row.treatment) for row in vat.rows
    )
    return DocumentAmounts(lines, drafts, rows)


def line_amount(line: DraftLine) -> Money:
    """Return what a line comes to by the document's method, its own discount off."""
    return line.amount if line.amount is not None else gross_of(line) - discount_of(line)


def gross_of(line: DraftLine) -> Money:
    """Return what a line would cost without its discount."""
    return line.unit_price.times(line.quantity)


def discount_of(line: DraftLine) -> Money:
    """Return the discount of a line: said in money, or as a part of it."""
    if line.discount_bp:
        return gross_of(line).part(line.discount_bp, WHOLE_BP)
    return line.discount


def _discount_lines(draft: InvoiceDraft) -> tuple[DraftLine, ...]:
    """Return the document's discount as one line of each rate, largest remainder (EN 16931)."""
    amounts = {
        key: total(line_amount(line) for line in lines)
        for key, lines in _by_rate(draft.lines).items()
    }
    whole = total(amounts.values())
    wanted = whole.part(draft.discount_bp, WHOLE_BP) if draft.discount_bp else draft.discount
    if not wanted:
        return ()
    sign = -1 if whole.cents < 0 else 1
    weights = [max(sign * amount.cents, 0) for amount in amounts.values()]
    if sum(weights) == 0 or sign * wanted.cents > sum(weights) or sign * wanted.cents < 0:
        raise UnsplittableError
    shares = [share * sign for share in (wanted * sign).share(weights)]
    return tuple(
        DraftLine(
            name=_("Remise"),
            quantity=1,
            unit_price=UnitPrice.of(-share),
            rate_bp=rate_bp,
            treatment=treatment,
            kind=LineKind.FEE,
        )
        for (rate_bp, treatment), share in zip(amounts, shares, strict=True)
        if share
    )


def _by_rate(
    lines: Sequence[DraftLine],
) -> dict[tuple[int, VatTreatment], list[DraftLine]]:
    found: dict[tuple[int, VatTreatment], list[DraftLine]] = {}
    for line in lines:
        found.setdefault((_rate(line), line.treatment), []).append(line)
    return found


def _rate(line: DraftLine) -> int:
    """Return the rate that counts: outside the tax there is none."""
    return line.rate_bp if line.treatment in TAXED else 0


def _printed(line: DraftLine, vat: DocumentVat, place: int) -> InvoiceLine:
    amounts = vat.lines[place]
    return InvoiceLine(
        sku=line.sku,
        name=line.name,
        quantity=line.quantity,
        rate_bp=_rate(line),
        net=amounts.net,
        ttc=amounts.ttc,
        option=line.option,
        discount=discount_of(line),
        treatment=line.treatment,
        kind=line.kind,
        category=line.category,
        unit_price=line.unit_price if line.amount is None else None,
        ean=line.ean,
        eco=line.eco,
        eco_scheme=line.eco_scheme,
    )
