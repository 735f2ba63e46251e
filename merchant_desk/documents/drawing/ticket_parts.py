"""The parts of a ticket, from the name of the shop to the mark of its seal."""

from functools import cache
from importlib import metadata

from merchant_desk.documents.drawing.eco_words import eco_words
from merchant_desk.documents.drawing.ink import BLACK, MM, SOFT, TEXT, WHITE, Style
from merchant_desk.documents.drawing.invoice_figures import (
    bare,
    treatment_words,
    unit_price_with_vat,
)
from merchant_desk.documents.drawing.invoice_head import shop_name, title
from merchant_desk.documents.drawing.roll import EDGE, END, Roll
from merchant_desk.documents.drawing.school_mark import school_words
from merchant_desk.documents.drawing.typeface import Face, plain, plain_line
from merchant_desk.values.clock import PARIS
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.invoice_page import InvoiceLine, InvoicePage, MentionPlace
from merchant_desk.values.money import ZERO
from merchant_desk.values.payment_means import Means, means_words
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.texts import _, ngettext

_NAME = Style(14, Face.STRONG)
_WHO = Style(8, Face.STRONG)
_WHERE = Style(7.6, ink=SOFT)
_TINY = Style(6.6, ink=SOFT)
_NUMBER = Style(10, Face.STRONG_FIGURES)
_FACT = Style(8)
_LINE = Style(8.6)
_AMOUNT = Style(8.6, Face.STRONG_FIGURES)
_UNDER = Style(7.4, Face.FIGURES, SOFT)
_SUM = Style(8.6)
_FIGURES = Style(8.6, Face.FIGURES)
_TOTAL = Style(13.5, Face.STRONG_FIGURES, WHITE)
_TABLE = Style(7.6, Face.FIGURES)
_TABLE_HEAD = Style(6.8, Face.STRONG, SOFT)
_WORDS = Style(7.2, ink=SOFT)
_STRONG_WORDS = Style(7.6, Face.STRONG)
_STAMP = Style(9.5, Face.STRONG, BLACK)
_CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VAT_RIGHTS = (EDGE + 36 * MM, EDGE + 52 * MM, END)


def draw_shop(roll: Roll, page: InvoicePage) -> None:
    """Draw who sells: the logo or the name, the address, the numbers the law wants."""
    seller = page.seller
    roll.skip(6 * MM)
    name = f"{seller.name} EI" if seller.sole_trader else seller.name
    if roll.logo(46 * MM, 16 * MM):
        roll.skip(2 * MM)
        if seller.trade_name and seller.trade_name != seller.name:
            name = f"{seller.trade_name} — {name}"
    else:
        roll.centred(shop_name(page), _NAME)
        roll.skip(1 * MM)
    roll.centred(name, _WHO)
    for line in postal_lines(seller.address):
        roll.centred(line, _WHERE)
    roll.centred(" · ".join(each for each in (seller.phone, seller.website) if each), _WHERE)
    told = [each.text for each in page.mentions if each.place is MentionPlace.SELLER]
    roll.skip(0.6 * MM)
    roll.centred(_unbroken(told), _TINY)
    roll.rule()


def draw_ticket_head(roll: Roll, page: InvoicePage) -> None:
    """Draw what it is, when, where and by whom."""
    roll.skip(0.6 * MM)
    if page.training:
        roll.stamp(school_words(), _STAMP, BLACK)
        roll.skip(1.6 * MM)
    if page.duplicate:
        roll.stamp(_("DUPLICATA n°\u00a0{n}").format(n=page.duplicate), _STAMP, BLACK)
        roll.skip(1.6 * MM)
    roll.text(f"{title(page)} {page.number}".strip(), _NUMBER)
    where = _("Caisse {register}").format(register=page.register) if page.register else ""
    who = _("vendu par {person}").format(person=page.operator) if page.operator else ""
    place = " · ".join(each for each in (where, who) if each)
    roll.pair(_when(page), plain_line(place[:1].upper() + place[1:]), (_FACT, _FACT))
    if page.corrects:
        back = _("Retour sur le ticket n°\u00a0{number}").format(number=page.corrects.number)
        roll.text(back, _FACT)
        roll.text(page.reason, _WORDS)
    if page.buyer.address.name:
        roll.text(_("Client\u00a0: {name}").format(name=page.buyer.address.name), _FACT)
    roll.rule()


def draw_ticket_lines(roll: Roll, page: InvoicePage) -> None:
    """Draw what was sold, each line with the letter of its rate."""
    codes = _codes(page)
    for line in page.lines:
        name = f"{line.name} — {line.option}" if line.option else line.name
        code = codes[line.rate_bp, line.treatment.value] if page.charges_vat else ""
        roll.pair(name, f"{bare(line.ttc)} {code}".strip(), (_LINE, _AMOUNT))
        for told in _under(page, line):
            roll.text(told, _UNDER)
        roll.skip(0.8 * MM)
    roll.rule()


