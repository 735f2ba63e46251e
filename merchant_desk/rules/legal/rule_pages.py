"""A page of help for every rule, made of what the rule says of itself."""

from datetime import date

from merchant_desk.rules.legal.every_rule import RULES
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.typography import set_in_french
from merchant_desk.values.french import long_date

INDEX = "law"
_CONFIDENCE = {
    "S": "Le texte, une fiche officielle ou plusieurs publications concordantes ont été lus.",
    "K": "C’est une règle établie.",
    "U": "Ce point n’est pas sûr, ou les sources se contredisent\u00a0: faites-le vérifier.",
}
_NOTICE = (
    "Ce programme aide à respecter la loi\u00a0; il ne remplace pas un conseil. Quand un point est"
    " débattu, il le dit."
)


def rule_page(name: str) -> str | None:
    """Return the page of a rule (``FR-SOLDES-DATES``) or of all of them (``law``), in Markdown."""
    if name == INDEX:
        return set_in_french(_index())
    rule = next((each for each in RULES if each.id == name), None)
    return None if rule is None else set_in_french(_page(rule))


def _page(rule: LegalRule) -> str:
    parts = [f"# {rule.title}", rule.explanation.strip(), f"**Texte.** {rule.article}."]
    if rule.sanction:
        parts.append(f"**Sanction.** {rule.sanction}.".replace("..", "."))
    parts.append(f"**En vigueur.** {_validity(rule.since, rule.until)}")
    parts.append(f"**Fiabilité.** {_CONFIDENCE[rule.confidence]}")
    if rule.unsure:
        parts.append(f"**Ce qui est débattu.** {rule.unsure}")
    parts.append(f"Règle {rule.id}. [Toutes les règles]({INDEX}.md)")
    return "\n\n".join(parts) + "\n"


def _validity(since: date | None, until: date | None) -> str:
    if since is None and until is None:
        return "Depuis longtemps, sans terme connu."
    first = "" if since is None else f"depuis le {long_date(since)}"
    last = "" if until is None else f"jusqu’au {long_date(until)}"
    told = ", ".join(each for each in (first, last) if each)
    return f"{told[0].upper()}{told[1:]}."


def _index() -> str:
    lines = [f"- [{rule.title}]({rule.id}.md)" for rule in RULES]
    links = "[Idées reçues](law_ideas.md) · [Promotions](promotions.md) · [Sommaire](index.md)"
    return "\n\n".join(["# Les règles de droit", _NOTICE, "\n".join(lines), links]) + "\n"
