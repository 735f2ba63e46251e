"""Whom a label names: words folded, legal forms dropped, in any order."""

from functools import lru_cache

from merchant_desk.rules.matching.pattern import words_of

_SHORTEST = 2
_FORMS = frozenset(
    words_of(
        "sarl sas sasu eurl selarl sa sci snc scop scea gaec earl ei eirl gie gmbh ag ltd llc inc "
        "srl spa bv nv oy ab plc corp ets etablissement etablissements ste societe cie compagnie "
        "monsieur madame mademoiselle mr mme mlle mrs ms dr me et de du des la le les aux au and "
        "the von van di"
    )
)


@lru_cache(maxsize=65_536)
def name_words(name: str) -> frozenset[str]:
    """Return the words by which « SARL Dupont & Fils » is known; none of one letter or digits."""
    return frozenset(
        word
        for word in words_of(name)
        if len(word) >= _SHORTEST and word not in _FORMS and not word.isdigit()
    )
