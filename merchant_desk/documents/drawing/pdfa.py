"""A drawn PDF made a PDF/A-3: it will open the same in ten years, and may carry its own data.

What is missing from what ReportLab writes: the colour space all inks are meant in, and what the
file says of itself in XMP; pages must have no transitions. Nothing depends on the clock or on
chance: the same drawing and the same data give the same bytes.
"""

import hashlib
import re
import zlib
from datetime import UTC
from functools import cache

from merchant_desk.documents.drawing.pdf_objects import (
    PdfObjects,
    Reference,
    stream,
    text_string,
)
from merchant_desk.documents.drawing.xmp import PRODUCER, XML_NAME, About, xmp_packet
from merchant_desk.values.bundled import RESOURCES

_PROFILE = RESOURCES / "colour" / "sRGB.icc"
_PAGES = re.compile(rb"/Pages (\d+ 0 R)")
_TRANSITION = re.compile(rb"/Trans <<\s*>>\s*")
_ANNOTATIONS = b"/Annots"


def archived(drawn: bytes, about: About, xml: bytes | None = None) -> bytes:
    """Return a drawn PDF as PDF/A-3, with the XML of its invoice inside when there is one.

    Raises ValueError for a drawing that an archive cannot hold.
    """
    objects = PdfObjects(drawn)
    for number in objects.of_type(b"Page"):
        if _ANNOTATIONS in objects.body(number):
            raise ValueError("links and forms do not belong on a page of an archive")
        objects.put(number, _TRANSITION.sub(b"", objects.body(number)))
    entries = [
        "/Type /Catalog /Lang (fr-FR) /ViewerPreferences << /DisplayDocTitle true >>",
        f"/Pages {_pages(objects)}",
        f"/OutputIntents [{_intent(objects)}]",
        f"/Metadata {_metadata(objects, about, carries_invoice=xml is not None)}",
    ]
    if xml is not None:
        file = _attach(objects, xml, about)
        names = f"/Names << /EmbeddedFiles << /Names [{text_string(XML_NAME)} {file}] >> >>"
        entries += [f"/AF [{file}]", names]
    objects.put(objects.root, f"<< {' '.join(entries)} >>".encode())
    objects.put(objects.info, _information(about).encode())
    identity = hashlib.sha256(drawn)
    identity.update(xml or b"")
    identity.update(_pdf_date(about).encode())
    return objects.written(identity.digest()[:16])


def _pages(objects: PdfObjects) -> Reference:
    found = _PAGES.search(objects.body(objects.root))
    if found is None:
        raise ValueError("a file without pages")
    return found[1].decode()


def _intent(objects: PdfObjects) -> Reference:
    profile = objects.add(stream("/N 3 /Filter /FlateDecode", _packed_profile()))
    space = text_string("sRGB IEC61966-2.1")
    return objects.add(
        f"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier {space} /Info {space}"
        f" /RegistryName (http://www.color.org) /DestOutputProfile {profile} >>".encode()
    )


@cache
def _packed_profile() -> bytes:
    return zlib.compress(_PROFILE.read_bytes(), 9)


def _metadata(objects: PdfObjects, about: About, *, carries_invoice: bool) -> Reference:
    # Never compressed: programs that know no PDF look for this packet in the bytes.
    packet = xmp_packet(about, carries_invoice=carries_invoice)
    return objects.add(stream("/Type /Metadata /Subtype /XML", packet))


def _attach(objects: PdfObjects, xml: bytes, about: About) -> Reference:
    checksum = hashlib.md5(xml, usedforsecurity=False).hexdigest()
    params = f"<< /Size {len(xml)} /CheckSum <{checksum}> /ModDate ({_pdf_date(about)}) >>"
    head = f"/Type /EmbeddedFile /Subtype /text#2Fxml /Filter /FlateDecode /Params {params}"
    embedded = objects.add(stream(head, zlib.compress(xml, 6)))
    name = text_string(XML_NAME)
    return objects.add(
        f"<< /Type /Filespec /F {name} /UF {name} /Desc (Factur-X)"
        f" /AFRelationship /Alternative /EF << /F {embedded} /UF {embedded} >> >>".encode()
    )


def _information(about: About) -> str:
    told = {
        "Title": about.title,
        "Author": about.author,
        "Subject": about.subject,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": _pdf_date(about),
        "ModDate": _pdf_date(about),
    }
    return "<< " + " ".join(f"/{key} {text_string(text)}" for key, text in told.items()) + " >>"


def _pdf_date(about: About) -> str:
    return about.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
