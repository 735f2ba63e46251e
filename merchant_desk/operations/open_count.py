"""Open a stock count: what is to be counted, and whether the figures expected are shown."""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.count import StockCount
from merchant_desk.models.stock import Location
from merchant_desk.operations.find_record import find_bin
from merchant_desk.operations.next_number import next_number
from merchant_desk.queries.article_classes import article_classes
from merchant_desk.queries.count_scope import scope_articles, scope_bins
from merchant_desk.values.count_scope import CountScope, scope_of
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import CountId, LocationId, PlaceId, new_id
from merchant_desk.values.texts import _

_COUNTS = table(StockCount)
_SCANNED = Prepared(
    select(*(_COUNTS.c[name] for name in ("id", "number", "state", "location_id", "scope"))).where(
        _COUNTS.c.id == bindparam("count")
    )
)
_PREFIX = "IN"
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class NewCount:
    """What she wants counted."""

    title: str = ""
    scope: CountScope = field(default_factory=CountScope)
    location_id: LocationId | None = None
    blind: bool = True


@dataclass(frozen=True, slots=True)
class CountOpened:
    """The count, ready to be scanned."""

    count_id: CountId
    number: str


@dataclass(frozen=True, slots=True)
class OpenScope:
    """What an open count is about."""

    count_id: CountId
    location_id: LocationId | None
    scope: CountScope


def open_count(session: Session, gesture: Gesture, wanted: NewCount) -> CountOpened:
    """Open the count; nothing in the stock changes until it is validated.

    Raises RefusedError for a place that is gone, and for a scope that means nothing.
    """
    if wanted.location_id is not None and session.get(Location, wanted.location_id) is None:
        raise _refused(_("ce lieu n’existe plus"), _("Choisissez un lieu de la liste."))
    for each in wanted.scope.bins:
        _check_bin(session, wanted, each)
    scope = _with_classes(session, gesture, wanted.scope)
    if not scope_bins(session, scope, wanted.location_id):
        raise _refused(
            _("aucun emplacement n’est concerné"),
            _("Créez d’abord un emplacement, ou choisissez-en d’autres."),
        )
    if scope_articles(session, scope) == frozenset():
        raise _refused(
            _("aucun article n’est concerné"),
            _("Choisissez une autre catégorie, une autre classe ou un autre fournisseur."),
        )
    count = StockCount(
        id=CountId(new_id()),
        row=next_row(session, table(StockCount)),
        number=next_number(session, gesture, table(StockCount), _PREFIX),
        title=" ".join(wanted.title.split())[:_LONGEST_TITLE],
        location_id=wanted.location_id,
        scope=scope.to_text(),
        blind=wanted.blind,
        state=CountState.OPEN,
        opened_at=gesture.at,
        opened_by=gesture.person,
        station_id=gesture.station_id,
    )
    session.add(count)
    session.flush()
    return CountOpened(count.id, count.number)


def open_count_of(session: Session, count_id: CountId) -> StockCount:
    """Return the count, which is open, or refuse."""
    wanted = select(StockCount).where(StockCount.id == count_id)
    count = session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    found: StockCount = _really_open(count)
    return found


def open_scope(session: Session, count_id: CountId) -> OpenScope:
    """Return what an open count is about, or refuse: at each scan, so it costs little."""
    found = _really_open(_SCANNED.first(session, count=count_id))
    return OpenScope(found.id, found.location_id, scope_of(found.scope))


def _really_open(count: Any) -> Any:
    if count is None:
        raise RefusedError(
            _("Rien n’a été compté\u00a0: ce comptage n’existe pas."),
            _("Choisissez un comptage de la liste."),
        )
    if count.state is not CountState.OPEN:
        raise RefusedError(
            _("Rien n’a changé\u00a0: le comptage {number} est {state}.").format(
                number=count.number, state=state_words(count.state)
            ),
            _("Ouvrez un nouveau comptage pour compter de nouveau."),
        )
    return count


def state_words(state: CountState) -> str:
    """Return where a count stands, as said of it."""
    return {
        CountState.OPEN: _("en cours"),
        CountState.DONE: _("déjà validé"),
        CountState.CANCELLED: _("abandonné"),
        CountState.UNDONE: _("annulé"),
    }[state]


def _check_bin(session: Session, wanted: NewCount, place_id: PlaceId) -> None:
    place = find_bin(session, place_id)
    if wanted.location_id not in {None, place.location_id}:
        raise _refused(
            _("l’emplacement {code} est dans un autre lieu").format(code=place.code),
            _("Choisissez des emplacements du lieu à compter."),
        )


def _with_classes(session: Session, gesture: Gesture, scope: CountScope) -> CountScope:
    """Name the articles of the classes: what they sell tomorrow does not change the count."""
    if not scope.classes:
        return scope
    classes = article_classes(session, gesture.at)
    named = {product for product, each in classes.items() if each in scope.classes}
    return replace(scope, articles=tuple(sorted(named | set(scope.articles))))


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Le comptage n’a pas été ouvert\u00a0: {why}.").format(why=why), advice)
