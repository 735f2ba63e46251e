"""What money that comes back is for, by the words of its label."""

import re
from collections.abc import Collection

from merchant_desk.rules.matching.pattern import words_of
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.folding import folded

_WORDS: tuple[tuple[CashCategory, str], ...] = (
    (
        CashCategory.SOCIAL,
        (
            "urssaf, msa, agirc, arrco, malakoff, humanis, ag2r, klesia, cipav, retraite "
            "complementaire, mutuelle salaries, tns, cotisations sociales, net entreprises"
        ),
    ),
    (
        CashCategory.VAT,
        "tva, ca3, ca12",
    ),
    (
        CashCategory.CORPORATE_TAX,
        "impot societes, impot sur les societes, acompte is, 2571, 2572",
    ),
    (
        CashCategory.OTHER_TAXES,
        "dgfip, impots, impot, cfe, cvae, tresor public, direction generale des finances, taxe",
    ),
    (
        CashCategory.LOAN,
        (
            "pret, prets, emprunt, credit bail, leasing, lld, loa, location longue duree, "
            "remboursement pret, amortissement, leasecom, grenke, locam, bpifrance, pge"
        ),
    ),
    (
        CashCategory.RENT,
        "loyer, loyers, bail, fermage, foncia, nexity, sci, charges locatives",
    ),
    (
        CashCategory.SALARY,
        "salaire, salaires, paie, paye, remuneration, apprentie, apprenti, stagiaire",
    ),
    (
        CashCategory.INSURANCE,
        (
            "assurance, assurances, assur, axa, maif, macif, maaf, mma, allianz, generali, "
            "groupama, gan, matmut, prevoyance, mutuelle, swisslife, april"
        ),
    ),
    (
        CashCategory.ENERGY,
        (
            "edf, engie, totalenergies, total energies, enedis, grdf, eni, ekwateur, vattenfall, "
            "veolia, suez, saur, eau, electricite, gaz, energie, ilek, octopus energy"
        ),
    ),
    (
        CashCategory.CARRIAGE,
        (
            "colissimo, chronopost, la poste, mondial relay, ups, dhl, dpd, gls, fedex, tnt, "
            "relais colis, sendcloud, boxtal"
        ),
    ),
    (
        CashCategory.BANK_FEES,
        (
            "frais, commission, commissions, agios, interets debiteurs, cotisation carte, "
            "cotisation, tenue de compte, abonnement tpe, location tpe, arrete de compte"
        ),
    ),
    (
        CashCategory.SUBSCRIPTION,
        (
            "abonnement, abo, orange, sfr, bouygues, free, ovh, ovhcloud, gandi, ionos, google, "
            "microsoft, adobe, shopify, prestashop, canva, mailchimp, brevo, telecom, internet, "
            "mobile, box, licence, spotify, sacem, verisure, telesurveillance, expert comptable, "
            "comptable, pennylane, indy, qonto, amazon web"
        ),
    ),
    (
        CashCategory.TRANSFER,
        "epargne, livret, virement interne, compte a compte",
    ),
    (
        CashCategory.OWNER,
        "compte courant associe, prelevement exploitant, retrait exploitant, gerant, gerance",
    ),
)
"""In order: the first category with a word in the label has it."""
_SAID = tuple(
    (category, tuple(f" {each} " for each in words.split(", "))) for category, words in _WORDS
)
_TAXES = frozenset(
    {
        CashCategory.SOCIAL,
        CashCategory.VAT,
        CashCategory.CORPORATE_TAX,
        CashCategory.OTHER_TAXES,
    }
)
_COMPANIES = frozenset({"is", "ris", "soc", "societes"})
_NAMED = frozenset({"cfe", "cvae", "taxe", "fonciere", "foncier", "tascom", "pas", "revenu"})
_NEVER = ("retrait", "dab", "remise", "especes", "cheque", "chq", "impaye", "rejet")
_INSTALMENT = re.compile(r"(?<![\d/])(\d{1,3}) ?(?:/|sur) ?(\d{1,3})(?![\d/])")
_MOST_INSTALMENTS = 360
_WORD = re.compile(r"[^\W_]+")
_ACRONYM = 3
_ACRONYMS = frozenset({"URSSAF", "DGFIP", "SACEM", "MAIF", "MACIF", "MAAF", "AG2R", "IARD"})


def category_of(label: str) -> CashCategory:
    """Return what a label says the money is for; OTHER when it says nothing we know."""
    words = words_of(label)
    told = f" {' '.join(words)} "
    for category, several in _SAID:
        if any(each in told for each in several):
            return _of_companies(category, frozenset(words))
    return CashCategory.OTHER


def _of_companies(category: CashCategory, words: frozenset[str]) -> CashCategory:
    """Return the tax on companies where the treasury writes it in two letters: « DGFIP IS »."""
    if category is CashCategory.OTHER_TAXES and not words.isdisjoint(_COMPANIES):
        return CashCategory.CORPORATE_TAX
    return category


def left_to_calendar(
    label: str, category: CashCategory, foreseen: Collection[CashCategory]
) -> bool:
    """Tell whether the calendar of taxes foresees it.

    A debit of the treasury that names no tax may be any of those of the treasury.
    """
    if category in foreseen:
        return category in _TAXES
    if category is not CashCategory.OTHER_TAXES or not _NAMED.isdisjoint(words_of(label)):
        return False
    return CashCategory.VAT in foreseen or CashCategory.CORPORATE_TAX in foreseen


def never_recurs(label: str) -> bool:
    """Tell whether a line is of a kind that comes when she decides: cash, cheques, deposits."""
    told = frozenset(words_of(label))
    return any(each in told for each in _NEVER)


def instalment(label: str) -> tuple[int, int] | None:
    """Return which instalment of how many a label tells of: « ECHEANCE 12/60 »."""
    for rank, count in _INSTALMENT.findall(label):
        if 1 <= int(rank) <= int(count) <= _MOST_INSTALMENTS:
            return int(rank), int(count)
    return None


def readable(label: str, pattern: str) -> str:
    """Return « VIR LOYER SCI DES TILLEULS 1105 » as « Loyer SCI Tilleuls »."""
    kept = frozenset(pattern.split())
    words = [each for each in _WORD.findall(label) if folded(each) in kept]
    if not label.isupper():
        return " ".join(words) or label
    return " ".join(map(_as_read, words)) or label


def _as_read(word: str) -> str:
    short = len(word) <= _ACRONYM or word in _ACRONYMS
    return word if short else word.capitalize()
