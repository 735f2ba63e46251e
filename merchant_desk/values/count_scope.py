"""What a stock count is about: which bins, which articles."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from merchant_desk.values.ids import PlaceId, ProductId, SupplierId, id_text


class AbcClass(StrEnum):
    """How much an article brings in: A the most."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class CountScope:
    """Bins and articles to count; nothing named stands for all of them.

    An article is meant when one of the four ways of naming articles names it.
    """

    bins: tuple[PlaceId, ...] = ()
    categories: tuple[str, ...] = ()
    articles: tuple[ProductId, ...] = ()
    suppliers: tuple[SupplierId, ...] = ()
    classes: tuple[AbcClass, ...] = ()

    @property
    def every_article(self) -> bool:
        """Tell whether no article is left out."""
        return not (self.categories or self.articles or self.suppliers or self.classes)

    def to_text(self) -> str:
        """Return the text to keep."""
        facts = {
            "bins": [id_text(each) for each in self.bins],
            "categories": list(self.categories),
            "articles": [id_text(each) for each in self.articles],
            "suppliers": [id_text(each) for each in self.suppliers],
            "classes": [each.value for each in self.classes],
        }
        return json.dumps({name: told for name, told in facts.items() if told}, ensure_ascii=False)


@lru_cache(maxsize=8)
def scope_of(text: str) -> CountScope:
    """Return the scope that was kept; what this version does not know is left out.

    Each scan asks again, and that of a class names thousands of articles.
    """
    facts = json.loads(text or "{}")
    known = {each.value for each in AbcClass}
    return CountScope(
        bins=tuple(PlaceId(bytes.fromhex(each)) for each in facts.get("bins", ())),
        categories=tuple(facts.get("categories", ())),
        articles=tuple(ProductId(bytes.fromhex(each)) for each in facts.get("articles", ())),
        suppliers=tuple(SupplierId(bytes.fromhex(each)) for each in facts.get("suppliers", ())),
        classes=tuple(AbcClass(each) for each in facts.get("classes", ()) if each in known),
    )
