"""Why an article is to be ordered, in one French sentence."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.forecast.analogy import Analogy, Likeness
from merchant_desk.rules.reorder.lead_time import LeadTime
from merchant_desk.values.french import long_date, number
from merchant_desk.values.reorder import StockNow
from merchant_desk.values.texts import _, later, ngettext

_ALIKE = {
    Likeness.FAMILY: later("de la même famille"),
    Likeness.CATEGORY_AND_PRICE: later("de sa catégorie et de son prix"),
    Likeness.SUPPLIER_AND_PRICE: later("de son fournisseur et de son prix"),
    Likeness.CATEGORY: later("de sa catégorie"),
}


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


def reason(why: Why) -> str:
    """Return « 23 vendus en 4 semaines, il en reste 5, le fournisseur met 12 jours »."""
    parts = [_sales(why), _left(why.stock)]
    if why.stock.on_order:
        text = ngettext("{n} déjà en commande", "{n} déjà en commande", why.stock.on_order)
        parts.append(text.format(n=number(why.stock.on_order)))
    if why.minimum is not None:
        parts.append(_("votre minimum est de {n}").format(n=number(why.minimum)))
    parts.append(_lead(why.lead))
    if why.soldes_until is not None:
        parts.append(
            _("soldé jusqu’au {day}, son réassort est interdit (C.\u00a0com. L310-3)").format(
                day=long_date(why.soldes_until)
            )
        )
    told = ", ".join(parts)
    return told[:1].upper() + told[1:]


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
