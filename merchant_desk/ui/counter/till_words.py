"""What the big panel of the counter says after each gesture."""

import re
from dataclasses import replace

from merchant_desk.errors import DeskError
from merchant_desk.operations.open_parcel import ShopIdentityMissingError
from merchant_desk.operations.scan_at_counter import CounterOutcome, CounterScanned
from merchant_desk.operations.sell_at_counter import CounterSold
from merchant_desk.queries.counter_article import CounterArticle
from merchant_desk.rules.basket import back_amount, line_amount
from merchant_desk.ui.widgets.scan_hero_text import HeroAction, HeroState, HeroText
from merchant_desk.values.basket import Basket, line_of
from merchant_desk.values.french import NBSP, euros, number, rate, short_date
from merchant_desk.values.texts import _, ngettext

CLOSE, SETTINGS, PRICE, SEARCH = "close", "settings", "price", "search"
ANYWAY = "anyway"
PRINT, INVOICE, END_RETURN, MORE = "print", "invoice", "end_return", "more"
_LAST_BIT = re.compile(r" (\S{1,3})$")


def waiting(basket: Basket) -> HeroText:
    """Invite to scan: to sell, or to take back."""
    if basket.returning:
        return returning(basket)
    if basket.empty:
        return HeroText(
            title=_("Scannez un article"),
            detail=_("Ou le ticket d’un client, pour reprendre ce qu’il rapporte."),
        )
    return HeroText(
        title=_("Scannez l’article suivant"), detail=_("Ou choisissez comment le client paie.")
    )


def returning(basket: Basket) -> HeroText:
    """Say from what the next scans come back."""
    caption = _("Retour sans ticket")
    if basket.ticket:
        caption = _("Retour du ticket {number}").format(number=basket.ticket)
    return HeroText(
        caption=caption,
        title=_("Scannez ce que le client rapporte"),
        detail=_("Chaque article scanné est repris."),
        actions=_in_return(""),
    )


def scanned(said: CounterScanned) -> HeroText:
    """Say what was put on the counter, at which price, and what must be known of it."""
    article, basket = said.article, said.baskets.running
    if article is None:
        return waiting(basket)
    if said.outcome is CounterOutcome.BACK:
        return _back(said, article)
    line = line_of(basket.lines, said.line_id)
    caption = _("Ajouté au panier")
    figure = "" if line is None else euros(line.price)
    if line is not None and line.quantity > 1:
        caption = _("Ajouté au panier · {n} en tout").format(n=number(line.quantity))
        figure = euros(line_amount(line))
    return HeroText(
        state=HeroState.ADDED,
        caption=caption,
        title=_held(article.full_name),
        detail=" · ".join(_about(said, article)),
        figure=figure,
    )


def _about(said: CounterScanned, article: CounterArticle) -> list[str]:
    """Return the promotion, then what is unusual; the quiet facts only when nothing is."""
    told = [article.promotion] if article.promotion else []
    if article.members is not None:
        told.append(_("{price} pour les membres").format(price=euros(article.members)))
    told += _warnings(said, article)
    if told:
        return told
    return [article.sku, _("TVA {rate}").format(rate=rate(article.rate_bp))]


def _warnings(said: CounterScanned, article: CounterArticle) -> list[str]:
    told = []
    if said.expiry is not None:
        told.append(_("date {day}").format(day=short_date(said.expiry)))
    if article.aside:
        told.append(
            ngettext(
                "{n} unité en quarantaine ne se vend pas",
                "{n} unités en quarantaine ne se vendent pas",
                article.aside,
            ).format(n=number(article.aside))
        )
    if article.blocked:
        told.append(
            ngettext(
                "{n} unité périmée en rayon", "{n} unités périmées en rayon", article.blocked
            ).format(n=number(article.blocked))
        )
    left = article.on_hand - article.blocked - _in_basket(said, article)
    if article.stocked and left < 0:
        told.append(_("stock connu dépassé\u00a0: à vérifier"))
    elif article.stocked and left < article.reserved:
        told.append(_("les derniers sont réservés par des commandes"))
    return told


def _in_basket(said: CounterScanned, article: CounterArticle) -> int:
    lines = said.baskets.running.lines
    return sum(each.quantity for each in lines if each.product_id == article.product_id)


def _back(said: CounterScanned, article: CounterArticle) -> HeroText:
    line = next((each for each in said.baskets.running.back if each.line_id == said.line_id), None)
    figure = "" if line is None else euros(-back_amount(line))
    ticket = "" if line is None else line.ticket
    return HeroText(
        state=HeroState.ADDED,
        caption=_("Repris · ticket {number}").format(number=ticket) if ticket else _("Repris"),
        title=_held(article.full_name),
        figure=figure,
        actions=_in_return(ticket),
    )


def _in_return(ticket: str) -> tuple[HeroAction, ...]:
    more = (HeroAction(MORE, _("Autre article")),) if ticket else ()
    return (*more, HeroAction(END_RETURN, _("Terminer le retour")))


def _held(name: str) -> str:
    """Keep the last short word, often a unit, with the one before."""
    return _LAST_BIT.sub(f"{NBSP}\\1", name)


