"""The numbered objects of a PDF that ReportLab wrote, to add to and to write anew.

Objects are copied as they are, not read into values and written back: an invoice is packed ten
times as fast. What ReportLab leaves out and an archive needs is put right on the way: the end of
line before ``endstream`` (ISO 19005-3, 6.1.7.1).
"""

import re

Reference = str  # how one object names another: ``12 0 R``

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ENTRY = 20  # bytes of a line of the table of objects
_LENGTH = re.compile(rb"/Length (\d+)")
_STREAM, _END_STREAM = b"stream\n", b"endstream"


class PdfObjects:
    """The objects of one file."""

    def __init__(self, drawn: bytes) -> None:
        self._bodies = _read(drawn)
        trailer = drawn[drawn.rindex(b"trailer") :]
        self.root = _named(trailer, b"Root")
        self.info = _named(trailer, b"Info")

    def body(self, number: int) -> bytes:
        """Return what an object says."""
        return self._bodies[number - 1]

    def put(self, number: int, body: bytes) -> None:
        """Say something else in the place of an object."""
        self._bodies[number - 1] = body

    def add(self, body: bytes) -> Reference:
        """Add an object; return how others name it."""
        self._bodies.append(body)
        return f"{len(self._bodies)} 0 R"

    def of_type(self, kind: bytes) -> list[int]:
        """Return the numbers of the plain objects of a type."""
        wanted = re.compile(rb"/Type /" + kind + rb"\b")
        return [
            number
            for number, body in enumerate(self._bodies, 1)
            if not body.endswith(_END_STREAM) and wanted.search(body)
        ]

    def written(self, identity: bytes) -> bytes:
        """Return the file; ``identity`` tells it from all others."""
        parts, offsets, offset = [_HEADER], list[int](), len(_HEADER)
        for number, body in enumerate(self._bodies, 1):
            part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            parts.append(part)
            offsets.append(offset)
            offset += len(part)
        count = len(offsets) + 1
        name = identity.hex().encode()
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        parts.extend(b"%010d 00000 n \n" % each for each in offsets)
        main = b"/Size %d /Root %d 0 R /Info %d 0 R" % (count, self.root, self.info)
        parts.append(b"trailer\n<< %b /ID [<%b> <%b>] >>\n" % (main, name, name))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
        return b"".join(parts)


def stream(entries: str, data: bytes) -> bytes:
    """Return the body of an object that holds data; ``entries`` describe it."""
    head = f"<< {entries} /Length {len(data)} >>\n".encode()
    return b"%bstream\n%b\nendstream" % (head, data)


def text_string(text: str) -> str:
    """Return a text as PDF writes it: plain when every reader agrees on it, else as UTF-16."""
    if text.isascii():
        return "(" + re.sub(r"([\\()])", r"\\\1", text) + ")"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def _read(drawn: bytes) -> list[bytes]:
    """Return the objects in the order of their numbers, by the table at the end of the file."""
    table = int(drawn[drawn.rindex(b"startxref") :].split()[1])
    start = drawn.index(b"\n", table + len(b"xref\n")) + 1
    count = int(drawn[table:start].split()[-1])
    offsets = [int(drawn[start + place * _ENTRY :][:10]) for place in range(1, count)]
    ends = dict(zip(sorted(offsets), [*sorted(offsets)[1:], table], strict=True))
    return [_copied(drawn[offset : ends[offset]]) for offset in offsets]


def _copied(written: bytes) -> bytes:
    body = written[written.index(b"obj\n") + 4 : written.rindex(b"endobj")].rstrip()
    begun = body.find(_STREAM)
    if begun < 0:
        return body
    head, rest = body[:begun], body[begun + len(_STREAM) :]
    length = _LENGTH.search(head)
    if length is None or not rest.startswith(_END_STREAM, int(length[1])):
        raise ValueError("a stream that is not as long as it says")
    return b"%bstream\n%b\nendstream" % (head, rest[: int(length[1])])


def _named(trailer: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", trailer)
    if found is None:
        raise ValueError("a file without its main objects")
    return int(found[1])
