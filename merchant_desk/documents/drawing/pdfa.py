"""A drawn PDF made a PDF/A-3: it will open the same in ten years, and may carry its own data.

What is missing from what ReportLab writes: the colour space all inks are meant in, what the file
says of itself in XMP, and line ends around streams, which writing it anew puts right. Nothing
depends on the clock or on chance: the same drawing and the same data give the same bytes.
"""

import hashlib
import io
import zlib
from collections.abc import Mapping
from datetime import UTC
from functools import cache
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from merchant_desk.documents.drawing.xmp import PRODUCER, XML_NAME, About, xmp_packet

_PROFILE = Path(__file__).resolve().parents[3] / "resources" / "colour" / "sRGB.icc"
_PRINTED = 4  # the flag of an annotation that is printed like the rest


def archived(drawn: bytes, about: About, xml: bytes | None = None) -> bytes:
    """Return a drawn PDF as PDF/A-3, with the XML of its invoice inside when there is one."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn)))
    writer.pdf_header = "%PDF-1.7"
    root = writer.root_object
    _clean_pages(writer)
    root[NameObject("/OutputIntents")] = ArrayObject([_kept(writer, _intent(writer))])
    root[NameObject("/Metadata")] = _kept(writer, _metadata(about, carries_invoice=bool(xml)))
    root[NameObject("/Lang")] = TextStringObject("fr-FR")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )
    root.pop("/PageMode", None)
    if xml is not None:
        _attach(writer, xml, about)
    writer.metadata = _information(about)
    identity = hashlib.sha256(drawn)
    identity.update(xml or b"")
    identity.update(_pdf_date(about).encode())
    half = ByteStringObject(identity.digest()[:16])
    writer._ID = ArrayObject([half, half])  # noqa: SLF001 - pypdf only offers an id by chance
    out = io.BytesIO()
    writer.write_stream(out)
    return out.getvalue()


def _clean_pages(writer: PdfWriter) -> None:
    """Take away what an archive must not have: transitions, annotations that are not printed."""
    for page in writer.pages:
        page.pop("/Trans", None)
        for annotation in page.get("/Annots", ()):
            annotation.get_object()[NameObject("/F")] = NumberObject(_PRINTED)


def _kept(writer: PdfWriter, part: PdfObject) -> IndirectObject:
    """Return a reference to a part of the file that stands on its own."""
    return writer._add_object(part)  # noqa: SLF001 - pypdf's own way to add any object


def _intent(writer: PdfWriter) -> DictionaryObject:
    profile = _stream(_packed_profile(), {"/N": NumberObject(3)}, packed=True)
    return _dictionary(
        {
            "/Type": NameObject("/OutputIntent"),
            "/S": NameObject("/GTS_PDFA1"),
            "/OutputConditionIdentifier": TextStringObject("sRGB IEC61966-2.1"),
            "/Info": TextStringObject("sRGB IEC61966-2.1"),
            "/RegistryName": TextStringObject("http://www.color.org"),
            "/DestOutputProfile": _kept(writer, profile),
        }
    )


@cache
def _packed_profile() -> bytes:
    return zlib.compress(_PROFILE.read_bytes(), 9)


def _metadata(about: About, *, carries_invoice: bool) -> StreamObject:
    # Never compressed: programs that know no PDF look for this packet in the bytes.
    names = {"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")}
    return _stream(xmp_packet(about, carries_invoice=carries_invoice), names, packed=False)


def _attach(writer: PdfWriter, xml: bytes, about: About) -> None:
    params = {
        "/Size": NumberObject(len(xml)),
        "/CheckSum": ByteStringObject(hashlib.md5(xml, usedforsecurity=False).digest()),
        "/ModDate": TextStringObject(_pdf_date(about)),
    }
    entries = {
        "/Type": NameObject("/EmbeddedFile"),
        "/Subtype": NameObject("/text/xml"),
        "/Params": _dictionary(params),
    }
    embedded = _kept(writer, _stream(zlib.compress(xml, 6), entries, packed=True))
    file = _kept(
        writer,
        _dictionary(
            {
                "/Type": NameObject("/Filespec"),
                "/F": TextStringObject(XML_NAME),
                "/UF": TextStringObject(XML_NAME),
                "/Desc": TextStringObject("Factur-X"),
                "/AFRelationship": NameObject("/Alternative"),
                "/EF": _dictionary({"/F": embedded, "/UF": embedded}),
            }
        ),
    )
    names = _dictionary({"/Names": ArrayObject([TextStringObject(XML_NAME), file])})
    writer.root_object[NameObject("/AF")] = ArrayObject([file])
    writer.root_object[NameObject("/Names")] = _dictionary({"/EmbeddedFiles": names})


def _information(about: About) -> dict[str, str]:
    day = _pdf_date(about)
    return {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.subject,
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": day,
        "/ModDate": day,
    }


def _pdf_date(about: About) -> str:
    return about.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")


def _dictionary(entries: Mapping[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): entry for name, entry in entries.items()})


def _stream(data: bytes, entries: Mapping[str, PdfObject], *, packed: bool) -> StreamObject:
    stream = StreamObject()
    stream.update(_dictionary(entries))
    if packed:
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    stream._data = data  # noqa: SLF001 - already compressed: pypdf would do it at every document
    return stream
