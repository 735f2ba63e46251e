"""FR-PRIX-PERISSABLE: food about to spoil needs no prior price."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.announcements import is_outside, owes_prior_price
from merchant_desk.rules.legal.answer import Found, Level
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    if is_outside(case):
        return
    skus = tuple(each.sku for each in case.judged_items if not owes_prior_price(each))
    if skus:
        yield Found(
            Level.PASS,
            set_in_french(
                "Produit périssable : pas d’obligation de prix antérieur, mais gardez l’annonce à "
                "l’intérieur du magasin."
            ),
            skus,
        )


FR_PRIX_PERISSABLE = LegalRule(
    id="FR-PRIX-PERISSABLE",
    title="Les denrées qui vont s’abîmer n’ont pas d’ancien prix à montrer",
    article="Code de la consommation, art. L112-1-1, I, al. 4",
    explanation=set_in_french(
        "Pour un produit périssable menacé d’altération rapide (date courte, fin de journée), vous "
        "pouvez annoncer une réduction sans l’ancien prix. Exemple : le pain du jour à -30 % après "
        "19 heures, sur une affichette dans la boulangerie.\n\n"
        "Une conserve ou un produit de longue garde n’est pas concerné. Et gardez l’annonce à "
        "l’intérieur : dehors, d’autres règles s’appliquent à la publicité des denrées périssables."
    ),
    since=date(2022, 5, 28),
    check=_check,
)
