"""A drawn invoice becomes PDF/A-3 with its XML inside, and the check refuses what is not."""

import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from merchant_desk.documents import draw_invoice
from merchant_desk.documents.drawing.about_document import about
from merchant_desk.documents.drawing.pdfa import archived
from merchant_desk.documents.factur_x import with_xml
from tests.documents.pdfa_check import NEEDS_PIKEPDF, faults, syntax_faults, verdict
from tests.documents.reading import whole_text
from tests.documents.samples import invoice, issued, logo

XML = "<?xml version='1.0' encoding='UTF-8'?><facture>été</facture>".encode()
PAGE = issued(replace(invoice(), logo=logo()))


def _changed(change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(with_xml(PAGE, XML))))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _drawn(draw: Callable[[Canvas], object]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return archived(out.getvalue(), about(PAGE), XML)


def _script(writer: PdfWriter) -> None:
    action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(key): value for key, value in action.items()}
    )


def _root(key: str) -> Callable[[PdfWriter], None]:
    return lambda writer: writer.root_object.pop(NameObject(key), None)


def _relation(writer: PdfWriter) -> None:
    files: Any = writer.root_object["/AF"]
    del files[0].get_object()["/AFRelationship"]


@NEEDS_PIKEPDF
def test_the_file_is_a_pdf_a_3() -> None:
    pdf = with_xml(PAGE, XML)

    assert verdict(pdf) == "pass"
    assert faults(pdf, XML) == syntax_faults(pdf) == []


def test_without_xml_nothing_is_attached_or_announced() -> None:
    pdf = archived(_plain_canvas(), about(PAGE))

    assert faults(pdf, None) == syntax_faults(pdf) == []


def test_what_reportlab_writes_is_put_right_in_the_bytes() -> None:
    drawn = draw_invoice(PAGE)

    assert b"endstream" in drawn
    assert re.search(rb"[^\n]endstream", drawn)
    assert not re.search(rb"[^\n]endstream", with_xml(PAGE, XML))


def test_a_page_with_links_is_refused_as_they_need_care_in_an_archive() -> None:
    def linked(canvas: Canvas) -> None:
        canvas.linkURL("https://maison-lavande.fr", (9, 9, 90, 90))

    with pytest.raises(ValueError, match="links"):
        _drawn(linked)


@pytest.mark.parametrize("shop", ["Épicerie « Du Port » \\(1)", "متجر", "Ōkami 🐺"])
def test_any_name_of_a_shop_is_what_the_file_says(shop: str) -> None:
    told = replace(about(PAGE), author=shop)

    pdf = archived(_plain_canvas(), told, XML)

    found = PdfReader(io.BytesIO(pdf)).metadata
    assert found is not None
    assert found.author == shop
    assert faults(pdf, XML) == syntax_faults(pdf) == []


@NEEDS_PIKEPDF
@pytest.mark.parametrize(
    "change",
    [_root("/OutputIntents"), _root("/AF"), _relation, _script],
    ids=["no colours", "no file", "no relation", "script"],
)
def test_a_file_that_lacks_a_part_or_has_a_script_is_refused(
    change: Callable[[PdfWriter], None],
) -> None:
    assert verdict(_changed(change)) != "pass"


@NEEDS_PIKEPDF
@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: canvas.drawString(50, 50, "Facture"),
        lambda canvas: (canvas.setFillColorCMYK(0, 1, 1, 0), canvas.rect(9, 9, 9, 9, fill=1)),
    ],
    ids=["Helvetica", "CMYK"],
)
def test_fonts_left_out_and_printing_inks_are_refused(draw: Callable[[Canvas], object]) -> None:
    assert verdict(_drawn(draw)) != "pass"


def test_what_pikepdf_cannot_see_is_found() -> None:
    missing = [
        faults(_changed(_root("/AF")), XML),
        faults(_changed(_root("/Metadata")), XML),
        faults(_changed(lambda writer: writer.encrypt("secret")), XML),
        faults(with_xml(PAGE, XML + b" "), XML),
        faults(archived(_plain_canvas(), about(PAGE)), XML),
    ]

    assert all(missing)


def test_the_pages_look_as_they_were_drawn() -> None:
    pdf = with_xml(PAGE, XML)

    assert "Savon lavande 100 g" in whole_text(pdf)
    assert not any("/Trans" in page for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_file_says_what_it_is_and_from_when() -> None:
    found = PdfReader(io.BytesIO(with_xml(PAGE, XML))).metadata

    assert found is not None
    assert (found.title, found.author) == ("Facture FA2026-000123", "Maison Lavande")
    assert found.creation_date is not None
    assert found.creation_date.date() == PAGE.issued_on


def test_two_processes_write_the_same_bytes() -> None:
    told = """
import hashlib
from tests.documents.test_pdfa import PAGE, XML, with_xml
print(hashlib.sha256(with_xml(PAGE, XML)).hexdigest())
"""

    other = subprocess.run(  # noqa: S603 - our own interpreter, a constant text
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )

    assert other.stdout.strip() == hashlib.sha256(with_xml(PAGE, XML)).hexdigest()


def test_another_xml_is_another_file() -> None:
    first, second = (PdfReader(io.BytesIO(with_xml(PAGE, xml))) for xml in (XML, XML + b"\n"))

    assert first.trailer["/ID"] != second.trailer["/ID"]


def _plain_canvas() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.rect(9, 9, 9, 9, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
