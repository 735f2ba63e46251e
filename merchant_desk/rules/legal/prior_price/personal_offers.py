"""FR-PRIX-FIDELITE: a code or a card that nearly everybody has is a reduction for all."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.announcements import is_in_force, reaches_all
from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import percent_down, said_percent
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french

_PERSONAL = frozenset({"loyalty", "promo_code"})


def _check(case: Case) -> Iterator[Found]:
    operation = case.operation
    if operation is None or operation.kind not in _PERSONAL:
        return
    if not case.to_consumers or not is_in_force(case.day):
        return
    audience = operation.audience
    if (
        operation.kind == "promo_code"
        and audience.who == "segment"
        and reaches_all(audience, case.day)
    ):
        yield Found(
            Level.WARN,
            set_in_french(
                f"Ce code est envoyé à {said_percent(audience.share_percent)} de vos clients : il "
                "compte comme une réduction de prix (prix le plus bas des 30 jours à afficher)."
            ),
            figures={"share_percent": percent_down(audience.share_percent)},
            remedy=Remedy("other", "audience"),
        )
    if audience.instant_enrolment:
        what = "Ce code est" if operation.kind == "promo_code" else "Cette carte de fidélité est"
        yield Found(
            Level.WARN,
            set_in_french(
                f"{what} accessible à tous, sur-le-champ : le prix compte comme une réduction de "
                "prix (prix le plus bas des 30 jours à afficher)."
            ),
            remedy=Remedy("other", "instant_enrolment"),
        )


FR_PRIX_FIDELITE = LegalRule(
    id="FR-PRIX-FIDELITE",
    title="Codes, cartes de fidélité et offres personnelles",
    article="Code de la consommation, art. L112-1-1 (« tous les consommateurs »)",
    explanation=set_in_french(
        "L’ancien prix ne concerne que les réductions offertes à tous. Un bon d’anniversaire pour "
        "un client, ou le prix des porteurs d’une vraie carte de fidélité, reste en dehors et "
        "n’entre pas dans l’historique des trente jours.\n\n"
        "Un code affiché à tous (bandeau du site, prospectus, réseau social) est une réduction "
        "comme une autre. Un code envoyé à un quart de vos clients ou plus est traité de même, par "
        "prudence.\n\n"
        "Une « carte de membre » remise à n’importe qui à la caisse n’est pas un programme de "
        "fidélité."
    ),
    sanction=MISLEADING,
    since=date(2022, 5, 28),
    confidence="U",
    unsure="Le seuil d’un quart des clients est une lecture du programme : aucun texte n’en fixe.",
    check=_check,
)
