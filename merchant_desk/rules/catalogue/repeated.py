"""References and barcodes that a file gives twice: the first row keeps them, the others wait."""

from collections.abc import Callable, Sequence
from operator import attrgetter

from merchant_desk.rules.catalogue.column_reading import ColumnReading
from merchant_desk.rules.catalogue.numbers import Fault
from merchant_desk.values.catalogue_sheet import Article, CatalogueField
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.texts import _


def refuse_repeated(reading: ColumnReading, articles: Sequence[Article]) -> None:
    """Refuse the rows whose reference or barcode an earlier row, or their own carton, has too."""
    _refuse(reading, articles, CatalogueField.SKU, _reference)
    _refuse(reading, articles, CatalogueField.EAN, attrgetter("ean"))
    _refuse(reading, articles, CatalogueField.CARTON_CODE, attrgetter("carton_code"))
    for index, article in enumerate(articles):
        if article.carton_code and article.carton_code == article.ean:
            reason = _("le carton ne peut pas porter le code-barres de l’article")
            text = printed_code(article.carton_code)
            reading.refuse(index, CatalogueField.CARTON_CODE, text, Fault(reason))


def _reference(article: Article) -> str:
    """Return the reference the product will have: its own, else its barcode."""
    return article.sku.upper() or (printed_code(article.ean) if article.ean else "")


def _refuse(
    reading: ColumnReading,
    articles: Sequence[Article],
    field: CatalogueField,
    key: Callable[[Article], str],
) -> None:
    keys = list(map(key, articles))
    distinct = set(keys)
    if len(distinct) == len(keys) or distinct == {""}:
        return
    first: dict[str, int] = {}
    for index, text in enumerate(keys):
        if not text or index in reading.refused:
            continue
        line = first.setdefault(text, articles[index].line)
        if line != articles[index].line:
            reason = _("déjà à la ligne {line} du fichier").format(line=line)
            reading.refuse(index, field, text, Fault(reason))
