"""An account: made by hand, called otherwise, closed, opened again."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.cash import CashAccount
from merchant_desk.operations.find_bank_account import find_bank_account
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CashAccountId, id_text, new_id
from merchant_desk.values.texts import _


def open_bank_account(session: Session, gesture: Gesture, name: str) -> CashAccountId:
    """Make an account whose number no file has told yet."""
    account_id = CashAccountId(new_id())
    session.add(
        CashAccount(
            id=account_id,
            name=_named(name),
            key=id_text(account_id),
            changed_at=gesture.at,
            by=gesture.person,
        )
    )
    session.flush()
    return account_id


def rename_bank_account(
    session: Session, gesture: Gesture, account_id: CashAccountId, name: str
) -> None:
    """Call an account otherwise."""
    account = find_bank_account(session, account_id)
    account.name = _named(name)
    account.changed_at, account.by = gesture.at, gesture.person


def close_bank_account(
    session: Session, gesture: Gesture, account_id: CashAccountId, *, active: bool = False
) -> None:
    """Leave an account out of the balance, or take it in again; its lines stay."""
    account = find_bank_account(session, account_id)
    account.active = active
    account.changed_at, account.by = gesture.at, gesture.person


def _named(name: str) -> str:
    if not name.strip():
        raise RefusedError(
            _("Le compte n’a pas été enregistré\u00a0: il n’a pas de nom."),
            _("Donnez-lui un nom, par exemple «\u00a0Compte courant\u00a0»."),
        )
    return name.strip()
