"""How Magento is asked for a list: filters, an order, a page; and lists of SKUs of any spelling."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

Pairs = list[tuple[str, str]]
_LONGEST_LIST = 3000
"""Characters of a list in an address: hosts refuse an address beyond some 8,000."""


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on a field."""

    field: str
    value: str
    condition: str = "eq"


Groups = Sequence[Sequence[Where]]
"""Every group must hold; a group holds when one of its conditions does."""


def criteria(
    groups: Groups = (), *, size: int, sort: Sequence[str] = (), page: int = 1, fields: str = ""
) -> Pairs:
    """Return the query of a list, lowest first; a minus before a field says highest first."""
    asked: Pairs = []
    for number, group in enumerate(groups):
        for place, where in enumerate(group):
            name = f"searchCriteria[filterGroups][{number}][filters][{place}]"
            asked += [
                (f"{name}[field]", where.field),
                (f"{name}[value]", where.value),
                (f"{name}[conditionType]", where.condition),
            ]
    for place, field in enumerate(sort):
        name = f"searchCriteria[sortOrders][{place}]"
        direction = "DESC" if field.startswith("-") else "ASC"
        asked += [(f"{name}[field]", field.lstrip("-")), (f"{name}[direction]", direction)]
    asked += [("searchCriteria[pageSize]", str(size)), ("searchCriteria[currentPage]", str(page))]
    if fields:
        asked.append(("fields", f"items[{fields}],total_count"))
    return asked


def one_of(field: str, values: Sequence[str]) -> list[Where]:
    """Return the group that holds for any of these values; a list cannot hold a comma itself."""
    plain = [each for each in values if "," not in each]
    group = [Where(field, each) for each in values if "," in each]
    if plain:
        group.append(Where(field, ",".join(plain), "in"))
    return group


def lists_of(values: Sequence[str]) -> Iterator[list[str]]:
    """Yield the values in lists that an address can hold."""
    some: list[str] = []
    length = 0
    for value in values:
        size = len(quote(value, safe="")) + 3
        if some and length + size > _LONGEST_LIST:
            yield some
            some, length = [], 0
        some.append(value)
        length += size
    if some:
        yield some
