"""Text as PDF operators: each character is asked of ReportLab's font subset once a document."""

from itertools import groupby

from reportlab.pdfbase.pdfdoc import PDFDocument

from merchant_desk.documents.drawing.typeface import Face, typeface


class _Codes(dict[int, str]):
    """The two hexadecimal digits of each character in the subset of one document."""

    def __init__(self, face: Face, document: PDFDocument) -> None:
        super().__init__()
        self._font = typeface(face).font
        self._document = document
        self.subsets: dict[str, int] = {}  # characters past the first 256 of the document

    def __missing__(self, code: int) -> str:
        character = chr(code)
        subset, encoded = self._font.splitString(character, self._document)[0]
        if subset:
            self.subsets[character] = subset
        self[code] = encoded.hex()
        return self[code]

    def name(self, subset: int) -> str:
        """Return the resource name of a subset, which embeds the font."""
        return str(self._font.getSubsetInternalName(subset, self._document))


class Encoder:
    """The texts of one document."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._codes: dict[Face, _Codes] = {}
        self._names: dict[Face, str] = {}

    def show(self, face: Face, size: float, text: str) -> str:
        """Return the operators that set a face and show a text, inside ``BT`` and ``ET``."""
        codes = self._codes.get(face)
        if codes is None:
            codes = self._codes[face] = _Codes(face, self._document)
        encoded = text.translate(codes)
        if codes.subsets and not codes.subsets.keys().isdisjoint(text):
            return self._show_in_parts(codes, size, text)
        name = self._names.get(face)
        if name is None:
            name = self._names[face] = codes.name(0)
        return f"{name} {size:g} Tf <{encoded}> Tj"

    def _show_in_parts(self, codes: _Codes, size: float, text: str) -> str:
        return " ".join(
            f"{codes.name(subset)} {size:g} Tf <{''.join(part).translate(codes)}> Tj"
            for subset, part in groupby(text, lambda character: codes.subsets.get(character, 0))
        )
