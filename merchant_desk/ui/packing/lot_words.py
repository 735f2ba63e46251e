"""What the packing station says of lots and boxes, and what each outcome sounds like."""

from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.queries.recalled_in_parcel import RecalledHere
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.widgets.scan_hero_text import HeroAction, HeroState, HeroText
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import ScanOutcome

ANYWAY = "anyway"
_SOUNDS = {
    ScanOutcome.UNKNOWN: Sound.UNKNOWN,
    ScanOutcome.AMBIGUOUS: Sound.UNKNOWN,
    ScanOutcome.OLDER_LOT: Sound.OLDER,
}
TAKEN = frozenset({ScanOutcome.ADDED, ScanOutcome.PACKAGING})
OF_LOTS = frozenset({ScanOutcome.OLDER_LOT, ScanOutcome.EXPIRED, ScanOutcome.RECALLED})


def sound_of(outcome: ScanOutcome) -> Sound:
    """Return what a scan that was not counted sounds like."""
    return _SOUNDS.get(outcome, Sound.WRONG)


def may_go_on(shown: HeroText) -> bool:
    """Tell whether she may pack what was refused, on her word."""
    return any(action.key == ANYWAY for action in shown.actions)


def lot_refused(said: ItemScanned, close: HeroAction) -> HeroText:
    """Say why the lot in her hand was not counted.

    One that is newer, or that nobody read, may go on, on her word.
    """
    captions = {
        ScanOutcome.OLDER_LOT: _("Un lot plus ancien doit partir d’abord"),
        ScanOutcome.EXPIRED: _("Date dépassée · ne part pas"),
        ScanOutcome.RECALLED: _("Lot rappelé · ne part pas"),
    }
    unread = not said.lot and said.expiry is None
    asks = unread or said.outcome is ScanOutcome.OLDER_LOT
    actions = (HeroAction(ANYWAY, _("Emballer quand même (F8)")), close) if asks else (close,)
    return HeroText(
        state=HeroState.UNKNOWN if asks else HeroState.WRONG,
        caption=_("Lot non lu · ceux du rayon ne partent pas")
        if unread
        else captions[said.outcome],
        title=said.title,
        detail=said.advice,
        actions=actions,
    )


def recalled_inside(found: RecalledHere, close: HeroAction) -> HeroText:
    """Say that something in the parcel was recalled, and how it comes out."""
    units = ngettext("{n} unité", "{n} unités", found.units).format(n=number(found.units))
    title = _("«\u00a0{name}\u00a0», lot {lot}").format(name=found.name, lot=found.number)
    return HeroText(
        state=HeroState.WRONG,
        caption=_("Lot rappelé dans ce colis\u00a0: {units}").format(units=units),
        title=title,
        detail=_("Appuyez sur Échap, puis scannez-le\u00a0: il sortira du colis."),
        actions=(close,),
    )


def boxed(said: ItemScanned) -> HeroText:
    """Say which box or fill the parcel uses."""
    return HeroText(
        state=HeroState.ADDED,
        caption=_("Emballage du colis"),
        title=said.meant.name if said.meant is not None else said.code,
        detail=_("Il sortira du stock avec le colis. Scannez un article."),
    )


def boxes_short(names: tuple[str, ...]) -> str:
    """Say which boxes the ledger has no more of; nothing when there are some."""
    if not names:
        return ""
    told = _("Plus de «\u00a0{name}\u00a0» en stock\u00a0: comptez-les, ou commandez-en")
    return told.format(name=", ".join(names))
