"""FR-SOLDES-RETOURS: soldé articles have the same guarantees as the others."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.text_case import TextCase
from merchant_desk.rules.legal.text_words import NO_GUARANTEE, NO_RETURN, NO_WITHDRAWAL
from merchant_desk.rules.legal.typography import set_in_french

_SINCE = date(2014, 6, 13)
_GUARANTEE_SINCE = date(2022, 1, 1)
_SAME = set_in_french(
    "Les articles soldés ont les mêmes garanties que les autres ; en ligne, le client garde"
    " 14 jours pour se rétracter."
)
_IN_SHOP = "Repris ou échangé seulement en cas de défaut"
_SHOP = set_in_french(
    "« Ni repris ni échangé » ne vaut en magasin que pour un changement d’avis : un défaut reste"
    f" couvert. Écrivez plutôt « {_IN_SHOP} »."
)


def _check(case: Case) -> Iterator[Found]:
    for text in case.texts:
        if case.kind == "soldes" or text.says_soldes:
            yield from _judged(text, case.day if case.operation else text.day)


def _judged(text: TextCase, day: date) -> Iterator[Found]:
    if text.at_distance and day >= _SINCE and text.says(NO_WITHDRAWAL):
        said = "Ce texte refuse la rétractation."
        yield _refused(said, "Code de la consommation, art. L221-18")
    if text.says(NO_RETURN):
        if text.at_distance and day >= _SINCE:
            yield _refused("Ce texte refuse tout retour.", "Code de la consommation, art. L221-18")
        elif day >= _GUARANTEE_SINCE:
            yield Found(Level.WARN, f"{_SAME} {_SHOP}", remedy=Remedy("replace_word", _IN_SHOP))
    if day >= _GUARANTEE_SINCE and text.says(NO_GUARANTEE):
        yield _refused("Ce texte exclut la garantie.", "Code de la consommation, art. L217-3")


def _refused(said: str, article: str) -> Found:
    return Found(
        Level.BLOCK,
        f"{said} {_SAME}",
        remedy=Remedy("other", "Retirez cette phrase"),
        legal_reference=article,
    )


FR_SOLDES_RETOURS = LegalRule(
    id="FR-SOLDES-RETOURS",
    title="Retours et garanties des articles soldés",
    article="Code de la consommation, art. L217-3 et L221-18",
    explanation=set_in_french("""\
Un article soldé a les mêmes garanties qu’un autre : conformité pendant deux ans, vices cachés. \
Aucun texte ne peut les exclure.

En magasin, vous pouvez refuser de reprendre un article pour un simple changement d’avis. « Ni \
repris ni échangé » est toléré pour cela, mais un défaut reste couvert : écrivez plutôt « Repris \
ou échangé seulement en cas de défaut ».

En ligne, le client garde quatorze jours pour se rétracter, soldes ou non : un texte qui le refuse \
est interdit.\
"""),
    sanction="Celle de la garantie ou de la rétractation refusée",
    since=_SINCE,
    check=_check,
)
