import re
from datetime import datetime

import pytest

from merchant_desk.rules.legal import text_words
from merchant_desk.rules.legal.parts import Text
from merchant_desk.rules.legal.text_case import TextCase

_SAYS_SOLDES = [
    "Soldes", "SOLDÉ", "soldée", "soldés", "soldées", "solder", "soldez", "soldant", "soldeur",
    "soldeurs", "solderie", "Solderies", "Soldissime", "soldissimement", "Pré-soldes", "présoldes",
    "pré soldes", "Solde de printemps", "solde d’hiver", "Tout est soldé !", "Anti-soldes",
    "soldes de caisse", "Solde de tout le magasin", "solde restant dû et soldes d’été",
]  # fmt: skip
_SAYS_NONE = [
    "consolder", "consolider", "soldat", "soldats", "souder", "solderons", "solidaire", "sol",
    "soldes2027", "déstockage", "promotion", "revêtement de sol des magasins", "sold out",
    "Solde restant dû", "solde créditeur", "Solde débiteur", "solde bancaire",
    "pour solde de tout compte", "Solde du compte", "Solde de votre compte fidélité",
    "Solde d’une facture", "solde de la facture", "solde de commande", "le solde de vos points",
    "solde de la carte cadeau", "solde d’avoir", "solde de l’acompte", "solde de congés",
    "solde de crédit", "solde de caisse", "solde de trésorerie", "Solde de ma cagnotte",
    "solde du compteur", "S.A.R.L. S O S", "50 l de lait", "5 0 l d e 3 s", "",
]  # fmt: skip
_DISGUISED = [
    "s o l d e s", "S O L D E", "S.O.L.D.E.S", "s-o-l-d-e-s", "G R A N D S  S O L D E S",
    "s\u043eldes", "s\u043eld\u0435s", "\uff53\uff4f\uff4c\uff44\uff45\uff53", "so\u00adldes",
    "s\u200bo\u200cl\u200dd\u2060e\ufeffs", "s0ldes", "S0LDE", "$oldes", "sold€s", "s☀ldes",
    "so\u217cdes", "soIdes", "\u24c8\u24de\u24db\u24d3\u24d4\u24e2",
    "\u0455\u043e\u04cf\u0501\u0435\u0455", "so\u0301ldes", "Pré-s\u043eldes",
]  # fmt: skip
_PATTERNS = {
    "NO_RETURN": (
        ["Ni repris ni échangé", "ni échangés, ni remboursés", "NI REPRISE NI ÉCHANGE"],
        ["repris ou échangé", "ni fait ni à faire", "ni repris"],
    ),
    "NO_WITHDRAWAL": (
        [
            "Pas de rétractation", "aucun droit de rétractation", "sans rétractation possible",
            "Rétractation impossible", "Droit de rétractation exclu", "rétractation refusée",
        ],
        ["Rétractation 14 jours", "Pas cher. Rétractation en 14 jours", "Exclu web"],
    ),
    "NO_GUARANTEE": (
        [
            "Aucune reprise même en cas de défaut", "Sans garantie", "Aucune garantie",
            "pas de garantie", "ni repris ni échangé même défectueux",
            "Nous n’échangeons pas les articles en panne", "aucun recours pour vice caché",
        ],
        [
            "Garantie deux ans", "Ni repris ni échangé, sauf défaut", "Pas de panne",
            "Repris seulement en cas de défaut", "Ne sont repris qu’en cas de défaut",
            "Ni repris ni échangé. Défaut signalé sur l’étiquette",
        ],
    ),
    "FREE": (["gratuit", "Gratuits", "gratuité", "GRATUITEMENT"], ["offert", "gratuiciel"]),
    "GREEN": (
        [
            "éco-responsable", "écologiques", "respectueuse de l’environnement",
            "respectueux de la planète", "gamme verte", "produits verts",
        ],
        ["légumes verts", "robe verte", "collection de verts", "respect de la planète"],
    ),
    "CARBON": (["Neutre en carbone", "neutralité carbone", "zéro carbone"], ["bas carbone"]),
    "OFFSET": (["compensation", "émissions compensées"], ["récompense"]),
    "UNLIMITED": (["à volonté", "open bar", "bières illimitées"], ["volontaire", "bar"]),
    "MONEY_BACK": (["Satisfait ou remboursé", "satisfaites ou remboursées"], ["remboursé"]),
    "LIQUIDATION": (["Liquidation totale", "LIQUIDATIONS"], ["liquide"]),
    "FACTORY": (["Magasin d’usine", "dépôts d'usine"], ["usine", "prix d’usine"]),
    "PRIVATE": (["Vente privée", "ventes privées"], ["vie privée"]),
    "CAMPAIGN": (
        ["Black Friday", "cyber monday", "Cyber Week", "French Days", "Singles’ Day"],
        ["vendredi noir", "Monday"],
    ),
    "LOUD": (
        ["prix cassés", "Prix choc", "prix fous", "imbattable", "Braderie", "incroyable"],
        ["prix doux", "crème solaire -15 %"],
    ),
    "FLOATING_SOLDES": (
        ["soldes flottants", "Soldes complémentaires", "soldes libres"],
        ["soldes", "libre-service"],
    ),
}  # fmt: skip

_SHOWN = datetime.fromisoformat("2026-01-01T08:00")


def _text(words: str) -> TextCase:
    text = Text(text=words, place="street")
    return TextCase(text, at=_SHOWN, channels=("shop",), categories=frozenset(), flags=frozenset())


@pytest.mark.parametrize("words", _SAYS_SOLDES)
def test_a_word_of_the_family_of_soldes_is_found(words: str) -> None:
    assert _text(words).says_soldes


@pytest.mark.parametrize("words", _SAYS_NONE)
def test_balances_and_other_words_are_not_taken_for_soldes(words: str) -> None:
    assert _text(words).soldes_word == ""


@pytest.mark.parametrize("words", _DISGUISED)
def test_soldes_are_found_behind_a_disguise(words: str) -> None:
    assert _text(words).says_soldes
    assert _text(f"Grands {words} d’été").says_trigger


def test_the_word_is_told_as_it_was_written() -> None:
    assert _text("Nos articles SOLDÉS du jour").soldes_word == "SOLDÉS"
    assert _text("Les pré-soldes").soldes_word == "pré-soldes"
    assert _text("s o l d e s").soldes_word == "soldes"


@pytest.mark.parametrize("name", _PATTERNS)
def test_a_pattern_finds_what_it_names_and_nothing_like_it(name: str) -> None:
    pattern: re.Pattern[str] = getattr(text_words, name)
    said, unsaid = _PATTERNS[name]

    assert [words for words in said if not _text(words).says(pattern)] == []
    assert [words for words in unsaid if _text(words).says(pattern)] == []


@pytest.mark.parametrize(
    "words",
    [
        "-20 %", "30% de moins", "-20\u00a0% sur tout", "Promo", "promotions", "Black Friday",
        "prix choc", "Prix cassé", "en baisse", "Offre spéciale", "remise immédiate",
        "2 € au lieu de 3 €", "prix barré", "rabais", "réduction", "Soldes",
    ],
)  # fmt: skip
def test_a_text_that_announces_a_lower_price_is_a_trigger(words: str) -> None:
    assert _text(words).says_trigger


@pytest.mark.parametrize("words", ["Nouveauté", "promoteur", "Solde de votre carte", "100 g", "%"])
def test_a_text_that_announces_none_is_no_trigger(words: str) -> None:
    assert not _text(words).says_trigger
