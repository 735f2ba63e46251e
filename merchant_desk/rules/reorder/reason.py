"""Why an article is to be ordered, in one French sentence."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.forecast.analogy import Analogy, Likeness
from merchant_desk.rules.forecast.promotions import Planned
from merchant_desk.rules.reorder.lead_time import LeadTime
from merchant_desk.values.french import long_date, number, rate
from merchant_desk.values.promotion_words import kind_words
from merchant_desk.values.reorder import StockNow
from merchant_desk.values.texts import _, later, ngettext

_ALIKE = {
    Likeness.FAMILY: later("de la même famille"),
    Likeness.CATEGORY_AND_PRICE: later("de sa catégorie et de son prix"),
    Likeness.SUPPLIER_AND_PRICE: later("de son fournisseur et de son prix"),
    Likeness.CATEGORY: later("de sa catégorie"),
}
_PERCENT = 100
_TOLD_SEASON = 15
"""A season that changes less than this, in percent, is not worth a word."""


@dataclass(frozen=True, slots=True)
class Why:
    """What a reason tells."""

    sold: int
    weeks: int
    stock: StockNow
    lead: LeadTime
    analogy: Analogy | None = None
    minimum: int | None = None
    """The minimum she set by hand, where it is what counts."""
    soldes_until: date | None = None
    season: float = 1.0
    """How the days to come differ from those told, for their season alone."""
    planned: Planned | None = None
    soldes_from: date | None = None
    bought: bool = True
    """Whether any supplier sells it."""


def reason(why: Why) -> str:
    """Return « 23 vendus en 4 semaines, il en reste 5, le fournisseur met 12 jours »."""
    parts = [_sales(why), _left(why.stock)]
    if why.stock.on_order:
        text = ngettext("{n} déjà en commande", "{n} déjà en commande", why.stock.on_order)
        parts.append(text.format(n=number(why.stock.on_order)))
    if why.minimum is not None:
        parts.append(_("votre minimum est de {n}").format(n=number(why.minimum)))
    parts += [*_coming(why), _lead(why.lead) if why.bought else _nobody(), *_soldes(why)]
    told = ", ".join(parts)
    return told[:1].upper() + told[1:]


def _coming(why: Why) -> list[str]:
    """Return what makes the days to come differ from those that are over."""
    told = []
    percent = round(abs(why.season - 1) * _PERCENT)
    if percent >= _TOLD_SEASON:
        more = _("la saison ajoute {share}") if why.season > 1 else _("la saison retire {share}")
        told.append(more.format(share=rate(percent * _PERCENT)))
    if why.planned is not None:
        told.append(_operation(why.planned))
    return told


def _operation(planned: Planned) -> str:
    """Return « promotion du 1er décembre 2026 : +120 % d’après 3 opérations passées »."""
    name = kind_words(planned.kind)
    named = _("{kind} du {day}").format(
        kind=name[:1].lower() + name[1:], day=long_date(planned.first)
    )
    if not planned.uplift.operations:
        return _("{operation} sans opération passée pour la mesurer").format(operation=named)
    text = ngettext(
        "{operation}\u00a0: +{share} d’après {n} opération passée",
        "{operation}\u00a0: +{share} d’après {n} opérations passées",
        planned.uplift.operations,
    )
    share = rate(round((planned.uplift.factor - 1) * _PERCENT) * _PERCENT)
    return text.format(operation=named, share=share, n=number(planned.uplift.operations))


def _nobody() -> str:
    return _("aucun fournisseur ne le vend")


def _soldes(why: Why) -> list[str]:
    told = []
    if why.soldes_from is not None:
        told.append(
            _(
                "soldes du {day} non comptés\u00a0: ce qui arrive moins d’un mois avant ne peut "
                "pas être soldé (C.\u00a0com. L310-3)"
            ).format(day=long_date(why.soldes_from))
        )
    if why.soldes_until is not None:
        told.append(
            _("soldé jusqu’au {day}, son réassort est interdit (C.\u00a0com. L310-3)").format(
                day=long_date(why.soldes_until)
            )
        )
    return told


def _sales(why: Why) -> str:
    if why.analogy is not None and why.sold == 0:
        return _estimate(why.analogy)
    if why.sold == 0:
        text = ngettext("rien vendu en {n} semaine", "rien vendu en {n} semaines", why.weeks)
        return text.format(n=number(why.weeks))
    sold = ngettext("{n} vendu", "{n} vendus", why.sold).format(n=number(why.sold))
    weeks = ngettext("en {n} semaine", "en {n} semaines", why.weeks).format(n=number(why.weeks))
    return f"{sold} {weeks}"


def _estimate(analogy: Analogy) -> str:
    if analogy.likeness is None:
        units = round(analogy.weekly * 4)
        return _("vous en attendez {n} en 4 semaines").format(n=number(units))
    text = ngettext(
        "nouveau, estimé d’après {n} article {alike}",
        "nouveau, estimé d’après {n} articles {alike}",
        analogy.articles,
    )
    return text.format(n=number(analogy.articles), alike=_(_ALIKE[analogy.likeness]))


def _left(stock: StockNow) -> str:
    left = stock.available
    if left < 0:
        text = ngettext("{n} déjà promis et manquant", "{n} déjà promis et manquants", -left)
        return text.format(n=number(-left))
    if left == 0:
        return _("il n’en reste plus")
    return _("il en reste {n}").format(n=number(left))


def _lead(lead: LeadTime) -> str:
    if not lead.known:
        text = ngettext(
            "fournisseur sans délai connu\u00a0: {n} jour supposé",
            "fournisseur sans délai connu\u00a0: {n} jours supposés",
            lead.days,
        )
        return text.format(n=number(lead.days))
    text = ngettext(
        "le fournisseur met {n} jour", "le fournisseur met {n} jours", lead.days
    ).format(n=number(lead.days))
    if lead.worst > lead.days:
        text += _(" (au pire {n})").format(n=number(lead.worst))
    return text
