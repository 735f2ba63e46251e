"""The least stock of an article in a place: as a person says, or as its sales propose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.stock import Location
from merchant_desk.models.stock_rule import DemandEstimate, StockRule
from merchant_desk.operations.find_record import find_product
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import LocationId, ProductId
from merchant_desk.values.texts import _

MOST_UNITS = 1_000_000
_PAGE = 500


@dataclass(frozen=True, slots=True)
class LevelSet:
    """A minimum and, if wanted, a target; a minimum of None takes the rule away."""

    product_id: ProductId
    location_id: LocationId
    minimum: int | None
    target: int | None = None


def set_stock_rule(session: Session, gesture: Gesture, level: LevelSet) -> None:
    """Keep what a person sets; proposals never change it.

    Raises RefusedError for a quantity that is none, and for a target under the minimum.
    """
    find_product(session, level.product_id)
    if session.get(Location, level.location_id) is None:
        raise RefusedError(
            _("Le niveau n’a pas changé\u00a0: ce lieu n’existe pas ou plus."),
            _("Choisissez un lieu de la liste."),
        )
    _check(level)
    rule = session.get(StockRule, (level.product_id, level.location_id))
    if level.minimum is None:
        if rule is not None:
            session.delete(rule)
        session.flush()
        return
    if rule is None:
        rule = _new(gesture, level, by_hand=True)
        session.add(rule)
    rule.minimum, rule.target, rule.by_hand = level.minimum, level.target, True
    rule.changed_at, rule.by = gesture.at, gesture.person
    session.flush()


def set_stock_rules(session: Session, gesture: Gesture, levels: Sequence[LevelSet]) -> None:
    """Keep what a person sets for several articles or places: all of it, or nothing."""
    for level in levels:
        set_stock_rule(session, gesture, level)


def keep_proposed_levels(
    session: Session, gesture: Gesture, levels: Sequence[LevelSet], *, over_hand: bool = False
) -> int:
    """Keep what sales propose; return how many changed.

    A level that a person set stays, unless she accepts these very levels (``over_hand``).
    """
    known = _known(session, sorted({each.product_id for each in levels}))
    changed = 0
    for level in levels:
        rule = known.get((level.product_id, level.location_id))
        if level.minimum is None or (rule is not None and rule.by_hand and not over_hand):
            continue
        if rule is None:
            session.add(_new(gesture, level, by_hand=False))
        elif (rule.minimum, rule.target, rule.by_hand) == (level.minimum, level.target, False):
            continue
        else:
            rule.minimum, rule.target, rule.by_hand = level.minimum, level.target, False
            rule.changed_at, rule.by = gesture.at, gesture.person
        changed += 1
    session.flush()
    return changed


def _known(
    session: Session, product_ids: Sequence[ProductId]
) -> Mapping[tuple[ProductId, LocationId], StockRule]:
    """Return the rules of these articles, some articles at a time."""
    found = {}
    for start in range(0, len(product_ids), _PAGE):
        some = product_ids[start : start + _PAGE]
        for each in session.scalars(select(StockRule).where(StockRule.product_id.in_(some))):
            found[each.product_id, each.location_id] = each
    return found


def estimate_demand(
    session: Session, gesture: Gesture, product_id: ProductId, units: int | None
) -> None:
    """Keep how many units a person expects to sell in four weeks; None forgets it."""
    find_product(session, product_id)
    if units is not None and not 0 <= units <= MOST_UNITS:
        raise RefusedError(
            _("L’estimation n’a pas été gardée\u00a0: la quantité n’est pas possible."),
            _("Écrivez combien d’unités vous pensez vendre en quatre semaines."),
        )
    known = session.get(DemandEstimate, product_id)
    if units is None:
        if known is not None:
            session.delete(known)
    elif known is None:
        session.add(
            DemandEstimate(
                product_id=product_id, units=units, changed_at=gesture.at, by=gesture.person
            )
        )
    else:
        known.units, known.changed_at, known.by = units, gesture.at, gesture.person
    session.flush()


def _new(gesture: Gesture, level: LevelSet, *, by_hand: bool) -> StockRule:
    return StockRule(
        product_id=level.product_id,
        location_id=level.location_id,
        minimum=level.minimum or 0,
        target=level.target,
        by_hand=by_hand,
        changed_at=gesture.at,
        by=gesture.person,
    )


def _check(level: LevelSet) -> None:
    told = [each for each in (level.minimum, level.target) if each is not None]
    if any(not 0 <= each <= MOST_UNITS for each in told):
        raise RefusedError(
            _("Le niveau n’a pas changé\u00a0: la quantité n’est pas possible."),
            _("Écrivez un nombre d’unités, 0 ou plus."),
        )
    if level.target is not None and level.target < (level.minimum or 0):
        raise RefusedError(
            _("Le niveau n’a pas changé\u00a0: l’objectif est sous le minimum."),
            _("Écrivez un objectif au moins égal au minimum."),
        )
