"""Take a whole file of a bank back: its lines no longer count, nor what they were matched with."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash import BankImport, BankLine, CashAccount, CashMatch
from merchant_desk.operations.undo_match import undo_matches
from merchant_desk.queries.bank_lines import live_matches
from merchant_desk.values.bank_import import BankUndone
from merchant_desk.values.french import moment
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BankImportId, CashAccountId, MatchId, id_text
from merchant_desk.values.texts import _

_IMPORTS, _LINES, _MATCHES = table(BankImport), table(BankLine), table(CashMatch)


def undo_bank_import(session: Session, gesture: Gesture, import_id: BankImportId) -> BankUndone:
    """Undo an import whole; one that a later file leans on is undone after that file."""
    record = session.get(BankImport, import_id)
    if record is None:
        raise _refused(_("il n’existe pas"), _("Choisissez-en un autre dans la liste."))
    session.get(CashAccount, record.account_id, with_for_update=True)
    session.refresh(record)
    if record.undone_at is not None:
        raise _refused(_("il l’est déjà"), _("Il n’y a plus rien à faire."))
    _refuse_leaning(session, record.account_id, import_id)
    matches = _undo_matches(session, gesture, import_id)
    record.undone_at, record.undone_by = gesture.at, gesture.person
    session.flush()
    return BankUndone(import_id, record.file_name, record.added_count, matches)


def _refuse_leaning(session: Session, account_id: CashAccountId, import_id: BankImportId) -> None:
    others = session.execute(
        select(_IMPORTS.c.file_name, _IMPORTS.c.at, _IMPORTS.c.leans_on)
        .where(_IMPORTS.c.account_id == account_id, _IMPORTS.c.undone_at.is_(None))
        .order_by(_IMPORTS.c.at.desc(), _IMPORTS.c.id.desc())
    )
    for each in others:
        if id_text(import_id) in json.loads(each.leans_on):
            raise _refused(
                _("«\u00a0{name}\u00a0», importé {when}, s’appuie sur ses opérations").format(
                    name=each.file_name, when=moment(each.at)
                ),
                _("Annulez d’abord cet import-là, puis celui-ci."),
            )


def _undo_matches(session: Session, gesture: Gesture, import_id: BankImportId) -> int:
    """Counter-enter every match of its lines that stands; return how many."""
    found = session.scalars(
        select(_MATCHES.c.id)
        .join(_LINES, _LINES.c.id == _MATCHES.c.line_id)
        .where(_LINES.c.import_id == import_id, live_matches())
        .order_by(_MATCHES.c.row.desc())
    ).all()
    if not found:
        return 0
    return len(undo_matches(session, gesture, [MatchId(each) for each in found]).match_ids)


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("L’import n’a pas été annulé\u00a0: {why}.").format(why=why), advice)
