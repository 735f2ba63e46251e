"""One article of an evidence file: its past, its prices, its receipts, its labels and the site."""

from merchant_desk.documents.drawing.evidence_words import Words
from merchant_desk.documents.drawing.facts_table import (
    Column,
    draw_pairs,
    draw_section,
    draw_table,
)
from merchant_desk.documents.drawing.flow import MARGIN, Flow
from merchant_desk.documents.drawing.ink import BODY, FIGURES_STRONG, LABEL, MM
from merchant_desk.documents.drawing.typeface import plain_line
from merchant_desk.values.french import number
from merchant_desk.values.promotion_evidence import EvidenceArticle, EvidenceShown
from merchant_desk.values.promotion_words import channel_words, source_words
from merchant_desk.values.texts import _

_CELL = BODY.but(size=8)
_PRICE = FIGURES_STRONG.but(size=8)


def draw_article(flow: Flow, article: EvidenceArticle, words: Words) -> None:
    """Draw all about one article."""
    draw_section(flow, f"{plain_line(article.name)} · {plain_line(article.sku)}")
    draw_pairs(flow, _facts(article, words))
    _draw_steps(flow, article, words)
    _draw_prices(flow, article, words)
    _draw_receipts(flow, article, words)
    _draw_shown(flow, article, words)


def _facts(article: EvidenceArticle, words: Words) -> list[tuple[str, str]]:
    prior = article.prior
    span = _("du {first} au {last}").format(
        first=words.day(prior.window_from), last=words.day(prior.window_to)
    )
    if prior.cents is None:
        told = _("inconnu\u00a0: aucun prix {span}").format(span=span)
    else:
        days = ", ".join(_days(first, last, words) for first, last in prior.practised)
        told = _("{price}, le plus bas {span}\u00a0; pratiqué {days}").format(
            price=words.euros(prior.cents), span=span, days=days
        )
    threshold = words.euros(article.lowest_lawful_cents)
    if article.lowest_lawful_cents is None:
        threshold = _("coût d’achat non connu, ou article non revendu en l’état")
    return [
        (_("Prix antérieur"), told),
        (_("En vente depuis"), words.day(article.on_sale_since)),
        (_("Seuil de revente à perte"), threshold),
    ]


def _days(first: str, last: str, words: Words) -> str:
    if first == last:
        return _("le {day}").format(day=words.day(first))
    return _("du {first} au {last}").format(first=words.day(first), last=words.day(last))


def _draw_steps(flow: Flow, article: EvidenceArticle, words: Words) -> None:
    columns = (
        Column(_("Nouveau prix"), 36 * MM, _PRICE),
        Column(_("Prix barré"), 36 * MM, _CELL),
        Column(_("À partir du"), 54 * MM, _CELL),
        Column(_("Jusqu’au"), 54 * MM, _CELL),
    )
    rows = [
        (
            words.euros(each.cents),
            words.euros(each.crossed_out_cents),
            words.moment(each.starts_at),
            words.moment(each.ends_at) if each.ends_at else "—",
        )
        for each in article.steps
    ]
    flow.skip(1.5 * MM)
    draw_table(flow, columns, rows)


def _draw_prices(flow: Flow, article: EvidenceArticle, words: Words) -> None:
    if not article.prices:
        return
    _title(flow, _("Prix pratiqués, d’après le registre des prix"))
    columns = (
        Column(_("Canal"), 24 * MM, _CELL),
        Column(_("Prix"), 24 * MM, _PRICE),
        Column(_("Du"), 30 * MM, _CELL),
        Column(_("Jusqu’au"), 30 * MM, _CELL),
        Column(_("Origine"), 42 * MM, _CELL),
        Column(_("Appris le"), 30 * MM, _CELL),
    )
    rows = [
        (
            channel_words((each.channel,)),
            words.euros(each.cents),
            words.moment(each.from_at),
            words.moment(each.until_at) if each.until_at else "—",
            " · ".join(filter(None, (source_words(each.source), each.operation))),
            words.moment(each.learned_at),
        )
        for each in article.prices
    ]
    draw_table(flow, columns, rows)


def _draw_receipts(flow: Flow, article: EvidenceArticle, words: Words) -> None:
    if not article.receipts:
        return
    _title(flow, _("Réceptions"))
    columns = (
        Column(_("Reçu le"), 26 * MM, _CELL),
        Column(_("Unités"), 20 * MM, _CELL),
        Column(_("Fournisseur"), 56 * MM, _CELL),
        Column(_("En vente depuis"), 34 * MM, _CELL),
        Column(_("Payé le"), 44 * MM, _CELL),
    )
    rows = []
    for each in article.receipts:
        paid = {"unpaid": _("pas encore payé"), "unknown": _("non connu")}.get(each.paid)
        supplier = each.supplier or (_("autre magasin") if each.source == "transfer" else "—")
        aside = _("{supplier} (mis de côté)").format(supplier=supplier)
        rows.append(
            (
                words.day(each.received_on),
                number(each.quantity),
                aside if each.put_aside else supplier,
                words.day(each.on_sale_since),
                paid or words.day(each.paid),
            )
        )
    draw_table(flow, columns, rows)


def _draw_shown(flow: Flow, article: EvidenceArticle, words: Words) -> None:
    if not article.shown:
        return
    _title(flow, _("Étiquettes imprimées et prix annoncés au site"))
    columns = (
        Column(_("Le"), 30 * MM, _CELL),
        Column(_("Où"), 34 * MM, _CELL),
        Column(_("Prix"), 22 * MM, _PRICE),
        Column(_("Barré"), 22 * MM, _CELL),
        Column(_("Ce qui était écrit"), 72 * MM, _CELL),
    )
    draw_table(flow, columns, [_shown_row(each, words) for each in article.shown])


def _shown_row(each: EvidenceShown, words: Words) -> tuple[str, ...]:
    if each.where == "tag":
        where, price = _("Étiquette"), each.cents
        text = each.text.replace("\n", " · ")
    else:
        where = each.site or _("Site")
        price = each.cents if each.sale_cents is None else each.sale_cents
        text = _told_to_site(each, words)
    return (
        words.moment(each.at),
        where,
        words.euros(price),
        words.euros(each.crossed_out_cents),
        text,
    )


def _told_to_site(each: EvidenceShown, words: Words) -> str:
    if each.sale_cents is None:
        return _("prix de tous les jours")
    usual = _("au lieu de {price}").format(price=words.euros(each.cents))
    if each.sale_from and each.sale_to:
        window = _("du {first} au {last}").format(
            first=words.moment(each.sale_from), last=words.moment(each.sale_to)
        )
        return f"{usual}, {window}"
    return usual


def _title(flow: Flow, words: str) -> None:
    flow.need(20 * MM)
    flow.skip(4.5 * MM)
    flow.page.text(MARGIN, flow.y, words, LABEL.but(size=8))
