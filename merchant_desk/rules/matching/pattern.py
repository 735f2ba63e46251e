"""The words of a label that do not change from one time to the next."""

import re
from functools import lru_cache

from merchant_desk.values.folding import folded

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 2


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, numbers among them, in order."""
    return _WORD.findall(text.lower() if text.isascii() else folded(text))


_OF_BANKS = frozenset(
    words_of(
        "vir virement virements vrt sepa prlv prelevement prelevements europeen emis recu "
        "recus inst instantane instantanee permanent faveur benef beneficiaire de du des la "
        "le les un une pour par et en au aux ref reference motif lib libelle mdt mandat rum "
        "ics id emetteur emet ech echeance num numero no client web ligne internet eur euro "
        "euros date dos dossier op operation core rcur frst ooff notprovided"
    )
)
"""Words that a bank writes around those that matter, on some lines and not on others."""
_OF_TIME = frozenset(
    words_of(
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre "
        "janv jan fevr fev avr juil sept sep oct nov dec trimestre trim semestre sem annee "
        "lundi mardi mercredi jeudi vendredi samedi dimanche"
    )
)


@lru_cache(maxsize=65_536)
def pattern_of(label: str) -> str:
    """Return « PRLV SEPA EDF CLIENTS ECH/051126 N° 4412 » as ``edf clients``.

    Dates, numbers, months and the words of the bank are left out; where nothing else is said the
    words of the bank stay, and a label of numbers alone has no pattern.
    """
    words = [
        word
        for word in words_of(label)
        if len(word) >= _SHORTEST
        and word not in _OF_TIME
        and not any(char.isdigit() for char in word)
    ]
    return " ".join([word for word in words if word not in _OF_BANKS] or words)
