"""The sums of an invoice received, made again: EN 16931, rules BR-CO-10 to BR-CO-17."""

from collections.abc import Iterator
from fractions import Fraction

from merchant_desk.values.french import euros, rate
from merchant_desk.values.money import ZERO, Money, round_half_up, total
from merchant_desk.values.received_invoice import (
    QUANTITY_PARTS,
    ReceivedFinding,
    ReceivedInvoice,
    ReceivedLine,
)
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import MILLIONTHS

_CENT = 1
_LINE_TOLERANCE = 2  # cents: prices of a unit are rounded to six decimals, or to fewer
_CENT_MILLIONTHS = MILLIONTHS // 100
_MINIMUM = ":minimum"
_WHOLE = 10_000  # of a rate in basis points


def check_sums(invoice: ReceivedInvoice) -> Iterator[ReceivedFinding]:
    """Add up lines, charges, VAT and payments again."""
    totals = invoice.totals
    added = total(each.amount for each in invoice.charges if not each.is_discount)
    taken = -total(each.amount for each in invoice.charges if each.is_discount)
    if invoice.lines:
        lines = total(each.net for each in invoice.lines)
        yield from _same("BR-CO-10", _("La somme des lignes"), totals.lines, lines)
        yield from _same("BR-CO-11", _("La somme des remises"), totals.discounts or ZERO, taken)
        yield from _same("BR-CO-12", _("La somme des frais"), totals.charges or ZERO, added)
    if totals.lines is not None:
        net = totals.lines - (totals.discounts or ZERO) + (totals.charges or ZERO)
        yield from _same("BR-CO-13", _("Le total hors taxes"), totals.net, net)
    if invoice.rates:
        vat = total(each.vat for each in invoice.rates)
        yield from _same("BR-CO-14", _("La TVA"), totals.vat, vat)
    if totals.net is not None:
        whole = totals.net + (totals.vat or ZERO)
        yield from _same("BR-CO-15", _("Le total TTC"), totals.total, whole)
    if invoice.profile.endswith(_MINIMUM):
        return  # what was paid already is not told by this profile
    due = totals.total - totals.prepaid + totals.rounding
    yield from _same("BR-CO-16", _("Le net à payer"), totals.payable, due)


def check_lines(invoice: ReceivedInvoice) -> Iterator[ReceivedFinding]:
    """Multiply quantity by price again, line by line."""
    for place, line in enumerate(invoice.lines, start=1):
        expected = _line_net(line)
        if expected is None or abs(expected.cents - line.net.cents) <= _tolerance(line):
            continue
        told = _(
            "Ligne {place}, «\u00a0{name}\u00a0»\u00a0: la facture compte {told}, "
            "quantité et prix donnent {made}."
        )
        yield ReceivedFinding(
            "LINE",
            told.format(place=place, name=line.name, told=euros(line.net), made=euros(expected)),
        )


def check_rates(invoice: ReceivedInvoice) -> Iterator[ReceivedFinding]:
    """Take the VAT of each rate again, and the base it is taken on."""
    for row in invoice.rates:
        vat = row.base.part(row.rate_bp, _WHOLE)
        if abs(vat.cents - row.vat.cents) > _CENT:
            told = _("TVA à {rate}\u00a0: la facture dit {told}, {base} à ce taux donnent {made}.")
            yield ReceivedFinding(
                "BR-CO-17",
                told.format(
                    rate=rate(row.rate_bp),
                    told=euros(row.vat),
                    base=euros(row.base),
                    made=euros(vat),
                ),
            )
    if invoice.lines and invoice.rates:
        yield from _bases(invoice)


def _bases(invoice: ReceivedInvoice) -> Iterator[ReceivedFinding]:
    """Compare the base of each rate with the lines and charges that bear it."""
    told: dict[tuple[str, int], int] = {}
    for row in invoice.rates:
        key = (row.category, row.rate_bp)
        told[key] = told.get(key, 0) + row.base.cents
    made = dict.fromkeys(told, 0)
    for line in invoice.lines:
        key = (line.category, line.rate_bp)
        made[key] = made.get(key, 0) + line.net.cents
    for charge in invoice.charges:
        key = (charge.category, charge.rate_bp)
        made[key] = made.get(key, 0) + charge.amount.cents
    for (category, rate_bp), cents in sorted(made.items()):
        if abs(cents - told.get((category, rate_bp), 0)) > _CENT:
            words = _(
                "Base de TVA à {rate}\u00a0: la facture dit {told}, ses lignes donnent {made}."
            )
            yield ReceivedFinding(
                f"BR-{category}-08",
                words.format(
                    rate=rate(rate_bp),
                    told=euros(Money(told.get((category, rate_bp), 0))),
                    made=euros(Money(cents)),
                ),
            )


def _tolerance(line: ReceivedLine) -> int:
    """Return how many cents quantity and price may leave: more when the price is short."""
    short = line.unit_millionths is not None and line.unit_millionths % _CENT_MILLIONTHS == 0
    return _LINE_TOLERANCE + (abs(line.quantity) // (2 * QUANTITY_PARTS) if short else 0)


def _line_net(line: ReceivedLine) -> Money | None:
    if line.unit_millionths is None:
        return None
    parts = Fraction(line.quantity * line.unit_millionths, QUANTITY_PARTS * MILLIONTHS // 100)
    return Money(round_half_up(parts)) + line.charges


def _same(rule: str, what: str, told: Money | None, made: Money) -> Iterator[ReceivedFinding]:
    if told is not None and told != made:
        sentence = _("{what}\u00a0: la facture dit {told}, le calcul donne {made}.")
        yield ReceivedFinding(rule, sentence.format(what=what, told=euros(told), made=euros(made)))
