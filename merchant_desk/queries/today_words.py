"""The sentences of the day page."""

from datetime import datetime

from merchant_desk.queries.today_facts import DayFacts
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import (
    ago,
    euros,
    full_stop,
    moment,
    number,
    on_day,
    short_date,
    spoken_day,
)
from merchant_desk.values.texts import _, later, later_counted, ngettext

_SENTENCES: dict[str, tuple[str, str]] = {
    "late": later_counted("{n} commande en retard", "{n} commandes en retard"),
    "due": later_counted(
        "{n} commande à expédier aujourd’hui", "{n} commandes à expédier aujourd’hui"
    ),
    "later": later_counted(
        "{n} commande à préparer pour la suite", "{n} commandes à préparer pour la suite"
    ),
    "in_progress": later_counted(
        "{n} commande en cours de préparation", "{n} commandes en cours de préparation"
    ),
    "short": later_counted(
        "{n} commande à qui il manque du stock", "{n} commandes à qui il manque du stock"
    ),
    "new": later_counted("{n} nouvelle commande", "{n} nouvelles commandes"),
    "notes": later_counted(
        "{n} commande porte une note du client", "{n} commandes portent une note du client"
    ),
    "unpaid": later_counted(
        "{n} commande attend son paiement", "{n} commandes attendent leur paiement"
    ),
    "overdue": later_counted(
        "{n} facture en retard de paiement", "{n} factures en retard de paiement"
    ),
    "unreached": later_counted(
        "{n} boutique en ligne n’est pas jointe", "{n} boutiques en ligne ne sont pas jointes"
    ),
    "identity": later_counted(
        "L’identité de la boutique manque", "L’identité de la boutique manque"
    ),
    "prints": later_counted(
        "{n} document attend l’imprimante", "{n} documents attendent l’imprimante"
    ),
    "doubtful": later_counted(
        "{n} document est peut-être déjà sorti", "{n} documents sont peut-être déjà sortis"
    ),
    "unsent": later_counted(
        "{n} envoi à la boutique en ligne attend", "{n} envois à la boutique en ligne attendent"
    ),
    "refused": later_counted(
        "{n} envoi refusé par la boutique en ligne", "{n} envois refusés par la boutique en ligne"
    ),
    "differs": later_counted(
        "{n} boutique en ligne diffère d’ici", "{n} boutiques en ligne diffèrent d’ici"
    ),
    "blocked": later_counted("{n} commande bloquée", "{n} commandes bloquées"),
    "parked": later_counted(
        "{n} élément reçu n’a pas pu être lu", "{n} éléments reçus n’ont pas pu être lus"
    ),
    "conflicts": later_counted(
        "{n} désaccord avec la boutique en ligne", "{n} désaccords avec la boutique en ligne"
    ),
    "shortages": later_counted(
        "{n} article introuvable en rayon", "{n} articles introuvables en rayon"
    ),
    "negative": later_counted(
        "{n} produit a un stock négatif", "{n} produits ont un stock négatif"
    ),
    "returns_late": later_counted(
        "{n} retour à rembourser est en retard", "{n} retours à rembourser sont en retard"
    ),
    "returns": later_counted("{n} retour à finir", "{n} retours à finir"),
    "under": later_counted(
        "{n} article est sous son stock minimum", "{n} articles sont sous leur stock minimum"
    ),
    "starting": later_counted(
        "{n} opération commence aujourd’hui ou demain",
        "{n} opérations commencent aujourd’hui ou demain",
    ),
    "ending": later_counted(
        "{n} opération finit aujourd’hui ou demain",
        "{n} opérations finissent aujourd’hui ou demain",
    ),
    "aside": later_counted(
        "{n} réception en quarantaine peut être vendue",
        "{n} réceptions en quarantaine peuvent être vendues",
    ),
}
_DETAILS: dict[str, str | tuple[str, str]] = {
    "under": later("La page Réassort dit combien commander, et à qui."),
    "due": later("Départ avant 16\u00a0h."),
    "later": later_counted("Elle part un des jours suivants.", "Elles partent les jours suivants."),
    "in_progress": later("Bon imprimé ou colis ouvert."),
    "notes": later("À lire avant de préparer."),
    "overdue": later("Une relance s’écrit depuis la facture."),
    "unreached": later("Tout continue ici\u00a0; voyez ce qui l’empêche."),
    "identity": later("Remplissez-la avant le premier colis\u00a0: chaque facture la porte."),
    "prints": later_counted(
        "Il sortira dès que l’imprimante répond.", "Ils sortiront dès que l’imprimante répond."
    ),
    "doubtful": later_counted(
        "Le poste s’est arrêté pendant l’impression\u00a0: dites s’il est sorti.",
        "Le poste s’est arrêté pendant l’impression\u00a0: dites s’ils sont sortis.",
    ),
    "unsent": later_counted(
        "Il partira dès que la boutique répond.", "Ils partiront dès que la boutique répond."
    ),
    "refused": later_counted(
        "La boutique en ligne ne l’a pas accepté\u00a0: décidez.",
        "La boutique en ligne ne les a pas acceptés\u00a0: décidez.",
    ),
    "differs": later("La comparaison de la semaine dit quoi, ligne par ligne."),
    "blocked": later("Article inconnu, paiement à vérifier ou manque en rayon."),
    "parked": later_counted(
        "Le reste a été pris\u00a0; celui-là attend vos yeux.",
        "Le reste a été pris\u00a0; ceux-là attendent vos yeux.",
    ),
    "conflicts": later("Les deux valeurs sont gardées\u00a0: choisissez."),
    "shortages": later("Comptez le rayon, puis corrigez le stock."),
    "negative": later("À compter."),
    "returns_late": later("Chaque jour coûte davantage (C. conso. L242-4)."),
    "aside": later("Les soldes sont finis\u00a0: remettez ces unités en rayon."),
}


