"""An evening of settlements, cheques and cash that can be begun again anywhere."""

from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.documents.payouts.payout_reading import read_payout_file
from merchant_desk.models.cash import CashAccount
from merchant_desk.models.cash_aside import BankDeposit, DepositEvent, DepositItem
from merchant_desk.operations.bounce_cheque import BounceAsked, bounce_cheque
from merchant_desk.operations.import_payout import import_payout
from merchant_desk.operations.make_deposit import CashAsked, deposit_cash, deposit_cheques
from merchant_desk.queries.deposit_candidates import cheques_to_bring
from merchant_desk.values.cash_words import DepositEventKind, DepositKind
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import CashAccountId, RecordId
from tests.documents.payouts import samples
from tests.kill.day import act


def live_payouts(database: Database) -> None:
    """Keep two settlements, bring two cheques and cash, note one cheque unpaid: to the end."""
    for name in ("stripe", "mollie"):
        file = read_payout_file(f"{name}.csv", samples.ALL[name].encode())
        database.gesture(import_payout, act(), file)
    gesture = act()
    today = paris_date(gesture.at)
    with database.read() as session:
        account = CashAccountId(session.scalars(select(CashAccount.id)).one())
        waiting = [each.payment_id for each in cheques_to_bring(session, today)]
        kinds = set(session.scalars(select(BankDeposit.kind)))
    if waiting:
        database.gesture(deposit_cheques, gesture, account, today, waiting)
    if DepositKind.CASH not in kinds:
        asked = CashAsked(account_id=account, day=today, pieces=((2000, 3), (50, 1)))
        database.gesture(deposit_cash, act(), asked)
    with database.read() as session:
        unpaid = session.scalars(
            select(DepositEvent.id).where(DepositEvent.kind == DepositEventKind.BOUNCED)
        ).all()
        item = session.scalars(
            select(DepositItem.id)
            .where(DepositItem.payment_id.is_not(None))
            .order_by(DepositItem.amount)
            .limit(1)
        ).one()
    if not unpaid:
        later = act()
        asked_bounce = BounceAsked(item_id=RecordId(item), day=paris_date(later.at))
        database.gesture(bounce_cheque, later, asked_bounce)
