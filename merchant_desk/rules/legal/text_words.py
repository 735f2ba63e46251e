"""The words that a text must not hold, or that put duties on it.

Every pattern is written for the normalised text, ``TextCase.words``: ``text.says(FREE)``. What
takes more than one pattern is a function on the same words; SOLDES and TRIGGER are kept by
``TextCase`` itself, as ``text.soldes_word`` and ``text.says_trigger``.
"""

import re

_SENTENCE = r"[^.!?;]*?"
_TAKING_BACK = r"(?:reprise?s?|echang\w*|rembours\w*)"
_ARTICLE = r"(?:(?:les?|la|des?|du|une?) |[ld]')?"

SOLDES = re.compile(
    r"\b(?:pre-?)?sold(?:e|es|ee|ees|er|ez|ant|eur|eurs|erie|eries|issime\w*)\b"
)  # fmt: skip
"""Read it through ``soldes_in``: alone it also finds the balance of an account."""
_DETERMINER = (
    r"(?:(?:les?|la|une?|[mts](?:on|a|es)|[nv]otre|[nv]os|leurs?) |l')"
)  # fmt: skip
_ACCOUNT = (
    r"(?:compte|compteur|facture|commande|points|carte|avoir|acompte|conges|credit|caisse"
    r"|tresorerie|cagnotte)"
)
_BALANCE = re.compile(
    r"\bsolde (?:restant|crediteur|debiteur|bancaire)\b"
    r"|\bsolde de tout compte\b"
    rf"|\bsolde (?:d[eu] |d'){_ACCOUNT}\b"
    rf"|\bsolde (?:(?:d[eu] |d'){_DETERMINER}|des ){_ACCOUNT}s?\b"
)
_OTHER_TRIGGERS = re.compile(
    r"\d ?%|\bpromos?\b|\bpromotions?\b|\bblack[- ]?friday\b|\bprix (?:chocs?|casses?|barres?)\b"
    r"|\ben baisse\b|\boffres? speciales?\b|\bremises?\b|\bau lieu de|\brabais\b|\breductions?\b"
)
FLOATING_SOLDES = re.compile(r"\bsoldes? (?:flottant|complementaire|libre)s?\b")

NO_RETURN = re.compile(rf"\bni {_ARTICLE}{_TAKING_BACK}\b.*?\bni {_ARTICLE}{_TAKING_BACK}\b")
NO_WITHDRAWAL = re.compile(
    rf"\b(?:pas|aucune?|sans|ni|exclu\w*)\b{_SENTENCE}\bretract"
    rf"|\bretract{_SENTENCE}\b(?:exclu|impossible|refuse)"
)
_BUT = r"(?!\b(?:sauf|hors|hormis|except\w*|qu'en|que (?:si|pour|sur|les))\b)"
NO_GUARANTEE = re.compile(
    rf"\b(?:ne|n'|pas|aucune?|ni|sans|jamais|non)(?:(?<=')|\b)(?:{_BUT}[^.!?;])*?"
    r"\b(?:reprise?s?|rembours\w*|echang\w*|recours|garanties?)\b"
    rf"(?:{_BUT}[^.!?;])*?\b(?:defauts?|defectueu\w+|pannes?|vices?)\b"
    r"|\b(?:sans|aucune|pas de) garantie"
)
"""« Ni repris ni échangé, sauf défaut » leaves the guarantee whole."""

FREE = re.compile(r"\bgratuit(?:e|s|es|ement)?\b")
GREEN = re.compile(
    r"\beco[- ]?responsables?\b|\becologiques?\b"
    r"|\brespectueu(?:x|ses?) de (?:l'environnement|la planete)\b"
    r"|\b(?:produit|gamme|collection|achat|offre)s? verte?s?\b"
)
CARBON = re.compile(r"\bneutres? en carbone\b|\bneutralite carbone\b|\bzero carbone\b")
OFFSET = re.compile(r"\bcompens")
UNLIMITED = re.compile(r"\ba volonte\b|\bopen[- ]bar\b|\billimite")
MONEY_BACK = re.compile(r"\bsatisfaite?s? ou rembours")
LIQUIDATION = re.compile(r"\bliquidations?\b")
FACTORY = re.compile(r"\b(?:magasins?|depots?) d'usine\b")
PRIVATE = re.compile(r"\bventes? privees?\b")
FRENCH_DAYS = re.compile(r"\bfrench[- ]?days\b")
CAMPAIGN = re.compile(
    r"\bblack[- ]?friday\b|\bcyber[- ]?monday\b|\bcyber[- ]?week\b|\bfrench[- ]?days\b"
    r"|\bsingles(?:')? day\b|\bsingle's day\b"
)
LOUD = re.compile(
    r"\bprix (?:casses?|chocs?|fous?)\b|\bimbattables?\b|\bbraderies?\b|\bincroyables?\b"
)


def soldes_in(words: str) -> str:
    """Return the first word of the family of « soldes »; empty when only a balance is meant."""
    if "sold" not in words:
        return ""
    found = SOLDES.search(_BALANCE.sub(" ", words))
    return found[0] if found else ""


def announces_reduction(words: str) -> bool:
    """Tell whether a text announces a lower price, TRIGGER."""
    return _OTHER_TRIGGERS.search(words) is not None or soldes_in(words) != ""
