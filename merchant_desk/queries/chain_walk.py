"""Walk one chain from link to link: each must be what the next one says it was."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from merchant_desk.queries.sealed_rows import Link
from merchant_desk.values.chain_report import ChainProblem, Trouble, missing_name, named
from merchant_desk.values.signing import FORMAT, NOTHING_BEFORE, SealKind

Verifies = Callable[[str, str, bytes], bool]
"""Tells whether the key of this fingerprint signed this text so."""
Excuses = Callable[[Any], bool]
"""Tells whether no key answered at this instant."""
_FIELDS = 11
_CHAIN, _SEQUENCE, _KIND, _LABEL, _RECORD, _PREVIOUS = 4, 5, 6, 7, 9, 10


@dataclass(frozen=True, slots=True)
class ChainStart:
    """Which chain is walked, from where, and what closings say of its links."""

    name: str
    kind: SealKind
    heads: Mapping[int, str]
    after: int = 0
    previous: str = NOTHING_BEFORE
    excuses: Excuses | None = None
    """Asked of each link without a signature; None when nothing is known of the key."""


class Walk:
    """One chain, link after link; ``problems`` gathers what is wrong."""

    def __init__(
        self, start: ChainStart, verifies: Verifies, *, every_signature: bool = False
    ) -> None:
        self._start, self._verifies, self._every = start, verifies, every_signature
        self.problems: list[ChainProblem] = []
        self.sequence = start.after
        self._previous: str | None = start.previous
        self._before: Link | None = None
        self._signed: Link | None = None
        self._false: set[str] = set()
        self._bare: tuple[int, int] | None = None
        self.unsigned = 0
        self.rows = 0
        self.parts = 0

    @property
    def signatures_fail(self) -> bool:
        """Tell whether a key does not know what it is said to have signed."""
        return bool(self._false)

    def take(self, link: Link) -> None:
        """Judge the next link."""
        if link.sequence != self.sequence + 1:
            self._gap(self.sequence + 1, link.sequence - 1)
        fields = link.text.split(";")
        start = self._start
        if not (
            len(fields) == _FIELDS
            and fields[_PREVIOUS] == self._previous
            and fields[_RECORD] == link.record
            and fields[_SEQUENCE] == str(link.sequence)
            and fields[_CHAIN] == start.name
            and fields[_KIND] == start.kind
            and fields[0] == str(FORMAT)
            and link.same_instant
            and link.buyer_holds
            and _digest(link) == link.digest
        ):
            self._blame(link, fields)
        if start.heads and start.heads.get(link.sequence, link.digest) != link.digest:
            self._say(Trouble.LINK_CHANGED, link)
        self._follow_signature(link)
        self.rows += link.record is not None
        self.parts += link.parts
        self.sequence, self._previous, self._before = link.sequence, link.digest, link

    def finish(self) -> None:
        """Judge the end: nothing that a closing saw may be missing, and somebody signed it."""
        self._name_bare()
        last = max(self._start.heads, default=0)
        if last > self.sequence:
            self._gap(self.sequence + 1, last, Trouble.CUT_OFF)
        if self._signed is not None and not self._every:
            self._prove(self._signed)

    def _blame(self, link: Link, fields: list[str]) -> None:
        """Say of a link that is not right what is wrong with it, or with the one before."""
        intact = len(fields) == _FIELDS and _digest(link) == link.digest
        if not intact or fields[0] != str(FORMAT):
            self._say(Trouble.LINK_CHANGED, link)
            return
        place = (fields[_CHAIN], fields[_SEQUENCE], fields[_KIND])
        if place != (self._start.name, str(link.sequence), self._start.kind):
            self._say(Trouble.REORDERED, link)
        elif self._previous is not None and fields[_PREVIOUS] != self._previous:
            signed = self._verifies(link.fingerprint, link.text, link.signature)
            trusted = signed or not link.fingerprint
            guilty = self._before if trusted and self._before is not None else link
            self._say(Trouble.LINK_CHANGED, guilty)
        self._blame_row(link, fields[_RECORD])

    def _blame_row(self, link: Link, sealed: str) -> None:
        if link.record is None:
            self._say(Trouble.REMOVED, link)
        elif link.record != sealed:
            self._say(Trouble.CHANGED, link)
        elif not link.same_instant:
            self._say(Trouble.LINK_CHANGED, link)
        if link.record is not None and not link.buyer_holds:
            self._say(Trouble.BUYER, link)

    def _gap(self, first: int, last: int, trouble: Trouble = Trouble.LINK_MISSING) -> None:
        what = missing_name(self._start.kind, first, last)
        self.problems.append(ChainProblem(trouble, what, first))
        self._previous = None

    def _say(self, trouble: Trouble, link: Link) -> None:
        fields = link.text.split(";")
        label = fields[_LABEL] if len(fields) == _FIELDS else "?"
        problem = ChainProblem(
            trouble, named(self._start.kind, label, link.sequence), link.sequence
        )
        if problem not in self.problems[-4:]:
            self.problems.append(problem)

    def _follow_signature(self, link: Link) -> None:
        """Each run of links under one key is proved by its last one: it vouches for all before."""
        if not link.fingerprint:
            self.unsigned += 1
            self._follow_bare(link)
            return
        self.unsigned = 0
        self._name_bare()
        changed = self._signed is not None and self._signed.fingerprint != link.fingerprint
        if self._every:
            self._prove(link)
        elif changed and self._signed is not None:
            self._prove(self._signed)
        self._signed = link

    def _follow_bare(self, link: Link) -> None:
        """Keep the stretch of links that a key could have signed and did not."""
        excuses = self._start.excuses
        if excuses is None or excuses(link.at):
            self._name_bare()
        else:
            self._bare = (self._bare[0] if self._bare else link.sequence, link.sequence)

    def _name_bare(self) -> None:
        if self._bare is not None:
            what = missing_name(self._start.kind, *self._bare)
            self.problems.append(ChainProblem(Trouble.UNSIGNED, what, self._bare[0]))
        self._bare = None

    def _prove(self, link: Link) -> None:
        """Name the first link of a key that the key did not sign."""
        if link.fingerprint in self._false:
            return
        if not self._verifies(link.fingerprint, link.text, link.signature):
            self._false.add(link.fingerprint)
            self._say(Trouble.SIGNATURE, link)


def _digest(link: Link) -> str:
    told = link.text.encode("utf-8", "surrogateescape") + b"\n" + link.signature
    return sha256(told).hexdigest()
