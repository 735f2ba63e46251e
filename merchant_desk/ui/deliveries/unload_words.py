"""What the big panel says after each scan of a delivery."""

from merchant_desk.errors import DeskError
from merchant_desk.queries.delivery_view import DeliveryView
from merchant_desk.ui.widgets.scan_hero_text import HeroAction, HeroState, HeroText
from merchant_desk.values.deliveries import Arrival, Question, ScanTaken, ScanUndone
from merchant_desk.values.french import number, short_date
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.texts import _, ngettext

CLOSE, ASSOCIATE, ACCEPT, ANSWER, TAKE_BACK = "close", "associate", "accept", "answer", "take_back"
BLOCKING = frozenset(
    {Arrival.SURPLUS, Arrival.UNORDERED, Arrival.UNKNOWN, Arrival.AMBIGUOUS, Arrival.ASKED}
)


def invitation(view: DeliveryView | None) -> HeroText:
    """Invite to scan; tell what is still to come."""
    if view is None or not view.left:
        return HeroText(
            title=_("Scannez un article"),
            detail=_("Un carton compte toutes ses unités. Chaque scan est aussitôt en stock."),
        )
    left = ngettext("Encore {n} unité attendue", "Encore {n} unités attendues", view.left)
    return HeroText(
        title=_("Scannez un article ou un carton"), detail=left.format(n=number(view.left))
    )


def all_came() -> HeroText:
    """Say that every unit ordered is there."""
    return HeroText(
        state=HeroState.COMPLETE,
        caption=_("Tout est arrivé"),
        title=_("La livraison est complète"),
        detail=_("Ctrl+Entrée pour terminer la réception."),
    )


def shown(taken: ScanTaken) -> HeroText:
    """Return what the panel says of a scan."""
    if taken.arrival in {Arrival.ADDED, Arrival.COMPLETE}:
        return _received(taken)
    if taken.arrival in {Arrival.SURPLUS, Arrival.UNORDERED}:
        return HeroText(
            state=HeroState.WRONG,
            caption=taken.title.partition("\u00a0:")[0],
            title=_name(taken),
            detail=taken.advice,
            done=taken.received,
            total=taken.expected,
            figure=number(taken.received),
            actions=(HeroAction(CLOSE, _("Garder")), HeroAction(TAKE_BACK, _("Retirer"))),
        )
    if taken.arrival is Arrival.ASKED:
        return _asked(taken)
    actions = [HeroAction(CLOSE, _("Fermer"))]
    if taken.arrival is Arrival.UNKNOWN:
        actions.insert(0, HeroAction(ASSOCIATE, _("Créer ou associer")))
    many = taken.arrival is Arrival.AMBIGUOUS
    return HeroText(
        state=HeroState.UNKNOWN,
        caption=taken.title,
        title=_("Lequel avez-vous en main\u00a0?") if many else taken.code,
        detail=_("Tapez son chiffre, ou ↑ ↓ puis Entrée.") if many else taken.advice,
        actions=tuple(actions),
    )


def _received(taken: ScanTaken) -> HeroText:
    parts = [units_words(taken.units)] if taken.units > 1 else []
    parts += [_("emplacement {bin}").format(bin=taken.place)]
    aside = taken.aside_until is not None
    complete = taken.arrival is Arrival.COMPLETE
    caption = _("Article complet") if complete else _("Reçu")
    return HeroText(
        state=HeroState.WRONG if aside else HeroState.ADDED,
        caption=_("Quarantaine") if aside else caption,
        title=_name(taken),
        detail=taken.advice if aside else " · ".join(parts),
        done=taken.received,
        total=taken.expected,
        figure=number(taken.received),
        actions=(HeroAction(CLOSE, _("Compris")),) if aside else (),
    )


def _asked(taken: ScanTaken) -> HeroText:
    actions: tuple[HeroAction, ...] = (HeroAction(CLOSE, _("Ne pas recevoir")),)
    accept = {
        Question.EXPIRED: _("Recevoir quand même"),
        Question.NO_COST: _("C’est gratuit"),
        Question.NO_DATE: _("Sans date"),
        Question.UNITS: _("C’est exact"),
    }
    answer = {
        Question.LOT: _("Saisir le lot"),
        Question.NO_DATE: _("Saisir la date"),
        Question.UNITS: _("Corriger"),
    }
    if taken.question in accept:
        actions = (HeroAction(ACCEPT, accept[taken.question]), *actions)
    if taken.question in answer:
        actions = (HeroAction(ANSWER, answer[taken.question]), *actions)
    return HeroText(
        state=HeroState.UNKNOWN,
        caption=_asked_caption(taken),
        title=_name(taken),
        detail=taken.advice,
        actions=actions,
    )


def _asked_caption(taken: ScanTaken) -> str:
    """Return the question in a few words: the panel is read from two metres away."""
    if taken.question is Question.EXPIRED and taken.expires_on is not None:
        told = _("Périmé depuis le {day} · rien n’est reçu encore")
        return told.format(day=short_date(taken.expires_on))
    if taken.question is Question.UNITS:
        told = _("{units}, vraiment\u00a0? Rien n’est reçu encore")
        return told.format(units=units_words(taken.asked_units))
    captions = {
        Question.LOT: _("Le lot manque · rien n’est reçu encore"),
        Question.NO_DATE: _("Lot sans date · rien n’est reçu encore"),
        Question.NO_COST: _("Prix d’achat de zéro · rien n’est reçu encore"),
    }
    return captions.get(taken.question, taken.title) if taken.question else taken.title


def undone(said: ScanUndone) -> HeroText:
    """Say what was taken back."""
    return HeroText(
        caption=_("Retiré de la réception"),
        title=said.name,
        detail=_("{units} en moins, {left} dans cette réception").format(
            units=units_words(said.units), left=number(said.received)
        ),
    )


def refused(error: DeskError) -> HeroText:
    """Say why nothing came in."""
    return HeroText(
        state=HeroState.WRONG,
        caption=_("Rien n’a été reçu"),
        title=error.title,
        detail=error.advice,
        actions=(HeroAction(CLOSE, _("Fermer")),),
    )


def broken() -> HeroText:
    """Say that the desk itself failed."""
    return HeroText(
        state=HeroState.WRONG,
        caption=_("Rien n’a été reçu"),
        title=_("Le programme a eu un problème"),
        detail=_("Fermez ce message, puis scannez de nouveau."),
        actions=(HeroAction(CLOSE, _("Fermer")),),
    )


def with_ignored(trouble: HeroText, count: int) -> HeroText:
    """Say of scans made behind a message that they were not counted."""
    told = ngettext(
        "{n} scan ignoré\u00a0: fermez d’abord ce message.",
        "{n} scans ignorés\u00a0: fermez d’abord ce message.",
        count,
    )
    return HeroText(
        state=trouble.state,
        caption=trouble.caption,
        title=trouble.title,
        detail=told.format(n=number(count)),
        done=trouble.done,
        total=trouble.total,
        figure=trouble.figure,
        actions=trouble.actions,
    )


def _name(taken: ScanTaken) -> str:
    return taken.code if taken.meant is None else taken.meant.name
