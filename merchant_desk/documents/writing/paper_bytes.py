"""Papers drawn as PDF: one, or several one after the other."""

from collections.abc import Sequence

from merchant_desk.documents import DOCUMENTS, DocumentKind
from merchant_desk.documents.writing.pdf_pages import joined
from merchant_desk.values.texts import speaking_to_customers


def paper_bytes(contents: Sequence[object]) -> bytes:
    """Return the documents of these values (a wave, a slip, an invoice …) as one PDF.

    An invoice on its own carries its electronic invoice; among others it is only its pages, as a
    file has room for one.
    """
    alone = len(contents) == 1
    return joined([_drawn(content, alone=alone) for content in contents])


def _drawn(content: object, *, alone: bool) -> bytes:
    kind = next(kind for kind in DOCUMENTS if _draws(kind, content, alone=alone))
    with speaking_to_customers():
        return kind.render(content)


def _draws(kind: DocumentKind, content: object, *, alone: bool) -> bool:
    return isinstance(content, kind.value) and (alone or not kind.alone) and kind.takes(content)
