"""The least stock of every article in every place beside what its sales propose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from merchant_desk.queries.article_levels import Key, LevelLine, location_names, lying
from merchant_desk.queries.reorder_levels import ProposedLevel, level_rows, proposed_levels
from merchant_desk.values.ids import LocationId, ProductId
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.progress import Progress


@dataclass(frozen=True, slots=True)
class LevelTable:
    """The lines by reference, and how many of them are what: they may be tens of thousands."""

    lines: tuple[LevelLine, ...]
    crossed: int = 0
    differ: int = 0
    by_hand: int = 0
    acceptable: int = 0
    """Those that sales propose otherwise and that she did not set."""


def level_table(session: Session, now: datetime, progress: Progress) -> LevelTable:
    """Return every level that is kept or proposed; the proposal is worked out anew."""
    with many_objects():
        names = location_names(session)
        proposed = {
            (each.product_id, each.location_id): each
            for each in proposed_levels(session, now, progress)
        }
        there = lying(session)
        found = []
        for row in level_rows(session):
            told = proposed.pop((row.product_id, row.location_id), None)
            found.append(
                LevelLine(
                    product_id=row.product_id,
                    location_id=row.location_id,
                    sku=row.sku,
                    title=row.title,
                    location=row.location,
                    on_hand=row.on_hand,
                    minimum=row.minimum,
                    target=row.target,
                    by_hand=row.by_hand,
                    proposed=told.minimum if told else None,
                    proposed_target=told.target if told else None,
                )
            )
        found += [_new(each, names, there) for each in proposed.values()]
        found.sort(key=lambda each: (each.sku, each.location))
        return LevelTable(
            tuple(found),
            sum(each.crossed for each in found),
            sum(each.differs for each in found),
            sum(each.by_hand for each in found),
            sum(each.differs and not each.by_hand for each in found),
        )


def chosen_proposal(
    session: Session, product_ids: Collection[ProductId], now: datetime, progress: Progress
) -> tuple[ProposedLevel, ...]:
    """Return what sales propose for some articles; the season of the others is read for it."""
    with many_objects():
        told = proposed_levels(session, now, progress)
        return tuple(each for each in told if each.product_id in product_ids)


def _new(
    told: ProposedLevel, names: Mapping[LocationId, str], there: Mapping[Key, int]
) -> LevelLine:
    return LevelLine(
        product_id=told.product_id,
        location_id=told.location_id,
        sku=told.sku,
        title=told.title,
        location=names.get(told.location_id, ""),
        on_hand=there.get((told.product_id, told.location_id), 0),
        proposed=told.minimum,
        proposed_target=told.target,
    )
