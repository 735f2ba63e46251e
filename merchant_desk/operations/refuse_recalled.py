"""A parcel that holds a recalled lot does not leave."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.queries.recalled_in_parcel import recalled_in_parcel
from merchant_desk.values.ids import ParcelId
from merchant_desk.values.texts import _


def refuse_recalled(session: Session, parcel_id: ParcelId) -> None:
    """Raise RefusedError when units of a recalled lot lie in the parcel."""
    for each in recalled_in_parcel(session, parcel_id):
        title = _("Le colis n’a pas été fermé\u00a0: «\u00a0{name}\u00a0», lot {lot}, est rappelé.")
        raise RefusedError(
            title.format(name=each.name, lot=each.number),
            _("Scannez-le de nouveau\u00a0: il sortira du colis. Puis mettez-le à part."),
        )
