"""The mail that carries an order: short, with what the supplier needs if the file is not opened."""

from dataclasses import dataclass

from merchant_desk.values.french import euros, long_date, number
from merchant_desk.values.purchase_page import PurchasePage, PurchasePageLine
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.texts import _, ngettext, speaking_to_customers

MOST_LINES = 25
"""The file says the rest."""


@dataclass(frozen=True, slots=True)
class OrderMail:
    """A mail ready to send; the person joins the file."""

    to: str
    subject: str
    body: str

    @property
    def whole(self) -> str:
        """Return what is copied: the subject, then the text."""
        return f"{self.subject}\n\n{self.body}"


def order_mail(page: PurchasePage, most_lines: int = MOST_LINES) -> OrderMail:
    """Return the mail of an order, in French whatever the screens speak."""
    with speaking_to_customers():
        return _written(page, most_lines)


def _written(page: PurchasePage, most_lines: int) -> OrderMail:
    shop = page.shop.trade_name or page.shop.name
    subject = _("Commande {number} de {shop}").format(number=page.number, shop=shop)
    lines = "\n".join(_line(each) for each in page.lines[:most_lines])
    more = len(page.lines) - most_lines
    if more > 0:
        words = ngettext(
            "et {n} autre référence, dans le bon de commande joint",
            "et {n} autres références, dans le bon de commande joint",
            more,
        )
        lines = "\n".join(filter(None, (lines, words.format(n=number(more)))))
    paragraphs = (
        _("Bonjour,"),
        _("Voici notre commande {number}, le bon est joint\u00a0:").format(number=page.number),
        lines,
        _("Total HT, port compris\u00a0: {total}").format(total=euros(page.total)),
        _wanted(page),
        page.note.strip(),
        _("Merci de nous confirmer la commande et sa date de livraison."),
        "\n".join(filter(None, (_("Cordialement,"), page.person, shop, page.shop.phone))),
    )
    return OrderMail(page.supplier_email, subject, "\n\n".join(filter(None, paragraphs)))


def _line(line: PurchasePageLine) -> str:
    reference = line.supplier_sku or line.ean or line.sku
    return f"- {units_words(line.quantity)} · {reference} · {line.title}"


def _wanted(page: PurchasePage) -> str:
    client = page.customer_number
    told = [
        _("Notre numéro de client\u00a0: {number}").format(number=client) if client else "",
        _("Livraison souhaitée\u00a0: {day}").format(
            day=_("au plus tôt") if page.wanted_on is None else long_date(page.wanted_on)
        ),
    ]
    return "\n".join(filter(None, told))
