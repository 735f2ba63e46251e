"""The door for XML that strangers wrote: no entity, no network, no size without end."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

LARGEST_XML = 20 * 1024 * 1024
_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the file and the prefixes its paths are written with."""

    element: Any
    names: Mapping[str, str] = field(repr=False)

    def all(self, path: str) -> tuple["Node", ...]:
        """Return the elements at a path, in the order of the file."""
        return tuple(Node(each, self.names) for each in self.element.findall(path, self.names))

    def first(self, path: str) -> "Node | None":
        """Return the first element at a path."""
        found = self.element.find(path, self.names)
        return None if found is None else Node(found, self.names)

    def text(self, *paths: str) -> str:
        """Return the words at the first path that has some, on one line, nothing unseen."""
        for path in paths:
            told = clean(self.element.findtext(path, "", self.names))
            if told:
                return told
        return ""

    def own_text(self) -> str:
        """Return the words of this element itself."""
        return clean(self.element.text or "")

    def attribute(self, name: str) -> str:
        """Return one attribute, empty when it is not there."""
        return clean(self.element.get(name) or "")


def clean(text: str) -> str:
    """Return words on one line, without signs that do not show."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip()[:_LONGEST_TEXT]


def open_xml(data: bytes, names: Mapping[str, str]) -> Node:
    """Return the root of a file. Raises RefusedError for what is unsafe or cannot be read."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - ships no types; late

    if len(data) > LARGEST_XML:
        raise RefusedError(
            _("Cette facture n’a pas été lue\u00a0: ses données dépassent 20 Mo."),
            _("Demandez à votre fournisseur une facture sans pièces jointes."),
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data:
            raise _dangerous() from error
        raise RefusedError(
            _("Cette facture n’a pas été lue\u00a0: son fichier XML est abîmé ou incomplet."),
            _("Téléchargez-le de nouveau, ou redemandez-le à votre fournisseur."),
        ) from error
    if root.getroottree().docinfo.doctype:
        raise _dangerous()
    return Node(root, names)


def _dangerous() -> RefusedError:
    return RefusedError(
        _("Cette facture n’a pas été lue\u00a0: elle contient une déclaration interdite (DTD)."),
        _("Une facture n’en a pas besoin. Vérifiez d’où vient ce fichier avant toute autre chose."),
    )
