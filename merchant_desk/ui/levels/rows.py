"""The levels as a table asks for them: they are worked out already."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from merchant_desk.queries.article_levels import LevelLine
from merchant_desk.ui.desk import Session
from merchant_desk.values.folding import folded

EVERY, CROSSED, DIFFERS, BY_HAND = "every", "crossed", "differs", "by_hand"


@dataclass(frozen=True, slots=True)
class LevelRows:
    """A question whose answer it carries; it is filtered and sorted off the window's thread."""

    lines: tuple[LevelLine, ...] = ()
    shown: str = EVERY
    text: str = ""
    sort: str = ""
    descending: bool = False
    _found: list[Sequence[LevelLine]] = field(default_factory=list, compare=False, repr=False)

    def count(self, _session: Session) -> int:
        """Return how many lines the filter keeps."""
        return len(self._kept())

    def fetch(self, _session: Session, offset: int, limit: int) -> Sequence[LevelLine]:
        """Return some of them, in the order that is asked."""
        return self._kept()[offset : offset + limit]

    def ids(self, _session: Session) -> Sequence[bytes]:
        """Return the keys of all of them."""
        return [each.key for each in self._kept()]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return them in another order."""
        return replace(self, sort=key, descending=descending, _found=[])

    def filtered(self, shown: str, text: str) -> Self:
        """Return those of a tab that hold a text."""
        return replace(self, shown=shown, text=text, _found=[])

    def _kept(self) -> Sequence[LevelLine]:
        if not self._found:
            self._found.append(self._worked_out())
        return self._found[0]

    def _worked_out(self) -> Sequence[LevelLine]:
        words = folded(self.text).split()
        kept = [each for each in self.lines if _is_shown(each, self.shown)]
        if words:
            kept = [each for each in kept if _holds(each, words)]
        if self.sort:
            kept.sort(key=lambda each: _rank(each, self.sort), reverse=self.descending)
        return kept


def _is_shown(line: LevelLine, shown: str) -> bool:
    if shown == CROSSED:
        return line.crossed
    if shown == DIFFERS:
        return line.differs
    return shown == EVERY or line.by_hand


def _holds(line: LevelLine, words: Sequence[str]) -> bool:
    told = folded(f"{line.title} {line.sku} {line.location}")
    return all(each in told for each in words)


def _rank(line: LevelLine, sort: str) -> tuple[float, str, str]:
    number = {
        "name": 0,
        "on_hand": line.on_hand,
        "minimum": -1 if line.minimum is None else line.minimum,
        "target": -1 if line.target is None else line.target,
        "proposed": -1 if line.proposed is None else line.proposed,
    }[sort]
    return (number, line.title, line.location)
