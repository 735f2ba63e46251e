"""A label that a carrier or a storefront gave, made ready for the label printer."""

import io
import warnings
from pathlib import Path

from merchant_desk.documents.writing.pdf_pages import page_sizes
from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

_LARGEST_FILE = 50_000_000
_LARGEST_PICTURE = 60_000_000  # pixels; beyond, a small file may fill the memory
_POINTS_PER_MM = 72 / 25.4
_USUAL_MM = (100.0, 150.0)
_LEAST_DOTS = 150  # an inch: less is the default of a drawing program, not a size of paper
_LEAST_MM, _MOST_MM = 20.0, 330.0


def label_pdf(path: Path) -> bytes:
    """Return the label as a PDF at its exact size: a PDF as it is, a picture on its own page.

    A picture that does not tell its size is fitted to 100 × 150 mm. Raises RefusedError when the
    file is missing, too large, or neither a PDF nor a picture.
    """
    content = _read(path)
    if b"%PDF-" in content[:1024]:
        page_sizes(content)
        return content
    return _from_picture(content)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise _unreadable()
        return path.read_bytes()
    except OSError as error:
        raise RefusedError(
            _("L’étiquette n’a pas été imprimée\u00a0: le fichier n’a pas pu être lu."),
            _("Téléchargez-la de nouveau, puis recommencez."),
        ) from error


def _from_picture(content: bytes) -> bytes:
    from PIL import Image  # noqa: PLC0415 - on first use

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a picture cut short or oversized is judged below
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF", "BMP")) as picture:
                if picture.width * picture.height > _LARGEST_PICTURE:
                    raise _unreadable()
                dots = picture.info.get("dpi", (0, 0))
                flat = Image.new("RGB", picture.size, "white")
                coloured = picture.convert("RGBA")
                flat.paste(coloured, mask=coloured.getchannel("A"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _unreadable() from error
    return _on_a_page(flat, _paper_mm(flat.size, dots))


def _paper_mm(pixels: tuple[int, int], dots: tuple[float, float]) -> tuple[float, float]:
    """Return the paper's size: what the picture tells if it makes sense, else the usual one."""
    if min(dots) >= _LEAST_DOTS:
        told = (pixels[0] / float(dots[0]) * 25.4, pixels[1] / float(dots[1]) * 25.4)
        if min(told) >= _LEAST_MM and max(told) <= _MOST_MM:
            return told
    narrow, long = _USUAL_MM
    return (long, narrow) if pixels[0] > pixels[1] else (narrow, long)


def _on_a_page(picture: object, paper_mm: tuple[float, float]) -> bytes:
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - on first use
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - on first use

    width, height = (side * _POINTS_PER_MM for side in paper_mm)
    reader = ImageReader(picture)
    across, down = reader.getSize()
    scale = min(width / across, height / down)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    left, bottom = (width - across * scale) / 2, (height - down * scale) / 2
    canvas.drawImage(reader, left, bottom, across * scale, down * scale)
    canvas.save()
    return out.getvalue()


def _unreadable() -> RefusedError:
    return RefusedError(
        _("L’étiquette n’a pas été imprimée\u00a0: ce n’est ni un PDF, ni une image lisible."),
        _("Choisissez le fichier PDF ou PNG que le transporteur a donné."),
    )
