"""What keeps a document from being issued: said before it has a number, with where to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a reader, the tax office or a platform would refuse."""

    rule: str
    """As its source names it: ``BR-FR-12``, ``BR-CO-15``; or our own word."""
    sentence: str
    advice: str
    screen: str
    """Key of the screen, or ``settings/<page>``, where it is put right."""
