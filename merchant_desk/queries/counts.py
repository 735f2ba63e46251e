"""Several counts asked in one statement: each statement costs more than its count."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

K = TypeVar("K")


def counts_together(session: Session, wanted: Mapping[K, Select[Any]]) -> dict[K, int]:
    """Return what each of these counts finds, all of one moment; none at all counts as zero."""
    asked = (
        each.scalar_subquery().label(f"c{place}") for place, each in enumerate(wanted.values())
    )
    row = session.execute(select(*asked)).one()
    return {key: int(found or 0) for key, found in zip(wanted, row, strict=True)}
