"""Whether a PDF may be called PDF/A-3 and Factur-X: the verdict of pikepdf, and what it cannot see.

pikepdf knows no extension schema: it judges a copy without the two descriptions of Factur-X,
which are read here. It has no wheel for every computer; where it is missing, tests say so.
"""

import importlib.util
import io
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

HAS_PIKEPDF = importlib.util.find_spec("pikepdf") is not None
NEEDS_PIKEPDF = pytest.mark.skipif(
    not HAS_PIKEPDF, reason="pikepdf has no wheel for this system: PDF/A is judged on Linux"
)

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_FX = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
_PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
_EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
_PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_DESCRIBED = re.compile(rb"<rdf:Description\b.*?</rdf:Description>\s*", re.DOTALL)
_VALUES = {
    "DocumentType": "INVOICE",
    "DocumentFileName": "factur-x.xml",
    "Version": "1.0",
    "ConformanceLevel": "EN 16931",
}


def verdict(pdf: bytes) -> str:
    """Return what pikepdf says of a copy stripped of the Factur-X descriptions."""
    import pikepdf.pdfa  # noqa: PLC0415 - not on every computer

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if problems := document.check_pdf_syntax():
            return "; ".join(problems)
        packet: Any = document.Root.Metadata.read_bytes()
        document.Root.Metadata = pikepdf.Stream(
            document, _stripped(packet), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        document.save(out, min_version="1.7", deterministic_id=True)
    report = pikepdf.pdfa.validate_written(io.BytesIO(out.getvalue()), "3b")
    return "pass" if report.passed else "; ".join(str(each) for each in report.findings)


def syntax_faults(pdf: bytes) -> list[str]:
    """Return what is wrong in the bytes themselves, by ISO 19005-3, 6.1.2 to 6.1.9."""
    found = [] if re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}\n", pdf) else ["header"]
    table, end = pdf.rindex(b"xref\n0 "), pdf.rindex(b"trailer\n")
    if not pdf.endswith(b"startxref\n%d\n%%%%EOF\n" % table):
        found.append("end of file")
    entries = pdf[pdf.index(b"\n", table + 5) + 1 : end]
    offsets = [int(entries[at : at + 10]) for at in range(20, len(entries), 20)]
    if len(entries) % 20 or not entries.startswith(b"0000000000 65535 f \n"):
        found.append("table of objects")
    if not re.search(rb"/ID \[<([0-9a-f]{32})> <\1>\]", pdf[end:]) or b"/Encrypt" in pdf[end:]:
        found.append("trailer")
    for number, (start, stop) in enumerate(pairwise([*offsets, table]), 1):
        found += _object_faults(number, pdf[start:stop])
    return found


def _object_faults(number: int, written: bytes) -> list[str]:
    head = b"%d 0 obj\n" % number
    if not written.startswith(head) or not written.endswith(b"\nendobj\n"):
        return [f"object {number}"]
    begun = written.find(b"\nstream\n")
    if begun < 0:
        return []
    length = re.search(rb"/Length (\d+)", written[:begun])
    data = written[begun + len(b"\nstream\n") : -len(b"\nendstream\nendobj\n")]
    whole = written.endswith(b"\nendstream\nendobj\n")
    return [] if whole and length and int(length[1]) == len(data) else [f"stream {number}"]


def faults(pdf: bytes, xml: bytes | None) -> list[str]:
    """Return what is wrong with the envelope; ``xml`` is what must be inside, None for nothing."""
    found: list[str] = []
    reader = PdfReader(io.BytesIO(pdf))
    if reader.is_encrypted:
        return [*found, "encrypted"]
    root: Any = reader.trailer["/Root"]
    if "/Metadata" not in root:
        return [*found, "no metadata"]
    found += _xmp_faults(root["/Metadata"].get_data(), carries_invoice=xml is not None)
    inside = dict(reader.attachments.items())
    if xml is None:
        return [*found, *(["attachment"] if inside or "/AF" in root else [])]
    if inside != {"factur-x.xml": [xml]}:
        found.append("attachment")
    return found + _file_faults(root)


def _file_faults(root: Any) -> list[str]:
    if len(root.get("/AF", ())) != 1:
        return ["AF"]
    file = root["/AF"][0].get_object()
    wrong = [] if file.get("/AFRelationship") == "/Alternative" else ["AFRelationship"]
    if file.get("/F") != "factur-x.xml" or file.get("/UF") != "factur-x.xml":
        wrong.append("file name")
    if file["/EF"]["/F"].get_object().get("/Subtype") != "/text/xml":
        wrong.append("file type")
    return wrong


def _xmp_faults(packet: bytes, *, carries_invoice: bool) -> list[str]:
    rdf = _rdf(packet)
    wrong = [f"rdf:about of {each}" for each in rdf if each.get(f"{_RDF}about") != ""]
    if (rdf.findtext(f"*/{_PDFAID}part"), rdf.findtext(f"*/{_PDFAID}conformance")) != ("3", "B"):
        wrong.append("level")
    names = {each.text for each in rdf.iterfind(f".//{_PROPERTY}name")}
    values = {
        each.tag.removeprefix(_FX): each.text for each in rdf.iter() if each.tag.startswith(_FX)
    }
    schema = rdf.findtext(f".//{_EXTENSION}schemas/{_RDF}Bag/{_RDF}li/{_SCHEMA}namespaceURI")
    if values != (_VALUES if carries_invoice else {}):
        wrong.append("Factur-X values")
    if names != (set(_VALUES) if carries_invoice else set()):
        wrong.append("extension schema")
    if schema != (_FX.strip("{}") if carries_invoice else None):
        wrong.append("extension namespace")
    return wrong


def _rdf(packet: bytes) -> ET.Element:
    rdf = ET.fromstring(packet).find(f"{_RDF}RDF")  # noqa: S314 - written by ourselves a moment ago
    assert rdf is not None
    return rdf


def _stripped(packet: bytes) -> bytes:
    """Return a packet without the descriptions that name Factur-X, byte by byte otherwise."""
    return _DESCRIBED.sub(
        lambda found: b"" if b"urn:factur-x" in found.group() else found.group(), packet
    )
