"""FR-SOLDES-PUB: what an advert for soldes must say."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import FIFTH_CLASS
from merchant_desk.rules.legal.soldes_periods import FIRST_YEAR
from merchant_desk.rules.legal.typography import set_in_french

_DUTY = (
    "Toute publicité de soldes doit indiquer la date de début et, si tout le magasin n’est pas"
    " soldé, les produits concernés."
)


def _check(case: Case) -> Iterator[Found]:
    """Judge every advert of soldes: one that FR-SOLDES-MOT refuses lacks its mentions too."""
    for text in case.texts:
        if not text.advertises or not text.says_soldes or text.at.year < FIRST_YEAR:
            continue
        if text.text.announced_start is None:
            yield _missing("la date de début", "announced_start")
        if case.covers == "selection" and not text.mentions("goods_nature"):
            yield _missing("les produits concernés", "goods_nature")


def _missing(what: str, mention: str) -> Found:
    return Found(
        Level.BLOCK,
        f"{_DUTY} Il manque ici {what}.",
        figures={"missing": mention},
        remedy=Remedy("add_mention", mention),
    )


FR_SOLDES_PUB = LegalRule(
    id="FR-SOLDES-PUB",
    title="Mentions d’une publicité de soldes",
    article="Code de commerce, art. R310-17 et R310-19",
    explanation=set_in_french("""\
Une publicité de soldes (vitrine, prospectus, presse, site, e-mail, SMS, réseau social) dit \
toujours la date de début. Si seule une partie du magasin est soldée, elle dit aussi quels \
produits.

Exemple : « Soldes dès le 6 janvier 2027 sur la maroquinerie ». « Grands soldes », sans date, \
n’est pas permis, ni avant ni pendant les soldes. L’étiquette d’un article n’est pas une \
publicité.\
"""),
    sanction=FIFTH_CLASS,
    since=date(2007, 3, 27),
    check=_check,
)
