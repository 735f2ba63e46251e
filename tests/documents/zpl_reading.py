"""Reads ZPL back as a label printer does: where every field stands, and what its bars say.

Knows the few commands labels are written with, and refuses all others: a typing slip in a command
would be passed over in silence by a printer.
"""

import re
from dataclasses import dataclass, field

import zxingcpp
from PIL import Image

_HEX = re.compile(rb"_([0-9A-Fa-f]{2})")
_SYMBOLOGY = {
    "BE": zxingcpp.BarcodeFormat.EAN13,
    "BC": zxingcpp.BarcodeFormat.Code128,
    "BX": zxingcpp.BarcodeFormat.DataMatrix,
}
_WIDE = {">:": "", ">;": "", ">5": "", ">6": "", ">0": ">", "><": "^", ">=": "~"}


@dataclass
class Field:
    """One field: its command, where it stands in dots, its size, its data as sent."""

    command: str
    x: int
    y: int
    width: int
    height: int
    data: str
    by_base: bool = False


@dataclass
class ZplLabel:
    """One label as the printer understood it."""

    width: int
    height: int
    utf8: bool
    copies: int
    fields: list[Field] = field(default_factory=list)

    def texts(self) -> list[str]:
        """Return the texts, from the top down."""
        texts = [each for each in self.fields if each.command == "A0"]
        return [each.data for each in sorted(texts, key=lambda each: each.y)]

    def codes(self) -> list[Field]:
        """Return the barcodes."""
        return [each for each in self.fields if each.command in _SYMBOLOGY]

    def picture(self) -> Image.Image:
        """Return the label with its bars, quiet zones and all, dot by dot."""
        paper = Image.new("L", (self.width, self.height), 255)
        for each in self.fields:
            if each.command == "GB":
                box = (each.x, each.y, each.x + each.width, each.y + each.height)
                paper.paste(0, box)
        for each in self.codes():
            paper.paste(_drawn(each), (each.x, each.y))
        return paper

    def read(self) -> list[tuple[str, str]]:
        """Return what a scanner reads of the label."""
        return [(str(each.format), each.text) for each in zxingcpp.read_barcodes(self.picture())]


def read_zpl(told: str) -> list[ZplLabel]:
    """Return the labels of a file."""
    assert "~" not in told, "a tilde outside of data begins an immediate command"
    whole = re.findall(r"\^XA(.*?)\^XZ", told, re.DOTALL)
    assert re.sub(r"\^XA.*?\^XZ\n", "", told, flags=re.DOTALL) == ""
    return [_label(each) for each in whole]


def _label(body: str) -> ZplLabel:
    label = ZplLabel(0, 0, utf8=False, copies=1)
    state = _State()
    for name, rest in re.findall(r"\^([A-Z][A-Z0-9])([^^]*)", body):
        _take(label, state, name, rest.rstrip("\n"))
    return label


@dataclass
class _State:
    x: int = 0
    y: int = 0
    by_base: bool = False
    module: int = 2
    command: str = ""
    parameters: tuple[str, ...] = ()
    hexed: bool = False
    data: str = ""


def _take(label: ZplLabel, state: _State, name: str, rest: str) -> None:
    numbers = [int(each) for each in re.findall(r"\d+", rest)]
    if name in {"CI", "PW", "LL", "PQ", "LH"}:
        _take_whole(label, name, numbers)
    elif name in {"FO", "FT"}:
        state.x, state.y = numbers[:2]
        state.by_base = name == "FT"
        state.data, state.hexed = "", False
    elif name == "BY":
        state.module = numbers[0]
    elif name in {"A0", *_SYMBOLOGY, "GB"}:
        state.command, state.parameters = name, tuple(rest.split(","))
    elif name == "FH":
        assert rest == "_"
        state.hexed = True
    elif name == "FD":
        state.data = rest
    else:
        assert name == "FS", f"unknown command ^{name}"
        label.fields.append(_field(state))


def _take_whole(label: ZplLabel, name: str, numbers: list[int]) -> None:
    """Take what is said of the whole label."""
    if name == "CI":
        label.utf8 = numbers == [28]
    elif name == "PW":
        label.width = numbers[0]
    elif name == "LL":
        label.height = numbers[0]
    elif name == "PQ":
        label.copies = numbers[0]
    else:
        assert numbers == [0, 0], "the home of labels is moved"


def _field(state: _State) -> Field:
    data = state.data
    if state.hexed:
        raw = _HEX.sub(lambda found: bytes([int(found[1], 16)]), data.encode())
        data = raw.decode("utf-8")
    width, height = _size(state)
    return Field(state.command, state.x, state.y, width, height, data, state.by_base)


def _size(state: _State) -> tuple[int, int]:
    if state.command == "A0":
        return 0, int(state.parameters[1])
    if state.command == "GB":
        return int(state.parameters[0]), int(state.parameters[1])
    if state.command == "BX":
        module, side = int(state.parameters[1]), int(state.parameters[3])
        assert state.parameters[2] == "200"
        assert state.parameters[6] == "_"
        return module * side, module * side
    modules = 95 if state.command == "BE" else _modules_of_code128(state.data)
    return state.module * modules, int(state.parameters[1])


def _modules_of_code128(data: str) -> int:
    """Count eleven modules a symbol: start and switches, characters or pairs, checksum, stop."""
    symbols, in_pairs, at = 0, False, 0
    while at < len(data):
        two = data[at : at + 2]
        if two in _WIDE:
            in_pairs = two in {">;", ">5"} or (in_pairs and two not in {">:", ">6"})
            at += 2
        else:
            at += 2 if in_pairs else 1
        symbols += 1
    return 11 * (symbols + 1) + 13


def _said(each: Field) -> str:
    """Return the text that the field data stand for."""
    if each.command == "BX":
        return each.data.replace("__", "\0").replace("_1", "\x1d").replace("\0", "_")
    if each.command == "BC":
        return re.sub(r">[:;56<0=]", lambda found: _WIDE[found[0]], each.data)
    return each.data


def _drawn(each: Field) -> Image.Image:
    """Draw the symbol with a writer that is not ours, at the size its field was given."""
    said = _said(each)
    if each.command == "BX" and said.startswith("\x1d"):
        said = _bracketed(said)
        made = zxingcpp.create_barcode(said, _SYMBOLOGY["BX"], options="gs1,forceSquare")
    else:
        made = zxingcpp.create_barcode(said, _SYMBOLOGY[each.command], options="")
    picture = Image.fromarray(zxingcpp.write_barcode_to_image(made, add_quiet_zones=False))
    return picture.convert("L").resize((each.width, each.height), Image.Resampling.NEAREST)


def _bracketed(said: str) -> str:
    """Write the element string as the writer wants it: ``(01)…(17)…(10)…``."""
    rest, told = said[1:], ""
    for name, length in (("01", 14), ("17", 6)):
        if rest.startswith(name):
            told += f"({name}){rest[2 : 2 + length]}"
            rest = rest[2 + length :]
    return told + (f"(10){rest[2:]}" if rest else "")
