"""A pastel tile with a line icon, in place of a photo that is not there."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.ui.painting import draw_icon, rounded
from merchant_desk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class _Pastel:
    ground: str
    ink: str
    night_ground: str
    night_ink: str


_GREEN = _Pastel("#E8EEDF", "#4F7037", "#252E1D", "#A9C98C")
_BLUE = _Pastel("#DDEBF3", "#2B6C93", "#192B36", "#85BFE0")
_PINK = _Pastel("#FBE1E5", "#A93D55", "#391F25", "#EE9DAE")
_ORANGE = _Pastel("#F6E6D8", "#A5521F", "#37261A", "#E8A878")
_YELLOW = _Pastel("#F3EACB", "#846510", "#302A15", "#DCC36F")
_SLATE = _Pastel("#E4E8EF", "#44546F", "#262A33", "#AAB6CC")
_VIOLET = _Pastel("#E9E4F5", "#5F4B9B", "#2A2438", "#BBABE8")

_KINDS = (
    ("bougie fondant meche photophore", "flame", _ORANGE),
    ("huile serum eau parfum brume lotion shampoing gel", "droplet", _BLUE),
    ("savon lavande verveine plante herbe graine infusion tisane", "leaf", _GREEN),
    ("biscuit sable gateau cookie madeleine navette", "cookie", _YELLOW),
    ("bonbon caramel nougat calisson chocolat praline", "candy", _PINK),
    ("miel confiture conserve tapenade sel epice moutarde", "utensils", _YELLOW),
    ("pochon coffret cadeau panier carte", "gift", _PINK),
    ("cafe the tasse mug bol", "coffee", _ORANGE),
    ("vin sirop liqueur biere jus", "wine", _PINK),
    ("pomme fruit legume", "apple", _GREEN),
    ("tee-shirt t-shirt chemise pull robe tablier echarpe foulard torchon", "shirt", _VIOLET),
    ("bague collier bracelet boucle bijou broche", "gem", _VIOLET),
    ("livre carnet cahier affiche papier", "book-open", _SLATE),
    ("bebe doudou bavoir", "baby", _PINK),
    ("jouet puzzle jeu", "toy-brick", _BLUE),
    ("lampe abat-jour guirlande", "lamp", _YELLOW),
    ("bain eponge serviette sels", "bath", _BLUE),
    ("baume creme beurre masque soin", "sparkles", _VIOLET),
    ("fleur bouquet rose", "flower-2", _PINK),
    ("sac cabas trousse", "shopping-bag", _ORANGE),
    ("pinceau peinture encre crayon", "palette", _BLUE),
    ("montre", "watch", _SLATE),
)


_BY_WORD = {word: (icon, pastel) for words, icon, pastel in _KINDS for word in words.split()}
_ANY = ("package", _SLATE)


def tile_icon(product: str) -> str:
    """Return the icon that a product's name calls for."""
    return _tile(product)[0]


@lru_cache(maxsize=1024)
def _tile(product: str) -> tuple[str, _Pastel]:
    plain = unicodedata.normalize("NFD", product.casefold().replace("’", " ").replace("'", " "))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    for word in letters.split():
        bare = word.strip(",.()")
        found = _BY_WORD.get(bare) or _BY_WORD.get(bare.removesuffix("s"))
        if found:
            return found
    return _ANY


def paint_thumbnail(painter: QPainter, theme: Theme, product: str, area: QRectF) -> None:
    """Draw the tile of a product from a list's delegate."""
    icon, pastel = _tile(product)
    dark = theme.tokens.dark
    rounded(painter, area, 8, fill=pastel.night_ground if dark else pastel.ground)
    inset = area.width() * 0.26
    ink = pastel.night_ink if dark else pastel.ink
    draw_icon(painter, icon, ink, area.adjusted(inset, inset, -inset, -inset))


class Thumbnail(QWidget):
    """The tile of one product; decoration, its name stands beside it."""

    def __init__(
        self, theme: Theme, product: str, size: int = 40, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._product = product
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_product(self, product: str) -> None:
        """Show another product's tile."""
        self._product = product
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        paint_thumbnail(QPainter(self), self._theme, self._product, QRectF(self.rect()))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
