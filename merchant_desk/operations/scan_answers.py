"""What a scan did, in words, and its trace in the list of scans."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.parcel import ParcelScan
from merchant_desk.operations.close_parcel import ParcelClosed
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import ParcelId, ParcelLineId, ProductId, ScanId, new_id
from merchant_desk.values.scan import Reading, Scan
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.texts import _
from merchant_desk.values.words import ScanOutcome

_SCANS = table(ParcelScan)


@dataclass(frozen=True, slots=True)
class Meant:
    """One article that a scanned code may stand for."""

    product_id: ProductId
    sku: str
    name: str
    units: int
    kind: ProductKind = ProductKind.ARTICLE
    tracking: Tracking = Tracking.NONE


@dataclass(frozen=True, slots=True)
class ItemScanned:
    """What a scan did to the open parcel; ``title`` and ``advice`` say it in French.

    ``closed`` is set when this scan completed the parcel: it is then already shipped.
    """

    outcome: ScanOutcome
    parcel_id: ParcelId | None
    code: str
    title: str
    advice: str = ""
    meant: Meant | None = None
    choices: tuple[Meant, ...] = ()
    packed: int = 0
    wanted: int = 0
    lot: str = ""
    expiry: date | None = None
    parcel_complete: bool = False
    closed: ParcelClosed | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A scan, its best readings, and the articles they name."""

    scan: Scan
    readings: tuple[Reading, ...]
    meanings: tuple[Meant, ...]
    chosen: ProductId | None

    @property
    def code(self) -> str:
        """Return the code as understood: of a GS1 symbol, the article it names."""
        if not self.readings:
            return self.scan.text
        best = self.readings[0]
        return best.text if best.gs1 is None or best.gtin14 is None else printed_code(best.gtin14)

    @property
    def lot(self) -> str:
        """Return the lot, or the serial number, that the symbol carries; or nothing."""
        if not self.readings:
            return ""
        return self.readings[0].lot or self.readings[0].serial or ""

    @property
    def expiry(self) -> date | None:
        """Return the last day of use that the symbol carries, or nothing."""
        return self.readings[0].expiry if self.readings else None


@dataclass(frozen=True, slots=True)
class Counted:
    """Units of one line that a scan counted; the ids of one scan's parts follow each other."""

    scan_id: ScanId
    line_id: ParcelLineId
    units: int


def tell(
    session: Session, gesture: Gesture, parcel_id: ParcelId, read: Read, said: ItemScanned
) -> ItemScanned:
    """Keep the trace of a scan that was not counted, and return what to show."""
    record_scan(session, gesture, parcel_id, read, said)
    return replace(said, parcel_id=parcel_id)


def record_scan(
    session: Session,
    gesture: Gesture,
    parcel_id: ParcelId,
    read: Read,
    said: ItemScanned,
    part: Counted | None = None,
) -> None:
    """Append one line to the list of scans of the parcel."""
    insert_into(
        session,
        _SCANS,
        {
            "id": ScanId(new_id()) if part is None else part.scan_id,
            "parcel_id": parcel_id,
            "parcel_line_id": None if part is None else part.line_id,
            "code": read.code,
            "outcome": said.outcome,
            "units": _units(said) if part is None else part.units,
            "takes_back": None,
            "lot": read.lot,
            "expiry": "" if read.expiry is None else read.expiry.isoformat(),
            "label": read.code if said.meant is None else said.meant.name,
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        },
    )


def _units(said: ItemScanned) -> int:
    """Return how many boxes were noted; nothing else is counted without a line of the parcel."""
    boxed = said.outcome is ScanOutcome.PACKAGING and said.meant is not None
    return said.meant.units if boxed and said.meant is not None else 0


def added(read: Read, meant: Meant, packed: int, wanted: int) -> ItemScanned:
    """Say that the article was counted."""
    left = wanted - packed
    title = _("Ajouté au colis")
    if meant.units > 1:
        title = _("Lot de {n} ajouté au colis").format(n=number(meant.units))
    if left:
        title = _("{added} · encore {n}").format(added=title, n=number(left))
    return ItemScanned(
        outcome=ScanOutcome.ADDED,
        parcel_id=None,
        code=read.code,
        title=title,
        meant=meant,
        packed=packed,
        wanted=wanted,
        lot=read.lot,
        expiry=read.expiry,
    )


def wrong(read: Read, meant: Meant) -> ItemScanned:
    """Say that the article is not in this order."""
    return ItemScanned(
        outcome=ScanOutcome.WRONG,
        parcel_id=None,
        code=read.code,
        title=_("«\u00a0{name}\u00a0» n’est pas dans cette commande.").format(name=meant.name),
        advice=_("Il n’a pas été compté. Remettez-le à sa place, puis appuyez sur Échap."),
        meant=meant,
    )


def too_many(read: Read, meant: Meant, packed: int, wanted: int) -> ItemScanned:
    """Say that the order already has all its units, or that a carton holds more than are left."""
    if packed >= wanted:
        title = _("Un de trop\u00a0: «\u00a0{name}\u00a0» est déjà au complet.")
        advice = _("Il n’a pas été compté. Remettez-le à sa place, puis appuyez sur Échap.")
    else:
        title = _("Ce carton en contient trop\u00a0: «\u00a0{name}\u00a0» n’a pas été compté.")
        advice = _("Le code vaut {units} unités\u00a0; il n’en reste que {left} à emballer.")
    left = wanted - packed
    return ItemScanned(
        outcome=ScanOutcome.TOO_MANY,
        parcel_id=None,
        code=read.code,
        title=title.format(name=meant.name),
        advice=advice.format(units=number(meant.units), left=number(left)),
        meant=meant,
        packed=packed,
        wanted=wanted,
    )


def was_missing(read: Read, meant: Meant, packed: int, wanted: int) -> ItemScanned:
    """Say that the article was reported missing from this parcel, and now is in her hands."""
    return ItemScanned(
        outcome=ScanOutcome.WRONG,
        parcel_id=None,
        code=read.code,
        title=_("«\u00a0{name}\u00a0» a été signalé manquant dans ce colis.").format(
            name=meant.name
        ),
        advice=_("Il n’a pas été compté. Annulez le manque (Ctrl+Z), puis scannez-le de nouveau."),
        meant=meant,
        packed=packed,
        wanted=wanted,
    )


def unknown(read: Read) -> ItemScanned:
    """Say that nothing in the catalogue has this code."""
    return ItemScanned(
        outcome=ScanOutcome.UNKNOWN,
        parcel_id=None,
        code=read.code,
        title=_("Code inconnu\u00a0: {code}.").format(code=read.code),
        advice=_("Rien n’a été compté. Associez ce code à un produit, ou scannez un autre code."),
    )


def ambiguous(read: Read, meanings: tuple[Meant, ...]) -> ItemScanned:
    """Say that several products have this code, and offer them."""
    return ItemScanned(
        outcome=ScanOutcome.AMBIGUOUS,
        parcel_id=None,
        code=read.code,
        title=_("Ce code est celui de plusieurs produits."),
        advice=_("Rien n’a été compté. Choisissez le bon produit."),
        choices=meanings,
    )