def draw_ticket_total(roll: Roll, page: InvoicePage) -> None:
    """Draw how many, what it comes to, how it was paid and what was given back."""
    lines, count = len(page.lines), sum(abs(line.quantity) for line in page.lines)
    told = ngettext("{n} ligne", "{n} lignes", lines).format(n=number(lines))
    units = ngettext("{n} article", "{n} articles", count).format(n=number(count))
    roll.text(f"{told} · {units}", _WORDS)
    roll.skip(1.4 * MM)
    total = _("Total TTC") if page.charges_vat else _("Total")
    roll.band((total, euros(page.ttc)), _TOTAL, TEXT, 10 * MM)
    roll.skip(1 * MM)
    for payment in page.payments:
        given = page.change if payment.means == Means.CASH else ZERO
        words = means_words(payment.means)
        roll.pair(words, euros(payment.amount + given), (_SUM, _FIGURES))
    if page.change:
        roll.pair(_("Rendu en espèces"), euros(-page.change), (_SUM, _FIGURES))
    if page.payments and page.left_to_pay > ZERO:
        roll.pair(_("Reste à payer"), euros(page.left_to_pay), (_WHO.but(size=8.6), _AMOUNT))
    roll.rule()


def draw_ticket_vat(roll: Roll, page: InvoicePage) -> None:
    """Draw the VAT of each rate, or why there is none."""
    if page.charges_vat:
        heads = (_("TVA"), _("HT\u00a0€"), _("TVA\u00a0€"), _("TTC\u00a0€"))
        rights = (0.0, *_VAT_RIGHTS)
        roll.columns(list(zip(heads, rights, strict=True)), _TABLE_HEAD)
        codes = _codes(page)
        for row in page.vat_rows:
            code = codes[row.rate_bp, row.treatment.value]
            words = f"{code} {treatment_words(row.rate_bp, row.treatment, page.tax_country)}"
            cells = (words, bare(row.base), bare(row.vat), bare(row.ttc))
            roll.columns(list(zip(cells, rights, strict=True)), _TABLE)
    for mention in page.mentions:
        if mention.place is MentionPlace.TOTALS:
            roll.text(mention.text, _STRONG_WORDS)
    roll.rule()


def draw_ticket_end(roll: Roll, page: InvoicePage) -> None:
    """Draw what the law and the shop add, and what proves the ticket."""
    kept = {MentionPlace.BUYER, MentionPlace.HEAD, MentionPlace.TERMS, MentionPlace.FOOT}
    for mention in page.mentions:
        if mention.place in kept:
            roll.text(mention.text, _WORDS)
    roll.text(plain(page.note), _WORDS)
    if page.seller.footer.strip():
        roll.skip(2 * MM)
        roll.centred(page.seller.footer, _STRONG_WORDS)
    roll.skip(3 * MM)
    if page.training:
        roll.stamp(school_words(), _STAMP, BLACK)
        roll.skip(3 * MM)
    roll.code(page.number)
    roll.skip(1 * MM)
    roll.centred(_proof(page), _TINY)
    roll.skip(8 * MM)


def _when(page: InvoicePage) -> str:
    if page.issued_at is None:
        return short_date(page.issued_on)
    local = page.issued_at.astimezone(PARIS)
    return f"{short_date(local.date())} {local:%H:%M:%S}"


def _under(page: InvoicePage, line: InvoiceLine) -> list[str]:
    told: list[str] = []
    if line.quantity != 1:
        each = unit_price_with_vat(line, page.method)
        told.append(f"{number(line.quantity)} × {each}\u00a0€")
    if line.discount:
        told.append(_("Remise déduite\u00a0: {amount}").format(amount=euros(line.discount)))
    if line.eco:
        told.append(eco_words(page, line))
    return told


def _codes(page: InvoicePage) -> dict[tuple[int, str], str]:
    """Return the letter of each rate, in the order of the table."""
    keys = [(row.rate_bp, row.treatment.value) for row in page.vat_rows]
    return {key: _CODES[place % len(_CODES)] for place, key in enumerate(keys)}


def _proof(page: InvoicePage) -> str:
    printed = (
        _("Réimpression n°\u00a0{n}").format(n=page.duplicate)
        if page.duplicate
        else _("Original (réimpression n°\u00a00)")
    )
    seal = _("Signature {mark}").format(mark=page.seal) if page.seal else ""
    program = _("Merchant Desk {version}").format(version=_version())
    return _unbroken([each for each in (seal, printed, program) if each])


def _unbroken(parts: list[str]) -> str:
    """Return facts one after the other, such that a line breaks between two of them only."""
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)


@cache
def _version() -> str:
    return metadata.version("merchant-desk")
