"""Opening, movements, closing: a statement that tells both balances proves itself."""

from merchant_desk.documents.bank.refusals import does_not_add_up, signs_are_reversed
from merchant_desk.values.bank_file import ToldStatement
from merchant_desk.values.money import total


def prove(statement: ToldStatement) -> None:
    """Let a statement pass that adds up, or that does not tell both balances."""
    opening, closing = statement.opening, statement.closing
    if opening is None or closing is None:
        return
    movements = total(line.amount for line in statement.lines)
    if opening.amount + movements == closing.amount:
        return
    if opening.amount - movements == closing.amount:
        raise signs_are_reversed(closing.day)
    raise does_not_add_up(closing.amount - opening.amount - movements, closing.day)
