"""The certificate of continuity on A4: every series of a period, its ends, its verdict."""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    BODY_STRONG,
    FIGURES_STRONG,
    HEIGHT,
    LABEL,
    LINE,
    MM,
    SMALL,
    STRONG_LINE,
    TITLE,
)
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.clock import paris_date
from merchant_desk.values.fiscal_words import SERIES_WORDS
from merchant_desk.values.french import clock_time, long_date, number, short_date
from merchant_desk.values.number_certificate import NumberCertificate, SeriesFacts
from merchant_desk.values.texts import _

_ROW = 13 * MM
_NAME, _FIRST, _LAST, _COUNT = MARGIN, 68 * MM, 112 * MM, RIGHT


def render(certificate: NumberCertificate) -> bytes:
    """Return the certificate as a PDF."""
    shop = plain_line(certificate.shop)
    sheets = Paper(_("Certificat de continuité"), shop)
    flow = Flow(sheets, lambda page, first: _head(page, certificate, first=first))
    for each in certificate.series:
        _row(flow, each)
    if not certificate.series:
        text = _("Aucun numéro n’a été donné dans cette période.")
        flow.paragraph(text, BODY, x=MARGIN, room=RIGHT - MARGIN, leading=5 * MM)
    _verdict(flow, certificate)
    for place, page in enumerate(flow.pages, 1):
        counted = _("page {place}/{pages}").format(place=place, pages=len(flow.pages))
        page.text(MARGIN, HEIGHT - 11 * MM, shop[:80], SMALL)
        page.right(RIGHT, HEIGHT - 11 * MM, counted, SMALL)
    return sheets.finish()


def _head(page: Page, certificate: NumberCertificate, *, first: bool) -> float:
    y = 17 * MM
    if first:
        y = 24 * MM
        page.text(MARGIN, y, _("Certificat de continuité"), TITLE)
        y += 8 * MM
        text = _("Numérotation des pièces émises du {first} au {last}")
        days = {"first": long_date(certificate.first), "last": long_date(certificate.last)}
        page.text(MARGIN, y, text.format(**days), BODY.but(size=10.5))
        y += 6 * MM
        who = _("{shop}, SIREN {siren}").format(
            shop=plain_line(certificate.shop) or "—", siren=certificate.siren or "—"
        )
        page.text(MARGIN, y, typeface(Face.STRONG).shortened(who, 9, 120 * MM), BODY_STRONG)
        page.right(RIGHT, y, _when(certificate), BODY)
        y += 11 * MM
    page.text(_NAME, y, _("Série"), LABEL)
    page.text(_FIRST, y, _("Premier numéro"), LABEL)
    page.text(_LAST, y, _("Dernier numéro"), LABEL)
    page.right(_COUNT, y, _("Pièces"), LABEL)
    page.line(MARGIN, y + 2 * MM, RIGHT, STRONG_LINE)
    return y + 3 * MM


def _row(flow: Flow, each: SeriesFacts) -> None:
    flow.need(_ROW)
    page, base = flow.page, flow.y + 5 * MM
    page.text(_NAME, base, f"{_(SERIES_WORDS[each.kind])} {each.prefix}", BODY_STRONG)
    page.text(_FIRST, base, each.first, BODY)
    page.text(_LAST, base, each.last, BODY)
    page.right(_COUNT, base, number(each.count), FIGURES_STRONG)
    under = base + 4.5 * MM
    page.text(_NAME, under, _("Poste {letter}").format(letter=each.station), SMALL)
    page.text(_FIRST, under, short_date(each.first_day), SMALL)
    page.text(_LAST, under, short_date(each.last_day), SMALL)
    page.right(_COUNT, under, _series_words(each), SMALL)
    flow.skip(_ROW)
    page.line(MARGIN, flow.y, RIGHT, LINE)


def _series_words(each: SeriesFacts) -> str:
    if each.missing:
        return _("interrompue après {number}").format(number=each.missing[0])
    if each.out_of_order:
        return _("date antérieure\u00a0: {number}").format(number=each.out_of_order[0])
    return _("continue et chronologique")


def _verdict(flow: Flow, certificate: NumberCertificate) -> None:
    flow.skip(8 * MM)
    room = RIGHT - MARGIN
    if certificate.holds:
        text = _(
            "Dans chaque série, les numéros se suivent sans manque ni doublon, dans l’ordre des "
            "dates. Les pièces, leurs sceaux et les clôtures ont été vérifiés\u00a0: rien n’a été "
            "modifié depuis l’émission (CGI, annexe II, art. 242 nonies A, I-7°)."
        )
    else:
        text = _(
            "La continuité n’est PAS établie. Les écarts sont indiqués ci-dessus ou par la "
            "vérification des scellés."
        )
    flow.paragraph(text, BODY_STRONG, x=MARGIN, room=room, leading=5 * MM)
    flow.skip(3 * MM)
    made = _("Établi par {person} avec Merchant Desk, le {at}.").format(
        person=plain_line(certificate.made_by) or "—", at=_when(certificate)
    )
    flow.paragraph(made, BODY, x=MARGIN, room=room, leading=5 * MM)


def _when(certificate: NumberCertificate) -> str:
    text = _("{day} à {time}")
    day = long_date(paris_date(certificate.made_at))
    return text.format(day=day, time=clock_time(certificate.made_at))
