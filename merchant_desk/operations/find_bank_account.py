"""The account of the shop that a gesture is about."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.cash import CashAccount
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.texts import _


def find_bank_account(session: Session, account_id: CashAccountId) -> CashAccount:
    """Return the account, or refuse."""
    found = session.get(CashAccount, account_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise RefusedError(
            _("Le compte n’a pas été modifié\u00a0: il n’existe pas."),
            _("Choisissez un compte de la liste."),
        )
    return found
