"""A PDF document of pages of one size, A4 unless told, drawn from the top left corner in points.

Operators are written straight into the page, as a batch of 500 slips must be out before the
printer is warm; pages stay open until the end, so that « 2/5 » can be written on them.
"""

import io
import math

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

from merchant_desk.documents.drawing.attachment import attach
from merchant_desk.documents.drawing.encoding import Encoder
from merchant_desk.documents.drawing.ink import HEIGHT, WIDTH, Ink, Style
from merchant_desk.documents.drawing.logo import Logo
from merchant_desk.documents.drawing.typeface import Face, typeface

# Binary streams: four bytes for every five that ReportLab writes by default, and a third faster.
rl_config.useA85 = 0

_LOGO = "logo"


class Page:
    """One page; nothing is final before the document is finished."""

    def __init__(self, encoder: Encoder, height: float = HEIGHT) -> None:
        self._encoder = encoder
        self._height = height
        self._ops: list[str] = []
        self._ink: Ink = ""
        self.logo_places: list[tuple[float, float, float, float]] = []

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Write from ``x`` to the right, on the base line ``y``."""
        self._use(style.ink)
        shown = self._encoder.show(style.face, style.size, text)
        self._ops.append(f"BT 1 0 0 1 {x:.2f} {self._height - y:.2f} Tm {shown} ET")

    def turned(self, x: float, y: float, text: str, style: Style, degrees: float) -> None:
        """Write around a point: the middle of the text is there, and it climbs to the right."""
        self._use(style.ink)
        shown = self._encoder.show(style.face, style.size, text)
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        half = typeface(style.face).width(text, style.size) / 2
        left, low = x - half * cos, self._height - y - half * sin
        matrix = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {left:.2f} {low:.2f}"
        self._ops.append(f"BT {matrix} Tm {shown} ET")

    def right(self, x: float, y: float, text: str, style: Style) -> None:
        """Write so that the text ends at ``x``."""
        self.text(x - typeface(style.face).width(text, style.size), y, text, style)

    def centred(self, x: float, y: float, text: str, style: Style) -> None:
        """Write so that the middle of the text is at ``x``."""
        self.text(x - typeface(style.face).width(text, style.size) / 2, y, text, style)

    def fill(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        """Fill a rectangle whose top left corner is at ``x``, ``y``."""
        self._use(ink)
        bottom = self._height - y - height
        self._ops.append(f"{x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        """Draw the outline of a rectangle."""
        bottom = self._height - y - height
        self._ops.append(f"{ink} RG .8 w {x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re S")

    def line(self, x: float, y: float, to: float, ink: Ink, weight: float = 0.6) -> None:
        """Draw a horizontal line."""
        level = self._height - y
        self._ops.append(f"{ink} RG {weight:g} w {x:.2f} {level:.2f} m {to:.2f} {level:.2f} l S")

    def from_bottom(self, y: float) -> float:
        """Return how high above the lower edge a level lies, as ready-made operators count."""
        return self._height - y

    def operators(self, operators: str, ink: Ink) -> None:
        """Add ready-made operators that fill with an ink."""
        self._use(ink)
        self._ops.append(operators)

    def logo(self, x: float, y: float, width: float, height: float) -> None:
        """Place the logo of the document; it is embedded once."""
        self.logo_places.append((x, self._height - y - height, width, height))

    def content(self) -> str:
        """Return the operators of the page."""
        return "\n".join(self._ops)

    def _use(self, ink: Ink) -> None:
        if ink != self._ink:
            self._ops.append(f"{ink} rg")
            self._ink = ink


class _Jpeg:
    """What ReportLab asks of an image that is a JPEG already."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def jpeg_fh(self) -> io.BytesIO:
        """Return the file."""
        return io.BytesIO(self._data)


class Paper:
    """A document being drawn; the same drawing gives the same bytes."""

    def __init__(
        self,
        title: str,
        author: str,
        logo: Logo | None = None,
        size: tuple[float, float] = (WIDTH, HEIGHT),
    ) -> None:
        typeface(Face.TEXT)
        self._buffer = io.BytesIO()
        self._canvas = Canvas(
            self._buffer,
            pagesize=size,
            pageCompression=1,
            invariant=1,
            # Every font of the file is embedded, Helvetica never; the stub mistakes the name
            # for a size.
            initialFontName=Face.TEXT.value,  # type: ignore[arg-type]  # the stub knows only built-in fonts
            lang="fr-FR",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("Merchant Desk")
        # ReportLab has no public way to the document of a canvas; font subsets and images need it.
        document = self._canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001 - forms and fonts have no other door
        self._document = document
        self._encoder = Encoder(document)
        self._pages: list[Page] = []
        self._width, self._height = size
        self._lowered = 0.0
        self.logo = logo
        if logo:
            document.addForm(_LOGO, PDFImageXObject(_LOGO, _Jpeg(logo.jpeg)))

    def page(self) -> Page:
        """Begin a page."""
        page = Page(self._encoder, self._height)
        self._pages.append(page)
        return page

    def cut(self, height: float) -> None:
        """Give a roll, begun with no height at all, the length that its content took."""
        self._canvas.setPageSize((self._width, height))
        self._lowered = height - self._height

    def attach(self, name: str, content: bytes, kind: str, keywords: str) -> None:
        """Embed a file, and say in the document's properties what it is known by."""
        attach(self._document, name, content, kind)
        self._canvas.setKeywords(keywords)

    def finish(self) -> bytes:
        """Return the bytes of the document."""
        for page in self._pages:
            if self._lowered:
                self._canvas.addLiteral(f"1 0 0 1 0 {self._lowered:.2f} cm")
            self._canvas.addLiteral(page.content())
            for x, y, width, height in page.logo_places:
                self._canvas.addLiteral(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm")
                self._canvas.doForm(_LOGO)
                self._canvas.addLiteral("Q")
            self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()
