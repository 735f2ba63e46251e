"""What an account holds, said by her: files that tell no balance need a day to count from."""

from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.find_bank_account import find_bank_account
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


def set_bank_opening(
    session: Session, gesture: Gesture, account_id: CashAccountId, amount: Money, day: date
) -> None:
    """Note what the account held on the evening of a day."""
    if day > paris_date(gesture.at):
        raise RefusedError(
            _("Le solde n’a pas été noté\u00a0: ce jour n’est pas encore passé."),
            _("Donnez le solde d’un soir passé, comme il est sur le site de votre banque."),
        )
    account = find_bank_account(session, account_id)
    account.opening, account.opening_on = amount, day
    account.changed_at, account.by = gesture.at, gesture.person
