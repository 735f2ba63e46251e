"""What the law answers: findings with their article and their figures, and the way out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

Figure = str | int | bool | None
Value = Mapping[str, Figure | Mapping[str, str]]
Confidence = Literal["S", "K", "U"]
"""S: read in a source; K: established knowledge; U: unsure, or the sources disagree."""

RemedyKind = Literal[
    "set_prior_price", "set_percent", "set_price", "set_amount", "set_start", "set_end",
    "replace_word", "add_mention", "remove_item", "exclude_category", "declare_by",
    "attach_proof", "complete_data", "set_fee", "other",
]  # fmt: skip


class Level(IntEnum):
    """How grave a finding is."""

    PASS = 0
    INFORM = 1
    WARN = 2
    BLOCK = 3

    @property
    def word(self) -> str:
        """Return the word of the format: ``block``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would make it lawful, for a correction in one click."""

    kind: RemedyKind
    value: Figure = None


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule has to say; the engine adds the article, the sanction and the rule's id.

    ``message`` is a whole French sentence with its figures; ``skus`` is empty when the whole
    operation is concerned. ``legal_reference``, ``sanction`` and ``confidence`` replace those of
    the rule where the point is another.
    """

    level: Level
    message: str
    skus: tuple[str, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    remedy: Remedy | None = None
    legal_reference: str = ""
    sanction: str = ""
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as it is shown and kept: by which rule, on what ground."""

    rule: str
    level: Level
    message: str
    skus: tuple[str, ...]
    legal_reference: str
    sanction: str
    confidence: Confidence
    figures: Mapping[str, Figure]
    remedy: Remedy | None

    def as_json(self) -> dict[str, object]:
        """Return the finding as the format writes it."""
        told: dict[str, object] = {"rule": self.rule, "level": self.level.word}
        if self.skus:
            told["skus"] = list(self.skus)
        told |= {"message_fr": self.message, "legal_reference": self.legal_reference}
        if self.sanction:
            told["sanction"] = self.sanction
        told["confidence"] = self.confidence
        if self.figures:
            told["figures"] = dict(self.figures)
        if self.remedy is not None:
            told["remedy"] = {"kind": self.remedy.kind, "value": self.remedy.value}
        return told


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on one question, its value where it asks for one, and the findings."""

    id: str
    findings: tuple[Finding, ...] = ()
    value: Value | None = None

    @property
    def verdict(self) -> Level:
        """Return the highest level among the findings."""
        return max((each.level for each in self.findings), default=Level.PASS)

    def as_json(self) -> dict[str, object]:
        """Return the answer as the format writes it."""
        told: dict[str, object] = {"id": self.id, "verdict": self.verdict.word}
        if self.value is not None:
            told["value"] = dict(self.value)
        told["findings"] = [each.as_json() for each in self.findings]
        return told
