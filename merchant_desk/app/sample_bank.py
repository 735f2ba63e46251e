"""A year of the sample shop's account, as its bank tells it: five files, read and imported."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.app.demo_shop import DemoShop, sample_seller
from merchant_desk.documents.bank.bank_file import read_bank_file
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.rules.cash_days.bank import is_bank_day, next_bank_day, previous_bank_day
from merchant_desk.rules.cash_days.months import add_months, day_of_month
from merchant_desk.values.bank_import import BankChoice
from merchant_desk.values.texts import _

LATEST_DAYS = 35
"""What the last file tells of: five weeks."""
_SEED, _DAYS, _QUARTER, _OVERLAP = 1908, 365, 92, 3
_OPENING = 7_931_20
_NAME_LENGTH = 32
_SEASON = (80, 85, 92, 97, 103, 100, 94, 82, 98, 104, 122, 138)
"""What sells in each month, in hundredths of a usual one."""
_MONTHLY = (
    (2, -24_90, "FRAIS TENUE DE COMPTE PRO"),
    (3, -39_99, "PRLV SEPA ORANGE PRO 0490000000 ECH"),
    (4, -23_99, "PRLV SEPA OVHCLOUD ABONNEMENT"),
    (5, -1_180_00, "VIR SEPA SCI DES SIMPLES LOYER"),
    (8, -62_40, "PRLV SEPA MAAF ASSURANCES MULTIRISQUE"),
    (10, -412_37, "PRLV ECHEANCE PRET 00458812"),
    (28, -1_562_18, "VIR SEPA SALAIRE INES MOREL"),
    (28, -1_498_42, "VIR SEPA SALAIRE HUGO PETIT"),
    (30, -1_200_00, "VIR SEPA CAMILLE RENAUD GERANCE"),
)
_VARYING = (
    (12, 118_00, 61_00, "PRLV SEPA EDF ENTREPRISES CLIENT 5544"),
    (15, 842_00, 96_00, "PRLV SEPA URSSAF PACA COTISATIONS"),
    (20, 684_00, 402_00, "PRLV SEPA DGFIP IMPOT TVA CA3"),
)
"""Day of the month, least amount, how much it varies."""
_LATEST = (
    (0, -129_60, "VIR SEPA EMBALLAGES GIRARD EG-5530"),
    (1, 214_80, "VIR DE EPICERIE MARTIN REGLEMENT"),
    (2, -46_90, "CARTE 8814 PAPETERIE DU PONT AVIGNON"),
    (4, 150_00, "VIR INST M JEAN DUPRE"),
    (44, -3_900_00, "VIR SEPA MENUISERIE VIDAL TRAVAUX ACOMPTE"),
)
"""How many days before the last one, how much, what the bank says: some is hard to match."""
_SUPPLIERS = ("SAVONNERIE DU VENTOUX", "EMBALLAGES GIRARD", "VERRERIE DES ALPES")
_CUSTOMERS = ("HOTEL DES PAPES", "EPICERIE MARTIN", "LES JARDINS DE SORGUE", "CE MAIRIE D AVIGNON")
_MONDAY, _TUESDAY, _THURSDAY, _FRIDAY = 0, 1, 3, 4


@dataclass(frozen=True, slots=True)
class SampleMove:
    """One movement of the year, in cents."""

    day: date
    cents: int
    label: str


def bring_file(shop: DemoShop, name: str, text: str) -> None:
    """Bring one file of the bank in; never in the window's thread."""
    file = read_bank_file(name, text.encode())
    choice = BankChoice(name=_("Compte courant"), new_account=True)
    shop.home.lanes.write(import_bank_file, shop.gesture(), file, choice).result()


