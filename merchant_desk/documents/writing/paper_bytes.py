"""Papers drawn as PDF: one, or several one after the other."""

from collections.abc import Sequence

from merchant_desk.documents import DOCUMENTS
from merchant_desk.documents.writing.pdf_pages import joined
from merchant_desk.values.texts import speaking_to_customers


def paper_bytes(contents: Sequence[object]) -> bytes:
    """Return the documents of these values (a wave, a slip, an invoice …) as one PDF."""
    return joined([_drawn(content) for content in contents])


def _drawn(content: object) -> bytes:
    kind = next(kind for kind in DOCUMENTS if isinstance(content, kind.value))
    with speaking_to_customers():
        return kind.render(content)
