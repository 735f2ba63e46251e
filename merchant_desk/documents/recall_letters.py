"""The letters that warn customers of a recalled lot: a page each, for an envelope with a window."""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import HEIGHT, MM, SMALL, WIDTH, Style
from merchant_desk.documents.drawing.letter_sender import draw_sender
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.shop_colour import shop_colour
from merchant_desk.documents.drawing.typeface import Face, plain_line
from merchant_desk.values.french import long_date
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.recall_letter import RecallLetters, Warned
from merchant_desk.values.texts import _, ngettext, speaking_to_customers

_WINDOW_X, _WINDOW_Y = 110 * MM, 54 * MM
_TEXT, _SUBJECT = Style(10.5), Style(13, Face.HEAVY)
_SIGNED = Style(10.5, Face.STRONG)
_LEADING = 5.4 * MM
_BAND = 2.4 * MM


def render(letters: RecallLetters) -> bytes:
    """Return the letters as one PDF, in French whatever the screens speak."""
    with speaking_to_customers():
        return _drawn(letters)


def _drawn(letters: RecallLetters) -> bytes:
    subject = plain_line(_subject(letters))
    paper = Paper(subject, plain_line(letters.seller.name), ready_logo(letters.logo))
    for customer in letters.customers:
        _write_to(paper, letters, customer)
    return paper.finish()


def _subject(letters: RecallLetters) -> str:
    told = _("Rappel de «\u00a0{name}\u00a0», lot {lot}")
    return told.format(name=letters.article, lot=letters.lot)


def _write_to(paper: Paper, letters: RecallLetters, customer: Warned) -> None:
    def head(page: Page, first: bool) -> float:
        return _head(page, paper, letters, customer, first=first)

    flow = Flow(paper, head)
    room = RIGHT - MARGIN
    flow.paragraph(plain_line(_subject(letters)), _SUBJECT, x=MARGIN, room=room, leading=6.4 * MM)
    flow.skip(4 * MM)
    for text in recall_words(letters, customer):
        flow.paragraph(plain_line(text), _TEXT, x=MARGIN, room=room, leading=_LEADING)
        flow.skip(3 * MM)
    flow.skip(3 * MM)
    flow.paragraph(
        plain_line(_name(letters)), _SIGNED, x=MARGIN, room=room,
        leading=_LEADING,
    )  # fmt: skip
    for page in flow.pages:
        page.text(MARGIN, HEIGHT - 11 * MM, plain_line(_legal(letters))[:110], SMALL)


def recall_words(letters: RecallLetters, customer: Warned) -> list[str]:
    """Return the paragraphs of the letter, that a mail may say as well."""
    dated = ""
    if letters.expires_on is not None:
        dated = _(", à utiliser avant le {day}").format(day=long_date(letters.expires_on))
    named = {"name": letters.article, "lot": letters.lot, "dated": dated}
    many = len(customer.orders)
    sent = ngettext(
        "Votre commande {orders} contenait «\u00a0{name}\u00a0» (lot {lot}{dated}).",
        "Vos commandes {orders} contenaient «\u00a0{name}\u00a0» (lot {lot}{dated}).",
        many,
    )
    if not customer.sure:
        sent = ngettext(
            "Votre commande {orders} peut avoir contenu «\u00a0{name}\u00a0» (lot {lot}{dated}).",
            "Vos commandes {orders} peuvent avoir contenu «\u00a0{name}\u00a0» (lot {lot}{dated}).",
            many,
        )
    told = [
        _("Bonjour,"),
        sent.format(orders=_together(customer.orders), **named),
        _("Ce lot est rappelé\u00a0: n’utilisez plus cet article."),
    ]
    if letters.reason:
        told.append(_("Motif du rappel\u00a0: {note}").format(note=letters.reason))
    told += [
        _(
            "Vérifiez le numéro de lot sur l’emballage. Si c’est bien celui-ci, écrivez-nous ou "
            "appelez-nous\u00a0: nous vous dirons comment le rendre, et il vous sera remboursé ou "
            "remplacé, sans frais pour vous."
        ),
        _("Avec nos excuses,"),
    ]
    return told


def _together(orders: tuple[str, ...]) -> str:
    if len(orders) == 1:
        return orders[0]
    return _("{first} et {last}").format(first=", ".join(orders[:-1]), last=orders[-1])


def _head(
    page: Page, paper: Paper, letters: RecallLetters, customer: Warned, *, first: bool
) -> float:
    page.fill(0, 0, WIDTH, _BAND, shop_colour(letters.seller.colour).band)
    if not first:
        page.text(MARGIN, 18 * MM, plain_line(_subject(letters))[:90], SMALL)
        return 24 * MM
    draw_sender(page, paper, letters.seller)
    y = _WINDOW_Y
    for line in dict.fromkeys((customer.name, *postal_lines(customer.address))):
        page.text(_WINDOW_X, y, plain_line(line)[:46], _TEXT)
        y += 5 * MM
    y = max(y + 6 * MM, 92 * MM)
    city, day = plain_line(letters.seller.address.city), long_date(letters.written_on)
    page.text(
        _WINDOW_X, y, _("{city}, le {day}").format(city=city, day=day) if city else day, _TEXT
    )
    return y + 12 * MM


def _name(letters: RecallLetters) -> str:
    return letters.seller.trade_name or letters.seller.name


def _legal(letters: RecallLetters) -> str:
    seller = letters.seller
    siren = _("SIREN {siren}").format(siren=seller.siren) if seller.siren else ""
    return " · ".join(filter(None, (f"{seller.legal_form} {seller.name}".strip(), siren)))