def not_counted(said: CounterScanned) -> HeroText:
    """Say why nothing was put on the counter, and what ends the message."""
    name = said.code if said.article is None else said.article.full_name
    match said.outcome:
        case CounterOutcome.AMBIGUOUS:
            caption = _("Ce code est celui de plusieurs produits")
            detail = _("Tapez son chiffre, ou ↑ ↓ puis Entrée.")
            return _asks(caption, _("Lequel avez-vous en main\u00a0?"), detail)
        case CounterOutcome.UNKNOWN:
            caption = _("Code inconnu · rien n’a été compté")
            detail = _("Aucun produit ni aucun ticket ne porte ce code.")
            search = HeroAction(SEARCH, _("Chercher par le nom"))
            return _asks(caption, said.code, detail, search)
        case CounterOutcome.NO_PRICE:
            caption = _("Aucun prix · rien n’a été compté")
            detail = _("Cet article n’a pas de prix en magasin.")
            return _asks(caption, name, detail, HeroAction(PRICE, _("Saisir le prix")))
        case CounterOutcome.UNREAD_LOT:
            caption = _("Lot non lu · ceux du rayon ne se vendent plus")
            detail = _("En rayon, c’est le lot {lot}. Scannez le code qui porte le sien.")
            anyway = HeroAction(ANYWAY, _("Il n’en est pas\u00a0: le vendre"))
            return _asks(caption, name, detail.format(lot=said.lot), anyway)
        case _:
            return _kept_off(said, name)


def _kept_off(said: CounterScanned, name: str) -> HeroText:
    if said.outcome is CounterOutcome.EXPIRED:
        day = "" if said.expiry is None else short_date(said.expiry)
        caption = _("Date limite dépassée le {day}").format(day=day)
        return _stops(caption, name, _("Rien n’a été compté\u00a0: retirez-le de la vente."))
    if said.outcome is CounterOutcome.RECALLED:
        caption = _("Lot {lot} rappelé").format(lot=said.lot)
        return _stops(caption, name, _("Rien n’a été compté\u00a0: mettez-le à part."))
    if said.outcome is CounterOutcome.NOT_ON_TICKET:
        caption = _("Pas sur le ticket {number}").format(number=said.baskets.running.ticket)
        detail = _("Rien n’a été repris. Terminez ce retour pour en commencer un autre.")
        return _stops(caption, name, detail)
    caption = _("Article retiré du catalogue")
    return _stops(caption, name, _("Rien n’a été compté. Remettez-le en vente sur sa fiche."))


def ticket_opened(said: CounterScanned) -> HeroText:
    """Say which ticket a customer came back with."""
    if said.ticket is None:
        return waiting(said.baskets.running)
    left = sum(each.left for each in said.ticket.lines)
    words = ngettext("{n} article à reprendre au plus", "{n} articles à reprendre au plus", left)
    return HeroText(
        caption=_("Ticket {number} · {total}").format(
            number=said.ticket.number, total=euros(said.ticket.total)
        ),
        title=_("Scannez ce que le client rapporte"),
        detail=words.format(n=number(left)),
        actions=_in_return(""),
    )


def sold(done: CounterSold) -> HeroText:
    """Say what was sold, and the change to give."""
    numbers = ", ".join(each.number for each in done.tickets)
    caption = _("Vente enregistrée")
    title, figure = _("Merci, c’est payé"), euros(done.due)
    if done.change:
        title, figure = _("Rendez la monnaie"), euros(done.change)
    elif done.due.cents < 0:
        caption = _("Retour enregistré")
        title, figure = _("Rendez au client"), euros(-done.due)
    return HeroText(
        state=HeroState.COMPLETE,
        caption=caption,
        title=title,
        detail=numbers,
        figure=figure,
        actions=(HeroAction(PRINT, _("Imprimer le ticket")), HeroAction(INVOICE, _("Facture"))),
    )


def refused(error: DeskError) -> HeroText:
    """Say what did not happen and what to do; lead to the settings when they are what lacks."""
    actions: tuple[HeroAction, ...] = (_close(),)
    if isinstance(error, ShopIdentityMissingError):
        actions = (HeroAction(SETTINGS, _("Ouvrir les Réglages")), _close())
    return HeroText(state=HeroState.WRONG, title=error.title, detail=error.advice, actions=actions)


def broken() -> HeroText:
    """Say that the desk itself failed: nothing was counted."""
    return _stops(
        _("Erreur du logiciel"),
        _("Rien n’a été enregistré."),
        _("Le panier est intact. Recommencez."),
    )


def with_ignored(shown: HeroText, ignored: int) -> HeroText:
    """Add how many scans were passed over behind the error."""
    words = ngettext("{n} scan ignoré depuis", "{n} scans ignorés depuis", ignored)
    return replace(shown, detail=f"{shown.detail} {words.format(n=number(ignored))}")


def _asks(caption: str, title: str, detail: str, *actions: HeroAction) -> HeroText:
    return HeroText(
        state=HeroState.UNKNOWN,
        caption=caption,
        title=title,
        detail=detail,
        actions=(*actions, _close()),
    )


def _stops(caption: str, title: str, detail: str) -> HeroText:
    return HeroText(
        state=HeroState.WRONG, caption=caption, title=title, detail=detail, actions=(_close(),)
    )


def _close() -> HeroAction:
    return HeroAction(CLOSE, _("Fermer (Échap)"))
