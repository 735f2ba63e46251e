"""What the big panel says after each gesture at the packing station."""

from datetime import date

from merchant_desk.errors import DeskError
from merchant_desk.operations.close_parcel import ParcelClosed
from merchant_desk.operations.open_parcel import ShopIdentityMissingError
from merchant_desk.operations.report_missing import MissingReported
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.queries.parcel_view import PackLine, ParcelView
from merchant_desk.queries.recalled_in_parcel import RecalledHere
from merchant_desk.ui.packing.lot_words import (
    OF_LOTS,
    boxed,
    boxes_short,
    lot_refused,
    recalled_inside,
)
from merchant_desk.ui.widgets.scan_hero_text import HeroAction, HeroState, HeroText
from merchant_desk.values.french import NBSP, items, number, short_date
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import ScanOutcome

CLOSE, ASSOCIATE, SETTINGS = "close", "associate", "settings"
NO_TRACKING, TYPE_TRACKING, SHIP = "no_tracking", "type_tracking", "ship"
SET_ASIDE = "set_aside"


def nothing_open(waiting: int) -> HeroText:
    """Invite to scan a slip; say when nothing waits."""
    if not waiting:
        return HeroText(
            title=_("Rien à emballer"),
            detail=_("Faites un bon de préparation depuis Commandes."),
        )
    return HeroText(
        title=_("Scannez un bon de préparation"), detail=_("Le colis s’ouvre aussitôt.")
    )


def is_greeting(shown: HeroText) -> bool:
    """Tell whether this only invites to scan a slip, so that nothing is lost with it."""
    return shown in (nothing_open(0), nothing_open(1))


def opened(number_of_order: str, *, resumed: bool) -> HeroText:
    """Say which parcel is open now."""
    again = _("Commande {number} reprise") if resumed else _("Commande {number} ouverte")
    return HeroText(
        caption=again.format(number=number_of_order),
        title=_("Scannez un article"),
        detail=_("Chaque article scanné est compté dans le colis."),
    )


def added(said: ItemScanned, line: PackLine | None, today: date) -> HeroText:
    """Say what was counted, where it came from, and what its symbol told."""
    if said.outcome is ScanOutcome.PACKAGING:
        return boxed(said)
    parts = [_bin(line), line.code] if line is not None else []
    parts = [_lot(said, today)] if said.lot or said.expiry else parts
    return HeroText(
        state=HeroState.ADDED,
        caption=said.title,
        title=_name(said, line),
        detail=" · ".join(part.replace(" ", NBSP) for part in parts if part),
        done=said.packed,
        total=said.wanted,
    )


def recalled(found: RecalledHere) -> HeroText:
    """Say that the parcel holds a unit of a recalled lot."""
    return recalled_inside(found, _close())


def lot_words(lot: str, expiry: date | None, today: date) -> str:
    """Return a lot and its last day as people say them."""
    parts = [_("Lot {lot}").format(lot=lot)] if lot else []
    if expiry is not None and expiry < today:
        parts.append(_("date dépassée le {day}").format(day=short_date(expiry)))
    elif expiry is not None:
        parts.append(_("jusqu’au {day}").format(day=short_date(expiry)))
    return " · ".join(parts)


def not_counted(said: ItemScanned, line: PackLine | None) -> HeroText:
    """Say why a scan was not counted, and what ends the message."""
    match said.outcome:
        case ScanOutcome.AMBIGUOUS:
            return HeroText(
                state=HeroState.UNKNOWN,
                caption=_("Ce code est celui de plusieurs produits"),
                title=_("Lequel avez-vous en main\u00a0?"),
                detail=_("Tapez son chiffre, ou ↑ ↓ puis Entrée."),
                actions=(_close(),),
            )
        case ScanOutcome.UNKNOWN:
            return HeroText(
                state=HeroState.UNKNOWN,
                caption=_("Code inconnu · rien n’a été compté"),
                title=said.code,
                detail=_("Aucun produit ne porte ce code."),
                actions=(HeroAction(ASSOCIATE, _("Créer ou associer")), _close()),
            )
        case ScanOutcome.TOO_MANY:
            return _too_many(said, line)
        case outcome if outcome in OF_LOTS:
            return lot_refused(said, _close())
        case _:
            return _wrong(said, line)


def _wrong(said: ItemScanned, line: PackLine | None) -> HeroText:
    missing = said.wanted or line is not None
    caption = _("Pas dans cette commande")
    detail = _("Rien n’a été compté\u00a0: remettez-le à sa place.")
    if said.parcel_id is None:
        caption, detail = _("Aucun colis n’est ouvert"), _("Scannez d’abord un bon de préparation.")
    elif missing:
        caption = _("Signalé manquant dans ce colis")
        detail = _("Échap, puis Ctrl+Z pour annuler le manque.")
    return HeroText(
        state=HeroState.WRONG,
        caption=caption,
        title=_name(said, line),
        detail=detail,
        actions=(_close(),),
    )


def _too_many(said: ItemScanned, line: PackLine | None) -> HeroText:
    units = said.meant.units if said.meant is not None else 1
    if said.packed >= said.wanted:
        caption = _("Un de trop · déjà au complet")
        detail = _("Rien n’a été compté\u00a0: remettez-le à sa place.")
    else:
        caption = _("Carton trop grand · {n} unités").format(n=number(units))
        detail = _("Il n’en reste que {left} à emballer\u00a0: scannez à l’unité.").format(
            left=number(said.wanted - said.packed)
        )
    return HeroText(
        state=HeroState.WRONG,
        caption=caption,
        title=_name(said, line),
        detail=detail,
        done=said.packed,
        total=said.wanted,
        actions=(_close(),),
    )


