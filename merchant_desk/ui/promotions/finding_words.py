"""Findings in the words of a button and a heading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merchant_desk.rules.legal.answer import Finding, Level, Remedy
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.texts import _, later, ngettext

TONES = {
    Level.BLOCK: (Tone.BAD, "octagon-alert"),
    Level.WARN: (Tone.WARN, "triangle-alert"),
    Level.INFORM: (Tone.INFO, "info"),
    Level.PASS: (Tone.OK, "circle-check"),
}
_FIELDS = {
    "net_unit_cost_ht": later("le coût d’achat"),
    "price_history": later("l’historique des prix"),
    "offered_since": later("la date de mise en vente"),
    "supplier_paid_on": later("la date de paiement"),
    "ends": later("la date de fin"),
    "audience": later("la clientèle"),
    "declaration": later("la déclaration"),
    "reason": later("le motif"),
    "receipt_on": later("le récépissé"),
    "postponement_letter_on": later("la lettre de report"),
    "reopens_on": later("la réouverture"),
    "shown_prior_price": later("l’ancien prix"),
    "references_total": later("l’annonce générale"),
    "references_at_max": later("l’annonce générale"),
    "supplier_price_agreement": later("l’accord du fournisseur"),
}
_MENTIONS = {
    "goods_nature": later("la nature des produits"),
    "origin_same_size": later("l’origine, aussi grande que le prix"),
    "offer_period": later("la période de l’offre"),
    "quantity": later("les quantités disponibles"),
    "receipt_date": later("la date du récépissé"),
    "health_warning": later("le message sanitaire"),
    "proof": later("la preuve de l’allégation"),
    "announced_start": later("la date de début"),
}


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one rule at one level that ask for the same kind of remedy.

    What each article needs may differ: its own price, its own prior price.
    """

    finding: Finding
    findings: tuple[Finding, ...]

    @property
    def skus(self) -> tuple[str, ...]:
        """Return every article named, once."""
        return tuple(dict.fromkeys(sku for each in self.findings for sku in each.skus))

    @property
    def alike(self) -> bool:
        """Tell whether one remedy is that of all."""
        return all(each.remedy == self.finding.remedy for each in self.findings)


def grouped(findings: Sequence[Finding]) -> tuple[FindingGroup, ...]:
    """Put findings of the same rule, level and kind of remedy together, the gravest first."""
    found: dict[tuple[int, str, object], list[Finding]] = {}
    for each in findings:
        if each.level is not Level.PASS:
            found.setdefault((-each.level, each.rule, _kind(each.remedy)), []).append(each)
    ordered = sorted(found.items(), key=lambda entry: entry[0][0])
    return tuple(FindingGroup(each[0], tuple(each)) for _key, each in ordered)


def _kind(remedy: Remedy | None) -> object:
    """Return what joins remedies: the kind where each article has its own, else all of it."""
    return remedy.kind if remedy is not None and remedy.kind in EACH else remedy


def verdict_words(level: Level, count: int) -> tuple[str, str]:
    """Return the heading of a verdict and what it means for her."""
    if level is Level.BLOCK:
        return _("Interdit en l’état"), _("Rien ne peut être planifié avant correction.")
    if level is Level.WARN:
        return _("Possible, à vos risques"), _("Lisez et cochez chaque avertissement.")
    if level is Level.INFORM:
        return _("Conforme, à savoir"), _("Rien à corriger.")
    words = ngettext("{n} article vérifié.", "{n} articles vérifiés.", count)
    return _("Conforme"), words.format(n=count)


def others_words(group: FindingGroup) -> str:
    """Return how many further articles a finding is about."""
    more = len(group.skus) - len(group.finding.skus)
    if more <= 0:
        return ""
    return ngettext("et {n} autre article", "et {n} autres articles", more).format(n=more)


def remedy_words(group: FindingGroup) -> str:
    """Return the words of the button that mends; empty where there is none."""
    remedy = group.finding.remedy
    if remedy is None:
        return ""
    if not group.alike:
        return _(EACH[remedy.kind])
    value = str(remedy.value)
    if remedy.kind not in _SAYINGS:
        return value if " " in value else ""
    words, say = _SAYINGS[remedy.kind]
    return _(words).format(value=say(value))


def _same(value: str) -> str:
    return value


def _percent(value: str) -> str:
    return value.replace(".", ",")


def _field(value: str) -> str:
    return _(_FIELDS.get(value, later("ce qui manque")))


def _mention(value: str) -> str:
    told = [_(_MENTIONS[each]) for each in _MENTIONS if each in value]
    return ", ".join(told) or f"«\u00a0{value}\u00a0»"


def _euros(value: str) -> str:
    try:
        return euros(Money(round_half_up(Fraction(value) * 100)))
    except ValueError:
        return value


def _day(value: str) -> str:
    try:
        return short_date(date.fromisoformat(value[:10]))
    except ValueError:
        return value


EACH = {
    "set_prior_price": later("Afficher les anciens prix permis"),
    "set_price": later("Mettre les prix permis"),
    "set_percent": later("Passer à la remise permise pour tous"),
    "remove_item": later("Retirer ces articles"),
}
"""Remedies that each article has its own value of, told of several."""
_SAYINGS: dict[str, tuple[str, Callable[[str], str]]] = {
    "set_prior_price": (later("Afficher {value} comme ancien prix"), _euros),
    "set_percent": (later("Passer à -{value}\u00a0%"), _percent),
    "set_price": (later("Mettre le prix à {value}"), _euros),
    "set_amount": (later("Mettre le montant à {value}"), _euros),
    "set_fee": (later("Mettre les frais à {value}"), _euros),
    "set_start": (later("Commencer le {value}"), _day),
    "set_end": (later("Finir le {value}"), _day),
    "replace_word": (later("Écrire «\u00a0{value}\u00a0»"), _same),
    "add_mention": (later("Ajouter {value}"), _mention),
    "remove_item": (later("Retirer de l’opération"), _same),
    "declare_by": (later("Déclarer avant le {value}"), _day),
    "complete_data": (later("Compléter {value}"), _field),
    "attach_proof": (later("Garder la preuve"), _same),
    "exclude_category": (later("Exclure ces articles"), _same),
}
