"""A text shown to customers, normalised, with what it says."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property

from merchant_desk.rules.legal.disguises import is_soldes_disguised, unmasked
from merchant_desk.rules.legal.parts import Text
from merchant_desk.rules.legal.text_words import announces_reduction, soldes_in
from merchant_desk.rules.legal.words_of_law import ADVERTISING, DISTANCE, Category, Channel, Flag

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ′`´", "'"))
_SPACES = re.compile(r"\s+")


def normalised(text: str) -> str:
    """Return a text as its words are looked for: lower case, without accents, plain spaces."""
    parted = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).lower())
    bare = unmasked("".join(sign for sign in parted if not unicodedata.combining(sign)))
    return _SPACES.sub(" ", bare.translate(_APOSTROPHES)).strip()


class TextCase:
    """A text, when and where it is shown, and what it speaks of."""

    def __init__(
        self,
        text: Text,
        *,
        at: datetime,
        channels: tuple[Channel, ...],
        categories: frozenset[Category],
        flags: frozenset[Flag],
    ) -> None:
        self.text = text
        self.at = at
        """T, the local instant at which it is shown."""
        self.channels = channels
        self.categories = categories
        self.flags = flags

    @property
    def day(self) -> date:
        """Return the day on which it is shown."""
        return self.at.date()

    @cached_property
    def words(self) -> str:
        """Return the text as patterns read it."""
        return normalised(self.text.text)

    @cached_property
    def soldes_word(self) -> str:
        """Return the first word of the family of « soldes », as it is written; empty without."""
        written = self.text.text
        if found := soldes_in(self.words):
            tokens = re.findall(r"[\w-]+", written)
            return next((each for each in tokens if soldes_in(normalised(each)) == found), found)
        return "soldes" if is_soldes_disguised(self.words, written) else ""

    @property
    def says_soldes(self) -> bool:
        """Tell whether a word of the family of « soldes » is read, SOLDES."""
        return self.soldes_word != ""

    @cached_property
    def says_trigger(self) -> bool:
        """Tell whether it announces a lower price, TRIGGER."""
        return announces_reduction(self.words) or self.says_soldes

    @property
    def advertises(self) -> bool:
        """Tell whether it is seen from outside the shop, or sent."""
        return self.text.place in ADVERTISING

    @property
    def at_distance(self) -> bool:
        """Tell whether it speaks for a channel that sells at a distance."""
        return any(each in DISTANCE for each in self.channels)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether a pattern written for normalised text is found."""
        return pattern.search(self.words) is not None

    def mentions(self, mention: str) -> bool:
        """Tell whether the text also says what a mention names."""
        return mention in self.text.mentions


def sentences(words: str) -> Iterator[str]:
    """Yield the sentences of a normalised text."""
    yield from (each.strip() for each in re.split(r"[.!?;\n]", words) if each.strip())
