"""The logo of the shop, made ready for paper once and embedded once a document."""

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

_WIDEST, _HIGHEST = 900, 400  # pixels: 300 dots an inch at the largest size it is printed
_LARGEST_FILE = 20_000_000
_LARGEST_PICTURE = 60_000_000  # pixels; beyond, a small file may fill the memory


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo on white, as a JPEG."""

    jpeg: bytes
    width: int
    height: int

    def fitted(self, room: float, height: float) -> tuple[float, float]:
        """Return the size at which it stays inside a room, its proportions kept."""
        scale = min(room / self.width, height / self.height)
        return self.width * scale, self.height * scale


@lru_cache(maxsize=8)
def ready_logo(data: bytes | None) -> Logo | None:
    """Return the logo ready to embed, or None when there is none that can be read."""
    if not data or len(data) > _LARGEST_FILE:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a picture cut short or oversized is judged below
            return _flattened(data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # the name of the shop is printed instead


def _flattened(data: bytes) -> Logo | None:
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF", "BMP")) as picture:
        if picture.width * picture.height > _LARGEST_PICTURE:
            return None
        coloured = picture.convert("RGBA")
    coloured.thumbnail((_WIDEST, _HIGHEST), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", coloured.size, "white")
    paper.paste(coloured, mask=coloured.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=95, subsampling=0)
    return Logo(out.getvalue(), paper.width, paper.height)
