"""Reading and writing the XML of PrestaShop's webservice.

XML is read rather than JSON: the JSON of PrestaShop drops every empty or zero field. A document
that declares entities is refused, and what no XML may hold is taken out before it is read: one
stray character in a name must not cost a page.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

Row = dict[str, Any]
_DEEPEST = 40
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIST_MARKS = ("nodeType", "node_type")


class UnreadableXmlError(ValueError):
    """The text is no XML, or it is XML of a kind no shop means."""


@dataclass(slots=True)
class Node:
    """One element: its attributes, its text, what lies in it."""

    name: str
    attributes: Mapping[str, str]
    children: list["Node"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the text of an element that holds nothing else."""
        return "".join(self.parts)

    @property
    def value(self) -> Any:
        """Return a text, a text by language, a list of an association, or fields by name."""
        if any(mark in self.attributes for mark in _LIST_MARKS):
            return [each.value for each in self.children]
        if not self.children:
            return self.text.strip() if self.name != "language" else self.text
        if all(each.name == "language" for each in self.children):
            return {each.attributes.get("id", ""): each.text for each in self.children}
        return {each.name: each.value for each in self.children}


def parsed(text: str) -> Node:
    """Return the outermost element. Raises UnreadableXmlError."""
    top = Node("", {})
    open_nodes = [top]

    def begin(name: str, attributes: dict[str, str]) -> None:
        if len(open_nodes) > _DEEPEST:
            raise UnreadableXmlError
        node = Node(name, attributes)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_name: str) -> None:
        open_nodes.pop()

    def words(data: str) -> None:
        open_nodes[-1].parts.append(data)

    def refuse(*_told: object) -> None:
        raise UnreadableXmlError

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(_ILLEGAL.sub("", text).lstrip().encode(), True)
    except expat.ExpatError:
        raise UnreadableXmlError from None
    return top.children[0]


def document(node: str, objects: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the document that writes these objects of one kind."""
    inside = "".join(f"<{node}>{_written(each)}</{node}>" for each in objects)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<prestashop xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</prestashop>'
    ).encode()


def in_every_language(languages: Sequence[str], words: str) -> str:
    """Return a text in every language of a shop, as markup."""
    return Raw("".join(f'<language id="{each}">{escaped(words)}</language>' for each in languages))


class Raw(str):
    """Markup that is written as it is."""

    __slots__ = ()


def escaped(text: str) -> str:
    """Return a text as it stands in an element."""
    clean = _ILLEGAL.sub("", text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _written(fields: Mapping[str, Any]) -> str:
    return "".join(f"<{name}>{_inside(value)}</{name}>" for name, value in fields.items())


def _inside(value: object) -> str:
    if isinstance(value, Raw):
        return value
    if isinstance(value, Mapping):
        if value and all(str(key).isdecimal() for key in value):
            return "".join(
                f'<language id="{key}">{escaped(str(words))}</language>'
                for key, words in value.items()
            )
        return _written(value)
    if isinstance(value, list):
        return "".join(_written(each) for each in value)
    return escaped(str(value))
