"""What a label says by itself: taxes, charges, fees of the bank, rent, salaries."""

from dataclasses import dataclass

from merchant_desk.rules.matching.pattern import words_of
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.texts import later

_ANY: frozenset[str] = frozenset()
_TREASURY = frozenset(words_of("dgfip impot impots tresor finances fiscal sie ddfip drfip"))


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of which one must stand in the label, beside one of the others, and what they say."""

    category: CashCategory
    words: frozenset[str]
    beside: frozenset[str] = _ANY
    incoming: bool | None = False
    what: str = ""


def _saying(
    category: CashCategory,
    words: str,
    what: str,
    beside: frozenset[str] = _ANY,
    incoming: bool | None = False,
) -> Saying:
    return Saying(category, frozenset(words_of(words)), beside, incoming, what)


_SAYINGS = (
    _saying(CashCategory.VAT, "tva ca3 ca12", later("TVA"), _TREASURY, None),
    _saying(
        CashCategory.OTHER_TAXES,
        "cfe cvae tascom foncier fonciere fonc cfe1447",
        later("CFE et autres taxes"),
        _TREASURY,
        None,
    ),
    _saying(
        CashCategory.CORPORATE_TAX,
        "is societes soc ris",
        later("impôt sur les sociétés"),
        _TREASURY,
        None,
    ),
    _saying(
        CashCategory.SOCIAL,
        "urssaf cipav agirc arrco malakoff klesia humanis prevoyance retraite msa pole",
        later("cotisations sociales"),
        incoming=None,
    ),
    _saying(CashCategory.SALARY, "salaire salaires paie paye remuneration", later("salaire")),
    _saying(CashCategory.RENT, "loyer loyers bail", later("loyer")),
    _saying(CashCategory.LOAN, "pret prets emprunt credit echeance ech", later("prêt"),
            frozenset(words_of("pret prets emprunt remboursement amortissement"))),
    _saying(
        CashCategory.BANK_FEES,
        "frais commission commissions agios cotisation forfait tenue intervention arrete interets",
        later("frais de la banque"),
        frozenset(words_of(
            "compte carte cb bancaire bancaires tenue virement virements sepa tpe debiteurs agios "
            "intervention commission commissions frais international gestion pro convention"
        )),
    ),
    _saying(
        CashCategory.BANK_FEES, "interets", later("intérêts de la banque"), incoming=True,
        beside=frozenset(words_of("crediteurs livret compte remuneration")),
    ),
    _saying(
        CashCategory.INSURANCE,
        "assurance assurances axa maif macif allianz groupama mma generali gan matmut",
        later("assurance"),
    ),
    _saying(
        CashCategory.ENERGY, "edf engie totalenergies veolia suez ekwateur eau electricite gaz",
        later("énergie ou eau"),
    ),
    _saying(
        CashCategory.CARRIAGE,
        "colissimo chronopost dhl ups dpd gls fedex mondial laposte colis", later("transport"),
    ),
    _saying(
        CashCategory.SUBSCRIPTION,
        "orange sfr bouygues free ovh ionos gandi adobe microsoft google abonnement shopify canva",
        later("abonnement"),
    ),
    _saying(
        CashCategory.TRANSFER, "interne compte cpte", later("virement entre vos comptes"),
        frozenset(words_of("interne livret epargne cpte")), None,
    ),
    _saying(
        CashCategory.SALES, "cb carte cartes", later("encaissement par carte"),
        frozenset(words_of("remise rem tpe telecollecte")), incoming=True,
    ),
    _saying(
        CashCategory.OWNER, "apport associe exploitant gerant", later("compte de l’exploitant"),
        incoming=None,
    ),
)  # fmt: skip
_BY_WORD: dict[str, tuple[Saying, ...]] = {
    word: tuple(each for each in _SAYINGS if word in each.words)
    for word in {word for each in _SAYINGS for word in each.words}
}


def said_by(words: frozenset[str], *, incoming: bool) -> Saying | None:
    """Return what these words say, the first of the list where they say several things."""
    found = [
        each
        for word in words
        for each in _BY_WORD.get(word, ())
        if each.incoming in (None, incoming)
        and (not each.beside or not each.beside.isdisjoint(words))
    ]
    return min(found, key=_SAYINGS.index) if found else None


def word_of(saying: Saying, words: frozenset[str]) -> str:
    """Return the word of the label that says it, to be shown."""
    return min(saying.words & words).upper()
