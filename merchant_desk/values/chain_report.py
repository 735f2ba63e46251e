"""What the check of the chains found: each trouble with the name of the row it is about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merchant_desk.values.signing import SealKind
from merchant_desk.values.texts import _, later


class Trouble(StrEnum):
    """What somebody, or a failing disk, did to what is sealed."""

    CHANGED = "changed"  # the row is no longer what was sealed
    REMOVED = "removed"  # the seal has no row any more
    INSERTED = "inserted"  # the row was never sealed
    LINK_CHANGED = "link_changed"
    LINK_MISSING = "link_missing"
    REORDERED = "reordered"
    SIGNATURE = "signature"
    UNSIGNED = "unsigned"  # the key answered, and did not sign
    KEY = "key"
    UNUSED_KEY = "unused_key"  # the key of this station signed nothing here
    BUYER = "buyer"  # who bought is no longer who was sealed
    CUT_OFF = "cut_off"  # an end is missing
    TOTALS = "totals"  # a closing does not say what its documents say
    NUMBERING = "numbering"
    SERIES = "series"


_SENTENCES = {
    Trouble.CHANGED: later("{what}\u00a0: modifié depuis qu’il a été scellé."),
    Trouble.REMOVED: later("{what}\u00a0: supprimé, son sceau est encore là."),
    Trouble.INSERTED: later("{what}\u00a0: ajouté sans avoir été scellé."),
    Trouble.LINK_CHANGED: later("{what}\u00a0: son sceau a été modifié."),
    Trouble.LINK_MISSING: later("{what}\u00a0: ce maillon de la chaîne manque."),
    Trouble.REORDERED: later("{what}\u00a0: n’est plus à sa place dans la chaîne."),
    Trouble.SIGNATURE: later("{what}\u00a0: sa signature n’est pas celle de ce poste."),
    Trouble.UNSIGNED: later("{what}\u00a0: sans signature, alors que la clé du poste répondait."),
    Trouble.UNUSED_KEY: later("{what}\u00a0: la clé de ce poste n’a rien signé ici."),
    Trouble.KEY: later("{what}\u00a0: cette clé de signature a été modifiée ou ajoutée."),
    Trouble.BUYER: later("{what}\u00a0: ce qui dit le client ou les mentions a été modifié."),
    Trouble.CUT_OFF: later("{what}\u00a0: la fin manque, des lignes ont été retirées."),
    Trouble.TOTALS: later("{what}\u00a0: ses totaux ne sont plus ceux de ses pièces."),
    Trouble.SERIES: later("{what}\u00a0: n’est plus celle de ses pièces, ou a été retirée."),
    Trouble.NUMBERING: later("{what}\u00a0: la numérotation n’est plus continue."),
}
KIND_WORDS = {
    SealKind.DOCUMENT: later("Pièce {label}"),
    SealKind.PAYMENT: later("Encaissement {label}"),
    SealKind.CLOSING: later("Clôture {label}"),
    SealKind.EVENT: later("Ligne du journal {label}"),
    SealKind.COPY: later("Duplicata {label}"),
    SealKind.ARCHIVE: later("Archive {label}"),
}

CHAIN_WORDS = {
    SealKind.DOCUMENT: later("pièces"),
    SealKind.PAYMENT: later("encaissements"),
    SealKind.CLOSING: later("clôtures"),
    SealKind.EVENT: later("journal"),
    SealKind.COPY: later("duplicatas"),
    SealKind.ARCHIVE: later("archives"),
}


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """One row that is not as it was sealed; ``what`` names it in the merchant's words."""

    trouble: Trouble
    what: str
    sequence: int = 0

    @property
    def sentence(self) -> str:
        """Return what happened, for a person."""
        return _(_SENTENCES[self.trouble]).format(what=self.what)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How many links were checked, how many no key vouches for, and what is wrong."""

    links: int
    unsigned: int
    problems: tuple[ChainProblem, ...]
    since: date | None = None
    """The first day looked at; None when everything was."""

    @property
    def holds(self) -> bool:
        """Tell whether everything is as it was recorded."""
        return not self.problems


def named(kind: SealKind, label: str, sequence: int) -> str:
    """Return how a link is called: « Pièce FA2026-000012 », « Encaissement card n° 7 »."""
    words = _(KIND_WORDS[kind]).format(label=label)
    if kind in {SealKind.DOCUMENT, SealKind.CLOSING}:
        return words
    return _("{words} n°\u00a0{sequence}").format(words=words, sequence=sequence)


def missing_name(kind: SealKind, first: int, last: int) -> str:
    """Return how links that are not there are called: « Chaîne des pièces, maillons 5 à 9 »."""
    chain = _(CHAIN_WORDS[kind])
    if first == last:
        return _("Chaîne «\u00a0{chain}\u00a0», maillon {first}").format(chain=chain, first=first)
    text = _("Chaîne «\u00a0{chain}\u00a0», maillons {first} à {last}")
    return text.format(chain=chain, first=first, last=last)
