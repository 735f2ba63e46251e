"""A file inside a PDF: whoever has the paper has the facts behind it."""

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
    PDFZCompress,
)


def attach(document: PDFDocument, name: str, content: bytes, kind: str) -> None:
    """Embed a file under a name; ``kind`` is its MIME type. No date of today is written."""
    stream = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": "/" + kind.replace("/", "#2F"),  # PDFName escapes the # again
                "Params": PDFDictionary({"Size": len(content)}),
            }
        ),
        content,
        filters=[PDFZCompress],
    )
    file = _kept(document, stream)
    described = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(name),
            "UF": PDFString(name),
            "AFRelationship": PDFName("Source"),
            "EF": PDFDictionary({"F": file, "UF": file}),
        }
    )
    names = PDFDictionary({"Names": PDFArray([PDFString(name), _kept(document, described)])})
    catalog = document.Catalog  # type: ignore[attr-defined]  # the stub does not know it
    catalog.Names = PDFDictionary({"EmbeddedFiles": names})


def _kept(document: PDFDocument, part: PDFObject) -> PDFObject:
    """Return a reference to a part of the document that stands on its own."""
    found: PDFObject = document.Reference(part)  # type: ignore[no-untyped-call]  # stub
    return found
