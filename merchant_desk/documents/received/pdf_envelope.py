"""The PDF around an invoice's data: opened with care, its attached XML taken out."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_OBJECTS = 200_000
"""A PDF of more parts than this is no invoice."""
_DEEPEST = 40
_ACTS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"})
_INVOICE = re.compile(
    rb"<(?:[\w.-]+:)?(?:CrossIndustryInvoice|CrossIndustryDocument|Invoice|CreditNote|"
    rb"SCRDMCCBDACIOMessageStructure)[\s>]"
)
_LARGEST_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Attached:
    """One file attached to a PDF."""

    name: str
    content: bytes


def attached_invoice(pdf: bytes) -> Attached:
    """Return the invoice data of a PDF. Raises RefusedError when there are none, or two."""
    files = _attached(pdf)
    found = [each for each in files if _INVOICE.search(_plain(each.content)[:_LARGEST_HEAD])]
    different = {each.content for each in found}
    if not found:
        raise RefusedError(
            _("Ce PDF n’a pas été lu\u00a0: il ne contient pas de données de facture (Factur-X)."),
            _("Demandez une facture électronique à votre fournisseur, ou saisissez celle-ci."),
        )
    if len(different) > 1:
        raise RefusedError(
            _("Ce PDF n’a pas été lu\u00a0: il contient {n} factures différentes.").format(
                n=len(different)
            ),
            _("Demandez à votre fournisseur laquelle est la bonne, dans un seul fichier."),
        )
    return found[0]


def _attached(pdf: bytes) -> list[Attached]:
    from pypdf import PdfReader  # noqa: PLC0415 - on the first PDF received
    from pypdf.errors import FileNotDecryptedError, PyPdfError  # noqa: PLC0415 - same

    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted:
            raise _locked()
        _refuse_acts(reader)
        return [*_named(reader), *_associated(reader)]
    except FileNotDecryptedError as error:
        raise _locked() from error
    except (
        PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
        NotImplementedError, RecursionError, AssertionError,
    ) as error:  # fmt: skip
        raise RefusedError(
            _("Ce PDF n’a pas été lu\u00a0: il est abîmé ou incomplet."),
            _("Téléchargez-le de nouveau, ou redemandez-le à votre fournisseur."),
        ) from error


def _named(reader: "PdfReader") -> list[Attached]:
    return [Attached(str(each.name), each.content) for each in reader.attachment_list]


def _associated(reader: "PdfReader") -> list[Attached]:
    """Return the files that PDF/A-3 associates with the document, named in the list or not."""
    listed = _plain_object(reader.root_object.get("/AF"))
    found = []
    for each in listed if isinstance(listed, list) else []:
        streams = _plain_object(_plain_object(each).get("/EF", {}))
        stream = _plain_object(streams.get("/F") or streams.get("/UF"))
        if stream is not None and hasattr(stream, "get_data"):
            found.append(Attached("", stream.get_data()))
    return found


def _refuse_acts(reader: "PdfReader") -> None:
    """Refuse a PDF that runs a script, starts a program or sends data when it is opened."""
    for each in _objects(reader):
        if _acts(each, _DEEPEST):
            raise RefusedError(
                _("Ce PDF n’a pas été lu\u00a0: il contient un script ou lance un programme."),
                _("Une facture n’en a pas besoin. Vérifiez d’où il vient avant de l’ouvrir."),
            )


def _objects(reader: "PdfReader") -> Iterator[Any]:
    from pypdf.generic import IndirectObject  # noqa: PLC0415 - on the first PDF received

    numbers = {(number, generation) for generation, kept in reader.xref.items() for number in kept}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise RefusedError(
            _("Ce PDF n’a pas été lu\u00a0: il a trop de parties pour une facture."),
            _("Demandez à votre fournisseur la facture seule."),
        )
    yield reader.trailer
    for number, generation in sorted(numbers):
        if number:
            yield reader.get_object(IndirectObject(number, generation, reader))


def _acts(found: Any, depth: int) -> bool:
    """Tell whether an object, or one written inside it, does something by itself."""
    if depth == 0:
        return True
    if isinstance(found, dict):
        inside: Iterator[Any] = iter(dict.values(found))  # as written: references are not followed
        if dict.get(found, "/S") in _ACTS or "/JS" in found or "/JavaScript" in found:
            return True
        return any(_acts(each, depth - 1) for each in inside)
    if isinstance(found, list):
        return any(_acts(each, depth - 1) for each in list.__iter__(found))
    return False


def _plain_object(found: Any) -> Any:
    return found.get_object() if hasattr(found, "get_object") else found


def _plain(content: bytes) -> bytes:
    """Return the start of a file without the zeros of UTF-16."""
    head = content[: 2 * _LARGEST_HEAD]
    return head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head


def _locked() -> RefusedError:
    return RefusedError(
        _("Ce PDF n’a pas été lu\u00a0: il est protégé par un mot de passe."),
        _("Enregistrez-en une copie sans protection, ou redemandez-le à votre fournisseur."),
    )
