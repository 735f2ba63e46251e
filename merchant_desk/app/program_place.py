"""Where the macOS application was opened from: some places are not places to stay.

Opened in its disk image, or moved aside by Gatekeeper to a folder that changes every time (« app
translocation », from macOS 10.12 on), a program is neither updated nor found again.
"""

import re
import sys
from pathlib import Path, PurePosixPath

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

_ASIDE = re.compile(r"^(?:/private)?/var/folders/.+/AppTranslocation/")
_IMAGE = re.compile(r"^/Volumes/[^/]+/[^/]+\.app/")


def check_place(
    program: PurePosixPath | Path | None = None, *, bundled: bool | None = None
) -> None:
    """Raise RefusedError when the application has to be moved before it is used."""
    if bundled is None:
        bundled = sys.platform == "darwin" and bool(getattr(sys, "frozen", False))
    if not bundled:
        return
    place = str(program or Path(sys.executable))
    if _ASIDE.match(place) or _IMAGE.match(place):
        raise RefusedError(
            _("La boutique n’a pas été ouverte\u00a0: Merchant Desk n’est pas à sa place."),
            _(
                "Glissez Merchant Desk dans le dossier Applications, éjectez l’image disque, puis "
                "ouvrez-la depuis Applications. Rien n’a été enregistré."
            ),
        )
