"""Reading the JSON that shops send: decimals stay text, every record keeps its own text.

What the fast reader refuses is read once more by Python's own: half an emoji, a NaN or a stray
comma in one record must not cost a page, and what neither can read ends as one error.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

_VALUE: msgspec.json.Decoder[Any] = msgspec.json.Decoder(float_hook=str)
_PIECES = msgspec.json.Decoder(list[msgspec.Raw])
_PATIENT = json.JSONDecoder(parse_float=str)
_BETWEEN = " \t\r\n,"
_REFUSED = (msgspec.MsgspecError, ValueError, RecursionError)


class UnreadableJsonError(ValueError):
    """The text is not JSON, or it is nested deeper than anything a shop means."""


def json_value(text: str) -> Any:
    """Return what the text says; a number with a fraction or an exponent stays text.

    Raises UnreadableJsonError.
    """
    try:
        return _VALUE.decode(text)
    except _REFUSED:
        return _patient_value(text)


def json_pieces(text: str) -> list[str]:
    """Return the text of every element of a list, just as the shop wrote it.

    Raises UnreadableJsonError when the text is no list.
    """
    try:
        return [str(piece, "utf-8") for piece in _PIECES.decode(text)]
    except _REFUSED:
        return list(_patient_pieces(text))


class Glance:
    """Reads some fields of an object and skips the others: a third of the time it takes whole."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._kind = msgspec.defstruct("Glance", [(name, Any, None) for name in names])
        self._decoder = msgspec.json.Decoder(self._kind, float_hook=str)

    def at(self, text: str) -> Mapping[str, Any]:
        """Return the fields, None for one that is absent; nothing when the text is no object.

        Raises UnreadableJsonError.
        """
        try:
            return msgspec.structs.asdict(self._decoder.decode(text))
        except _REFUSED:
            value = _patient_value(text)
        return {name: value.get(name) for name in self._names} if type(value) is dict else {}


def _patient_value(text: str) -> Any:
    try:
        return _PATIENT.decode(text)
    except (ValueError, RecursionError):
        raise UnreadableJsonError from None


def _patient_pieces(text: str) -> Iterator[str]:
    """Yield the elements of a list; a comma too many or too few between them is passed over."""
    position = _skip(text, 0)
    if text[position : position + 1] != "[":
        raise UnreadableJsonError
    position = _skip(text, position + 1)
    while text[position : position + 1] not in ("]", ""):
        start = position
        try:
            position = _PATIENT.raw_decode(text, start)[1]
        except (ValueError, RecursionError):
            raise UnreadableJsonError from None
        yield text[start:position]
        position = _skip(text, position)
    if text[position : position + 1] != "]":
        raise UnreadableJsonError


def _skip(text: str, position: int) -> int:
    """Return the next place that is neither blank nor a comma."""
    end = len(text)
    while position < end and text[position] in _BETWEEN:
        position += 1
    return position
