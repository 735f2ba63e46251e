"""What the file of an issued document says of itself."""

from datetime import UTC, datetime, time

from merchant_desk.documents.drawing.invoice_head import shop_name, title
from merchant_desk.documents.drawing.typeface import plain_line
from merchant_desk.documents.drawing.xmp import About
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.texts import _


def about(page: InvoicePage) -> About:
    """Return its title, its author, its subject and its instant, the same on every day."""
    named = plain_line(f"{title(page)} {page.number}".strip())
    shop = shop_name(page)
    return About(
        title=named,
        author=shop,
        subject=_("{document} de {shop}").format(document=named, shop=shop),
        made_at=page.issued_at or datetime.combine(page.issued_on, time(), UTC),
    )
