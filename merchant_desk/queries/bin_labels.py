"""The labels of bins: the name in large, and the code that a scan of the bin reads."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.stock import Place
from merchant_desk.values.bin_code import bin_code
from merchant_desk.values.ids import LocationId
from merchant_desk.values.labels import Label
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _
from merchant_desk.values.words import PlaceKind

_PLACES = table(Place)


def bin_labels(
    session: Session, location_id: LocationId | None = None, codes: Sequence[str] = ()
) -> tuple[Label, ...]:
    """Return a label for each of these bins, or for all of them, in the order of the walk.

    Raises RefusedError for a bin that is not there, for none at all, and for a name that no code
    can say.
    """
    wanted = (
        select(_PLACES.c.code)
        .where(_PLACES.c.kind == PlaceKind.BIN)
        .order_by(_PLACES.c.walk_order, _PLACES.c.code)
    )
    if location_id is not None:
        wanted = wanted.where(_PLACES.c.location_id == location_id)
    known = list(dict.fromkeys(session.execute(wanted).scalars()))
    asked = {each.strip().upper(): each.strip() for each in codes if each.strip()}
    strange = asked.keys() - {each.upper() for each in known}
    if strange:
        raise _refused(
            _("l’emplacement {code} n’existe pas").format(code=asked[min(strange)]),
            _("Corrigez son nom, ou créez-le d’abord dans Stock."),
        )
    chosen = [each for each in known if not asked or each.upper() in asked]
    if not chosen:
        raise _refused(_("il n’y a aucun emplacement"), _("Créez d’abord un emplacement."))
    return tuple(_label(each) for each in chosen)


def _label(code: str) -> Label:
    try:
        return Label(name=code, sku=bin_code(code), price=ZERO)
    except ValueError:
        raise _refused(
            _("le nom «\u00a0{code}\u00a0» n’a ni lettre ni chiffre").format(code=code),
            _("Renommez cet emplacement."),
        ) from None


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(
        _("Les étiquettes n’ont pas été faites\u00a0: {why}.").format(why=why), advice
    )
