"""Prices of fruit and vegetables are announced shortly before, for a few days, by agreement."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import count_told
from merchant_desk.rules.legal.words_of_law import FOOD

_SINCE = date(2005, 1, 1)
_RENUMBERED = date(2019, 4, 26)
_WORDS = (
    "Fruits et légumes\u00a0: annonce au plus tôt {before} jours avant, pour {days} jours maximum, "
    "avec accord écrit du fournisseur"
)


def _check(case: Case) -> Iterator[Found]:
    skus = tuple(each.sku for each in case.judged_items if each.item.category == "fresh_fruit_veg")
    operation = case.operation
    if operation is None or not skus or case.day < _SINCE:
        return
    shown = [text.day for text in case.texts if text.advertises and text.categories & FOOD]
    if not shown:
        return
    law = "" if case.day >= _RENUMBERED else "Code de commerce, art. L441-2"
    too_much = False
    for level, said, figures, remedy in _breaches(case, min(shown)):
        too_much = True
        yield Found(level, said, skus, figures, remedy, law)
    if not too_much and not operation.supplier_price_agreement:
        yield Found(
            Level.WARN,
            f"{_words(case.day)}. Aucun accord n’est noté pour cette opération.",
            skus,
            {"missing": "supplier_price_agreement"},
            Remedy("complete_data", "supplier_price_agreement"),
            law,
        )


def _breaches(case: Case, shown: date) -> Iterator[tuple[Level, str, dict[str, str], Remedy]]:
    before = count_told("fruit_announced_days_before", case.day)
    days = count_told("fruit_price_days", case.day)
    first = shifted(case.day, -before)
    last = shifted(case.day, days - 1)
    words = _words(case.day)
    if shown < first:
        yield (
            Level.BLOCK,
            f"{words}. Annoncez le prix à partir du {said_day(first)}.",
            {"first_day_shown": first.isoformat()},
            Remedy("other", first.isoformat()),
        )
    if case.last_day is not None and case.last_day > last:
        yield (
            Level.BLOCK,
            f"{words}. Le prix annoncé doit s’arrêter le {said_day(last)} au plus tard.",
            {"last_day": last.isoformat()},
            Remedy("set_end", last.isoformat()),
        )


def _words(day: date) -> str:
    return _WORDS.format(
        before=count_told("fruit_announced_days_before", day),
        days=count_told("fruit_price_days", day),
    )


FR_FL_ANNONCE = LegalRule(
    id="FR-FL-ANNONCE",
    title="Prix des fruits et légumes annoncés hors du magasin",
    article="Code de commerce, art. L443-1, II et III",
    explanation=(
        "Annoncer hors du magasin (vitrine vue de la rue, tract, presse, site, message) le "
        "prix de fruits ou légumes frais est encadré\u00a0: l’annonce paraît au plus tôt 3 "
        "jours avant le premier jour d’application, et ce prix s’applique 5 jours au plus.\n\n"
        "Il faut aussi un accord écrit sur le prix avec le fournisseur, que vous gardez avec "
        "l’opération. Un accord interprofessionnel peut prévoir d’autres durées.\n\n"
        "Exemple\u00a0: des cerises annoncées le jeudi pour un prix du dimanche au jeudi "
        "suivant, avec l’accord écrit du producteur."
    ),
    sanction="15\u00a0000\u00a0€",
    since=_SINCE,
    unsure="La sanction des paragraphes II et III.",
    check=_check,
)
