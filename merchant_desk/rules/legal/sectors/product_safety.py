"""Product pages of shops at a distance say who made the product, and how to use it safely."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.distance_questions import Party, ProductListing
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.words_of_law import DISTANCE, FOOD_AND_PET_FOOD, Category

_SINCE = date(2024, 12, 13)
_OUTSIDE: frozenset[Category] = FOOD_AND_PET_FOOD | {
    "medicine", "tobacco", "antique", "live_animal", "service", "digital_content",
    "event_ticket", "gift_card",
}  # fmt: skip
_PARTY_FIELDS = (
    ("name", "le nom"),
    ("postal_address", "l’adresse postale"),
    ("email", "l’adresse électronique"),
)


def _check(question: ProductListing) -> Iterator[Found]:
    if question.on < _SINCE or question.channel not in DISTANCE or question.category in _OUTSIDE:
        return
    missing = dict(_missing(question))
    if missing:
        keys = ", ".join(missing)
        yield Found(
            Level.BLOCK,
            f"Fiche produit incomplète\u00a0: il manque {', '.join(missing.values())} (obligation "
            "sécurité des produits).",
            figures={"missing": keys},
            remedy=Remedy("complete_data", keys),
        )


def _missing(question: ProductListing) -> Iterator[tuple[str, str]]:
    maker = question.manufacturer
    yield from _missing_of("manufacturer", maker, "du fabricant")
    if maker is not None and not maker.in_eu:
        yield from _missing_of(
            "eu_responsible_person", question.eu_responsible_person, "du responsable dans l’Union"
        )
    if not question.picture:
        yield "picture", "une image"
    if not question.identifier.strip():
        yield "identifier", "un identifiant (type, référence)"
    if question.warnings_french is False:
        yield "warnings_french", "les avertissements en français"


def _missing_of(field: str, party: Party | None, whose: str) -> Iterator[tuple[str, str]]:
    for key, words in _PARTY_FIELDS:
        if party is None or not getattr(party, key).strip():
            yield f"{field}.{key}", f"{words} {whose}"


FR_GPSR = LegalRule(
    id="FR-GPSR",
    title="Informations de sécurité d’une fiche produit",
    article="Règlement (UE) 2023/988, art. 16 et 19",
    explanation=(
        "Depuis le 13/12/2024, une offre à distance d’un produit de consommation affiche le "
        "nom du fabricant, son adresse postale et son adresse électronique, une image, le "
        "type ou un autre identifiant, et les avertissements en français.\n\n"
        "Si le fabricant est hors de l’Union, ajoutez les mêmes coordonnées de la personne "
        "responsable établie dans l’Union.\n\n"
        "Ne sont pas concernés les aliments et boissons, les aliments pour animaux, les "
        "médicaments, le tabac, les antiquités, les animaux vivants, les services et les "
        "contenus numériques."
    ),
    since=_SINCE,
    unsure=(
        "La sanction pour le vendeur (loi n°\u00a02024-364\u00a0: jusqu’à 600\u00a0000\u00a0€ et "
        "5\u00a0ans pour un fabricant)."
    ),
    others=((ProductListing, _check),),
)
