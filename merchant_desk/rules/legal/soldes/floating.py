"""FR-SOLDES-FLOTTANTS: the two weeks of soldes of the shop's own choice are no more."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.text_words import FLOATING_SOLDES
from merchant_desk.rules.legal.typography import set_in_french

LAST_DAY = date(2014, 12, 31)
_MESSAGE = set_in_french(
    "Les soldes flottants n’existent plus depuis le 1er janvier 2015. Vous pouvez faire une"
    " promotion ou un déstockage, sans le mot « soldes » ni vente à perte."
)


def _check(case: Case) -> Iterator[Found]:
    is_planned = case.kind == "floating_soldes" and case.day > LAST_DAY
    is_said = any(text.day > LAST_DAY and text.says(FLOATING_SOLDES) for text in case.texts)
    if is_planned or is_said:
        yield Found(Level.BLOCK, _MESSAGE, remedy=Remedy("replace_word", "promotion"))


FR_SOLDES_FLOTTANTS = LegalRule(
    id="FR-SOLDES-FLOTTANTS",
    title="Soldes flottants\u00a0: supprimés",
    article="Loi n°\u00a02014-626 du 18\u00a0juin\u00a02014",
    explanation=set_in_french("""\
De 2009 à 2014, un commerçant pouvait choisir deux semaines de soldes de plus, dites flottantes, \
complémentaires ou libres. Elles sont supprimées depuis le 1er janvier 2015.

Vous pouvez faire une promotion ou un déstockage à tout moment, sans employer le mot « soldes » et \
sans vendre à perte.\
"""),
    sanction=SALES,
    since=date(2015, 1, 1),
    check=_check,
)
