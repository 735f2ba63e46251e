"""What a PDF says of itself in XMP: its archive level, its title, and the invoice inside it.

Each description declares its own namespaces: readers after Adobe's refuse names declared above.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

PRODUCER = "Merchant Desk"
XML_NAME = "factur-x.xml"
XML_LEVEL = "EN 16931"
_FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"

_START = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{made_at}</xmp:CreateDate>
<xmp:ModifyDate>{made_at}</xmp:ModifyDate>
</rdf:Description>
"""
_PROPERTY = """<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>{meaning}</pdfaProperty:description>
</rdf:li>
"""
_PROPERTIES = "".join(
    _PROPERTY.format(name=name, meaning=meaning)
    for name, meaning in (
        ("DocumentFileName", "The name of the embedded XML document"),
        ("DocumentType", "The type of the hybrid document in capital letters"),
        ("Version", "The version of the standard of the embedded XML document"),
        ("ConformanceLevel", "The conformance level of the embedded XML document"),
    )
)
_INVOICE = f"""<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_FX}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{_PROPERTIES}</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="{_FX}">
<fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>{XML_NAME}</fx:DocumentFileName>
<fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>{XML_LEVEL}</fx:ConformanceLevel>
</rdf:Description>
"""
_END = '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself; texts as ``plain_line`` gives them, the instant is aware."""

    title: str
    author: str
    subject: str
    made_at: datetime


def xmp_packet(about: About, *, carries_invoice: bool) -> bytes:
    """Return the XMP packet of a PDF/A-3, with or without an electronic invoice inside."""
    start = _START.format(
        title=escape(about.title),
        author=escape(about.author),
        subject=escape(about.subject),
        producer=PRODUCER,
        made_at=about.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00"),
    )
    return "".join((start, _INVOICE if carries_invoice else "", _END)).encode()
