"""Bring in what a storefront has: pages first, then record by record."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.models.shop import Shop
from merchant_desk.sync.connector import Connector, Page, RecordKind
from merchant_desk.sync.fail_safe import mass_cancellation
from merchant_desk.sync.inbox import apply_some, cursor_position, keep_page, was_cut
from merchant_desk.sync.progress import Progress
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.texts import _

_MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull brought in."""

    received: int
    applied: int
    parked: int
    conflicts: int

    def __add__(self, other: "Pulled") -> "Pulled":
        return Pulled(
            self.received + other.received,
            self.applied + other.applied,
            self.parked + other.parked,
            self.conflicts + other.conflicts,
        )


def run(
    lanes: Lanes,
    connector: Connector,
    shop_id: ShopId,
    act: Callable[[], Gesture],
    progress: Progress,
    *,
    even_mass_cancellation: bool = False,
) -> Pulled:
    """Pull products, then orders, then apply what waits; a cut at any instant loses nothing.

    Runs on a network thread. Trouble is noted on the shop and raised; what was stored stays.
    """
    try:
        received = _pull(lanes, connector, shop_id, act, progress, RecordKind.PRODUCT)
        received += _pull(lanes, connector, shop_id, act, progress, RecordKind.ORDER)
        if not even_mass_cancellation:
            lanes.read(mass_cancellation, shop_id, connector).result()
        applied, parked, conflicts = apply_all(lanes, connector, shop_id, act, progress)
    except (UnavailableError, RefusedError) as trouble:
        lanes.write(note_trouble, shop_id, trouble.title, trouble.advice).result()
        raise
    lanes.write(_note_pull, shop_id, act()).result()
    return Pulled(received, applied, parked, conflicts)


def _pull(
    lanes: Lanes,
    connector: Connector,
    shop_id: ShopId,
    act: Callable[[], Gesture],
    progress: Progress,
    kind: RecordKind,
) -> int:
    """Pull page by page; what was cut before is ended, then all that came since is read too."""
    received = 0
    resumed = lanes.read(was_cut, shop_id, kind).result()
    fetch = connector.pull_orders if kind is RecordKind.ORDER else connector.pull_products
    label = _("Commandes reçues") if kind is RecordKind.ORDER else _("Produits reçus")
    for _page in range(_MOST_PAGES):
        progress.check_cancelled()
        position = lanes.read(cursor_position, shop_id, kind).result()
        page: Page = fetch(position)
        received += lanes.write(keep_page, act(), shop_id, kind, page).result()
        progress.report(received, None, label)
        if page.finished and not resumed:
            break
        resumed = resumed and not page.finished
    return received


def apply_all(
    lanes: Lanes,
    connector: Connector,
    shop_id: ShopId,
    act: Callable[[], Gesture],
    progress: Progress,
) -> tuple[int, int, int]:
    """Apply what waits until nothing does; return how many were applied, parked, in conflict."""
    applied = parked = conflicts = 0
    while True:
        progress.check_cancelled()
        chunk = lanes.write(apply_some, act(), shop_id, connector).result()
        applied += chunk.applied
        parked += chunk.parked
        conflicts += chunk.conflicts
        progress.report(applied + parked, None, _("Fiches reprises"))
        if not chunk.waiting:
            return applied, parked, conflicts


def note_trouble(session: Session, shop_id: ShopId, title: str, advice: str) -> None:
    """Show on the shop what went wrong last, until a pull or a push goes through."""
    session.execute(
        update(Shop).where(Shop.id == shop_id).values(problem=title, problem_advice=advice)
    )


def _note_pull(session: Session, shop_id: ShopId, gesture: Gesture) -> None:
    session.execute(
        update(Shop)
        .where(Shop.id == shop_id)
        .values(last_pull_at=gesture.at, problem="", problem_advice="")
    )


def check_identity(session: Session, shop_id: ShopId, identity: str) -> None:
    """Refuse a storefront that is not the one first met at this address."""
    known = session.execute(select(Shop.identity).where(Shop.id == shop_id)).scalar_one()
    if known and _place(known) != _place(identity):
        raise RefusedError(
            _("Rien n’a été relevé\u00a0: cette adresse est celle d’une autre boutique."),
            _("Vérifiez l’adresse, ou ajoutez la nouvelle boutique à côté de l’ancienne."),
        )


def _place(identity: str) -> str:
    """Return an address without what a shop changes when it gets a certificate."""
    return identity.lower().partition("://")[2].removeprefix("www.").rstrip("/") or identity