def sentence_of(key: str, count: int) -> str:
    """Return the line as a sentence, its count inside."""
    one, many = _SENTENCES[key]
    return ngettext(one, many, count).format(n=number(count))


def detail_of(key: str, facts: DayFacts, now: datetime) -> str:
    """Return what is worth knowing before opening it."""
    if told_first := _first_of(key, facts, now):
        return told_first
    if key == "returns" and facts.refund_due is not None:
        return _("Le premier se rembourse au plus tard le {day}.").format(
            day=short_date(facts.refund_due)
        )
    if key == "short":
        words = ngettext(
            "{n} article promis plus souvent qu’il n’est en rayon.",
            "{n} articles promis plus souvent qu’ils ne sont en rayon.",
            facts.short_articles,
        )
        return words.format(n=number(facts.short_articles))
    if key == "new":
        return _("{total} depuis {moment}.").format(
            total=euros(facts.new_total), moment=since_moment(facts.since, now)
        )
    told = _DETAILS.get(key, "")
    if isinstance(told, tuple):
        return ngettext(*told, facts.count(key))
    return _(told) if told else ""


def _first_of(key: str, facts: DayFacts, now: datetime) -> str:
    """Return the most pressing one of a line."""
    today = paris_date(now)
    if key == "late" and facts.oldest_late is not None:
        day = on_day(paris_date(facts.oldest_late), today)
        return full_stop(_("La plus ancienne devait partir {day}").format(day=day))
    if key == "unpaid" and facts.oldest_unpaid is not None:
        return _("La plus ancienne\u00a0: {ago}.").format(ago=ago(facts.oldest_unpaid, now))
    if key in facts.promotions:
        first = facts.promotions[key]
        return _("{title}, {moment}.").format(title=first.title, moment=since_moment(first.at, now))
    return ""


def since_moment(since: datetime, now: datetime) -> str:
    """Return ``hier 18:31``, or ``le 12 nov., 18:31`` when it is further back; no midnight."""
    day = spoken_day(paris_date(since), paris_date(now))
    stamp = moment(since)
    if day in stamp:
        return _("le {moment}").format(moment=stamp)
    time = stamp.rpartition(" ")[2]
    return day if time == "00:00" else f"{day} {time}"