def sample_files(today: date) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each OFX, the oldest first; they overlap by a few days."""
    moves = sample_moves(today)
    start = today - timedelta(days=_DAYS)
    while start < today:
        end = min(start + timedelta(days=_QUARTER), today - timedelta(days=1))
        if start < today - timedelta(days=LATEST_DAYS) <= end:
            end = today - timedelta(days=LATEST_DAYS + 1)
        first = start - timedelta(days=_OVERLAP)
        some = [each for each in moves if first <= each.day <= end]
        closing = _OPENING + sum(each.cents for each in moves if each.day <= end)
        yield f"releve-{end:%Y-%m-%d}.ofx", _ofx(some, (first, end), closing, moves)
        start = end + timedelta(days=1)


def sample_moves(today: date) -> list[SampleMove]:
    """Return the year up to yesterday, in order, the same for the same day."""
    dice = random.Random(_SEED)  # noqa: S311 - sample data, the same at every start
    first, last = today - timedelta(days=_DAYS), today - timedelta(days=1)
    moves = [*_months(dice, first, last), *_sales(dice, first, last)]
    moves += [SampleMove(_ago(last, days), cents, label) for days, cents, label in _LATEST]
    moves.sort(key=lambda each: each.day)
    return [each for each in moves if first <= each.day <= last]


def _ago(last: date, days: int) -> date:
    """Return the last day of banks so many days before."""
    return previous_bank_day(last - timedelta(days=days))


def _months(dice: random.Random, first: date, last: date) -> Iterator[SampleMove]:
    month = first.replace(day=1)
    while month <= last:
        for on, cents, label in _MONTHLY:
            yield SampleMove(next_bank_day(day_of_month(month, on)), cents, label)
        for on, least, more, label in _VARYING:
            day = next_bank_day(day_of_month(month, on))
            yield SampleMove(day, -(least + dice.randint(0, more)), label)
        for place, supplier in enumerate(_SUPPLIERS):
            day = next_bank_day(day_of_month(month, 9 + 7 * place))
            label = f"VIR SEPA {supplier} FACT {dice.randint(2100, 9800)}"
            yield SampleMove(day, -dice.randint(420_00, 1_190_00), label)
        cheques = f"REMISE CHEQUES {dice.randint(100_000, 999_999)}"
        day = next_bank_day(day_of_month(month, 17))
        yield SampleMove(day, dice.randint(90_00, 320_00), cheques)
        month = add_months(month, 1)


def _sales(dice: random.Random, first: date, last: date) -> Iterator[SampleMove]:
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        season = _SEASON[day.month - 1]
        if not is_bank_day(day):
            continue
        if day.weekday() == _TUESDAY:
            cents = dice.randint(1_650_00, 2_240_00) * season // 100
            yield SampleMove(day, cents, f"VIR SEPA STRIPE PAYMENTS PO{dice.randint(10**6, 10**7)}")
        if day.weekday() in {_MONDAY, _THURSDAY}:
            cents = dice.randint(80_00, 145_00) * season // 100
            yield SampleMove(day, cents, f"VIR SEPA SUMUP PID{dice.randint(10**5, 10**6)} PAYOUT")
        if day.weekday() == _FRIDAY:
            cents = dice.randint(5, 9) * 10_00 * season // 100 // 5_00 * 5_00
            yield SampleMove(day, cents, f"VERSEMENT ESPECES {day:%d%m%y}")
        if dice.randint(0, 12) == 0:
            who = dice.choice(_CUSTOMERS)
            number = f"F{day:%Y}-{dice.randint(100, 999):04}"
            yield SampleMove(day, dice.randint(118_00, 690_00), f"VIR DE {who} {number}")


def _ofx(
    moves: Sequence[SampleMove],
    days: tuple[date, date],
    closing: int,
    year: Sequence[SampleMove],
) -> str:
    """Write what banks write: OFX 1.0.2, its bank numbering the movements of a year."""
    iban = sample_seller().iban
    numbers = {id(each): number for number, each in enumerate(year, 1)}
    lines = [
        f"<STMTTRN><TRNTYPE>{'CREDIT' if each.cents > 0 else 'DEBIT'}<DTPOSTED>{each.day:%Y%m%d}"
        f"<TRNAMT>{_amount(each.cents)}<FITID>{each.day:%y%m%d}{numbers[id(each)]:05}"
        f"<NAME>{name}<MEMO>{memo}</STMTTRN>"
        for each in moves
        for name, memo in [_split(each.label)]
    ]
    return "\r\n".join(
        [
            "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII",
            "CHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n",
            "<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>",
            f"<STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>{iban[4:9]}<BRANCHID>{iban[9:14]}",
            f"<ACCTID>{iban[14:25]}<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>",
            f"<DTSTART>{days[0]:%Y%m%d}<DTEND>{days[1]:%Y%m%d}",
            *lines,
            f"</BANKTRANLIST><LEDGERBAL><BALAMT>{_amount(closing)}<DTASOF>{days[1]:%Y%m%d}",
            "</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>",
        ]
    )


def _split(label: str) -> tuple[str, str]:
    """Return what fits in a name, to a whole word, and the rest."""
    if len(label) <= _NAME_LENGTH:
        return label, ""
    end = label.rindex(" ", 0, _NAME_LENGTH + 1)
    return label[:end], label[end + 1 :]


def _amount(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