def refused(error: DeskError) -> HeroText:
    """Say what did not happen and what to do; lead to the settings when they are what lacks."""
    actions: tuple[HeroAction, ...] = (_close(),)
    if isinstance(error, ShopIdentityMissingError):
        actions = (HeroAction(SETTINGS, _("Ouvrir les Réglages")), _close())
    return HeroText(state=HeroState.WRONG, title=error.title, detail=error.advice, actions=actions)


def broken() -> HeroText:
    """Say that the desk itself failed: nothing was counted."""
    return HeroText(
        state=HeroState.WRONG,
        caption=_("Erreur du logiciel"),
        title=_("Rien n’a été compté."),
        detail=_("Vos données sont intactes. Scannez de nouveau."),
        actions=(_close(),),
    )


def with_ignored(shown: HeroText, ignored: int) -> HeroText:
    """Add to an error how many scans came since and were not counted."""
    said = ngettext(
        "{n} scan ignoré depuis\u00a0: fermez d’abord ce message.",
        "{n} scans ignorés depuis\u00a0: fermez d’abord ce message.",
        ignored,
    )
    return HeroText(
        state=shown.state,
        caption=shown.caption,
        title=shown.title,
        detail=said.format(n=number(ignored)),
        done=shown.done,
        total=shown.total,
        actions=shown.actions,
    )


def complete(closed: ParcelClosed, *, goes_on: bool = False) -> HeroText:
    """Say that the parcel left, and ask for the carrier's label when there is one to come."""
    state = _("Colis complet") if closed.order_complete else _("Colis {n} fermé")
    invoice = _("facture {number}").format(number=closed.invoice.number)
    caption = f"{state.format(n=number(closed.parcel_number))} · {invoice}"
    short = boxes_short(closed.used_up)
    if closed.wants_tracking:
        return HeroText(
            state=HeroState.COMPLETE,
            caption=caption,
            title=_("Scannez l’étiquette du transporteur"),
            detail=" · ".join(part for part in (_("ou Entrée sans suivi"), short) if part),
            actions=(
                HeroAction(NO_TRACKING, _("Sans suivi (Entrée)")),
                HeroAction(TYPE_TRACKING, _("Saisir le suivi")),
            ),
        )
    if closed.collected:
        return HeroText(
            state=HeroState.COMPLETE,
            caption=caption,
            title=_("À ranger avec les retraits"),
            detail=" · ".join(part for part in (_pickup(closed), short) if part),
        )
    title = next_step(goes_on=goes_on)
    return HeroText(state=HeroState.COMPLETE, caption=caption, title=title, detail=short)


def tracked(tracking: str, *, goes_on: bool) -> HeroText:
    """Say that the number was noted, or that the parcel goes without."""
    noted = _("Suivi {number} noté").format(number=tracking)
    return HeroText(
        state=HeroState.COMPLETE,
        caption=noted if tracking else _("Expédié sans numéro de suivi"),
        title=next_step(goes_on=goes_on),
    )


def next_step(*, goes_on: bool) -> str:
    """Return what to scan now that a parcel is done."""
    return _("Scannez la suite de la commande") if goes_on else _("Scannez le bon suivant")


def taken_back(label: str, units: int, *, was_missing: bool) -> HeroText:
    """Say what the last gesture gave back."""
    caption = _("Manque annulé") if was_missing else _("Retiré du colis")
    if units > 1:
        caption = f"{caption} · {items(units)}"
    return HeroText(caption=caption, title=label, detail=_("Scannez un article pour continuer."))


def reported(said: MissingReported) -> HeroText:
    """Say what a missing article means for the parcel."""
    caption = _("Signalé manquant\u00a0: {name}").format(name=said.product)
    if said.nothing_left:
        return HeroText(
            caption=caption,
            title=_("Commande bloquée"),
            detail=_("Décidez dans À vérifier. Scannez le bon suivant."),
        )
    if said.parcel_complete:
        return HeroText(
            caption=caption,
            title=_("Le reste est emballé"),
            detail=_("Ctrl+Z annule le manque."),
            actions=(HeroAction(SHIP, _("Expédier ce qui est prêt")),),
        )
    return HeroText(caption=caption, title=_("Scannez un article"))


def asks_aside(view: ParcelView) -> HeroText:
    """Ask before counted articles have to go back to their bins."""
    return HeroText(
        state=HeroState.UNKNOWN,
        caption=_("Mettre de côté la commande {number}").format(number=view.order_number),
        title=ngettext(
            "{n} article à remettre en rayon\u00a0?",
            "{n} articles à remettre en rayon\u00a0?",
            view.packed,
        ).format(n=number(view.packed)),
        actions=(
            HeroAction(SET_ASIDE, _("Mettre de côté")),
            HeroAction(CLOSE, _("Garder le colis (Échap)")),
        ),
    )


def _pickup(closed: ParcelClosed) -> str:
    if not closed.pickup_slot:
        return _("Le client vient le chercher\u00a0: pas de suivi.")
    return _("Retrait\u00a0: {slot}. Pas de suivi.").format(slot=closed.pickup_slot)


def _bin(line: PackLine) -> str:
    return _("Emplacement {bin}").format(bin=line.bins) if line.bins else ""


def _lot(said: ItemScanned, today: date) -> str:
    return lot_words(said.lot, said.expiry, today)


def _name(said: ItemScanned, line: PackLine | None) -> str:
    if line is not None:
        return line.full_name
    return said.meant.name if said.meant is not None else said.code


def _close() -> HeroAction:
    return HeroAction(CLOSE, _("Fermer (Échap)"))
