"""Bring a file of a bank in: its new lines, its statements and their balances, or nothing."""

import json
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash import BankImport, CashAccount
from merchant_desk.operations.add_bank_lines import add_lines, add_statements
from merchant_desk.operations.plan_bank_import import AccountFile, compare_file, find_account
from merchant_desk.rules.bank_files.account_keys import same_account
from merchant_desk.rules.bank_files.statements import by_account
from merchant_desk.values.bank_file import BankFile, ToldAccount
from merchant_desk.values.bank_import import (
    AccountImported,
    AccountPlan,
    BankChoice,
    BankImported,
)
from merchant_desk.values.french import euros, long_date, moment, number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    BankImportId,
    CashAccountId,
    id_text,
    new_id,
)
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _, ngettext

_ACCOUNTS, _IMPORTS = table(CashAccount), table(BankImport)
_ACCOUNT_COLUMNS = (
    "id", "name", "key", "iban", "bank_name", "opening", "opening_on", "active", "changed_at", "by"
)  # fmt: skip


def _adding(statement: sqlite.Insert | postgresql.Insert) -> Prepared:
    values: dict[str, Any] = {name: bindparam(name) for name in _ACCOUNT_COLUMNS}
    return Prepared(statement.values(values).on_conflict_do_nothing(index_elements=["key"]))


_ADD = {
    "sqlite": _adding(sqlite.insert(_ACCOUNTS)),
    "postgresql": _adding(postgresql.insert(_ACCOUNTS)),
}


def import_bank_file(
    session: Session, gesture: Gesture, file: BankFile, choice: BankChoice
) -> BankImported:
    """Take a file in, all or nothing; refused while something is to be answered."""
    with many_objects():
        _lock(session, file, choice)
        parts = compare_file(session, file, choice)
        for each in parts:
            _refuse_questions(each.plan)
        return BankImported(
            file.name, tuple(_take(session, gesture, file, choice, each) for each in parts)
        )


def _lock(session: Session, file: BankFile, choice: BankChoice) -> None:
    """Let no other station import into these accounts meanwhile."""
    for told in by_account(file):
        found = find_account(session, told, choice)
        if found is not None:
            session.execute(
                select(_ACCOUNTS.c.id).where(_ACCOUNTS.c.id == found.account_id).with_for_update()
            )


def _refuse_questions(plan: AccountPlan) -> None:
    if plan.past is not None:
        raise _refused(
            _("il l’a déjà été ({when}, {name})").format(
                when=moment(plan.past.at), name=plan.past.file_name
            ),
            _("Il n’y a rien à faire. Pour le refaire, annulez d’abord cet import."),
        )
    for each in plan.proofs:
        if each.difference:
            raise _refused(
                _("du {first} au {last}, il y a {difference} d’écart avec ses soldes").format(
                    first=long_date(each.first_day),
                    last=long_date(each.last_day),
                    difference=euros(each.difference),
                ),
                _("Téléchargez-le de nouveau sur le site de votre banque, puis recommencez."),
            )
    if plan.unnamed:
        raise _refused(
            _("le fichier ne dit pas de quel compte il est"),
            _("Choisissez le compte, puis importez-le de nouveau."),
        )
    if plan.doubtful:
        count = len(plan.doubtful)
        text = ngettext(
            "{n} opération est peut-être déjà connue sous un autre libellé",
            "{n} opérations sont peut-être déjà connues sous un autre libellé",
            count,
        )
        raise _refused(
            text.format(n=number(count)), _("Dites pour chacune si c’est la même opération.")
        )


def _take(
    session: Session, gesture: Gesture, file: BankFile, choice: BankChoice, part: AccountFile
) -> AccountImported:
    plan = part.plan
    account_id = _account(session, gesture, choice, part)
    import_id = BankImportId(new_id())
    added = [
        place
        for place in range(part.first, part.first + len(part.lines))
        if place not in part.compared.known and not _is_same(part, choice, place)
    ]
    insert_into(
        session,
        _IMPORTS,
        {
            "id": import_id,
            "account_id": account_id,
            "file_name": file.name,
            "digest": file.digest,
            "format": file.format,
            "encoding": file.encoding,
            "first_day": plan.first_day,
            "last_day": plan.last_day,
            "line_count": plan.lines,
            "added_count": len(added),
            "leans_on": json.dumps(_told_before(part, choice)),
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        },
    )
    add_statements(session, import_id, part)
    add_lines(session, account_id, import_id, part, added)
    return AccountImported(
        import_id=import_id,
        account_id=account_id,
        name=plan.name,
        new_account=plan.new,
        lines=plan.lines,
        added=len(added),
        first_day=plan.first_day,
        last_day=plan.last_day,
    )


def _is_same(part: AccountFile, choice: BankChoice, place: int) -> bool:
    return place in part.compared.doubtful and bool(choice.same.get(place, choice.all_same))


def _told_before(part: AccountFile, choice: BankChoice) -> list[str]:
    """Return the imports that had told some of its lines."""
    known = [*part.compared.known.values()]
    known += [
        other for place, other in part.compared.doubtful.items() if _is_same(part, choice, place)
    ]
    return sorted({id_text(each.import_id) for each in known})


def _account(
    session: Session, gesture: Gesture, choice: BankChoice, part: AccountFile
) -> CashAccountId:
    """Return the account of a part of the file, made now if she said that it is the shop's."""
    plan, told = part.plan, part.told
    if plan.other and not choice.other_account:
        raise _refused(
            _("il est d’un autre compte ({name})").format(name=plan.name),
            _("Confirmez que c’est bien ce relevé-là que vous voulez, ou choisissez l’autre."),
        )
    if plan.account_id is not None:
        _learn_key(session, gesture, plan.account_id, told)
        return plan.account_id
    if not choice.new_account:
        raise _refused(
            _("le compte «\u00a0{name}\u00a0» n’est pas encore connu").format(name=plan.name),
            _("Confirmez que c’est un compte de la boutique."),
        )
    account_id = CashAccountId(new_id())
    _ADD[session.connection().dialect.name].write(
        session,
        {
            "id": account_id,
            "name": plan.name,
            "key": told.key or id_text(account_id),
            "iban": told.iban,
            "bank_name": told.bank_name,
            "opening": ZERO,
            "opening_on": None,
            "active": True,
            "changed_at": gesture.at,
            "by": gesture.person,
        },
    )
    return account_id


def _learn_key(
    session: Session, gesture: Gesture, account_id: CashAccountId, told: ToldAccount
) -> None:
    """Let an account take its number from the first file that tells one, or tells it in full."""
    known = session.execute(
        select(_ACCOUNTS.c.key, _ACCOUNTS.c.iban).where(_ACCOUNTS.c.id == account_id)
    ).one()
    fuller = same_account(known.key, told.key) and len(told.key) > len(known.key)
    if told.key and (fuller or known.key == id_text(account_id)):
        session.execute(
            update(_ACCOUNTS)
            .where(_ACCOUNTS.c.id == account_id)
            .values(
                key=told.key,
                iban=told.iban or known.iban,
                changed_at=gesture.at,
                by=gesture.person,
            )
        )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Le relevé n’a pas été importé\u00a0: {why}.").format(why=why), advice)
