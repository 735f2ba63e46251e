"""The bank of the shop whose week is done by keyboard: a year of it, and the file of this week."""

from datetime import date, timedelta

from merchant_desk.app.demo_shop import sample_seller
from merchant_desk.rules.cash_days.bank import next_bank_day, previous_bank_day
from merchant_desk.rules.cash_days.months import add_months, day_of_month
from merchant_desk.values.clock import paris_date, utc_now

Move = tuple[date, int, str]
OPENING = 4_000_00
TODAY = paris_date(utc_now())
LAST_WEEK = TODAY - timedelta(days=8)
_RENT, _PHONE, _CASH = "VIR SEPA SCI DES SIMPLES LOYER", "PRLV SEPA ORANGE PRO", "VERSEMENT ESPECES"


def year() -> list[Move]:
    """What the bank told until last week: the rent, the telephone, the cash she brings."""
    moves = []
    month = add_months(TODAY.replace(day=1), -12)
    while month <= TODAY:
        moves.append((next_bank_day(day_of_month(month, 5)), -680_00, _RENT))
        moves.append((next_bank_day(day_of_month(month, 3)), -39_99, _PHONE))
        days = (next_bank_day(day_of_month(month, day)) for day in (9, 16, 24))
        moves += [(day, 270_00, _CASH) for day in days]
        month = add_months(month, 1)
    return sorted(each for each in moves if each[0] <= LAST_WEEK)


def week() -> list[Move]:
    """What it tells this week: a customer and the usual cash are sure, two are not known."""
    day = previous_bank_day(TODAY - timedelta(days=2))
    return [
        (day, 214_80, "VIR DE EPICERIE MARTIN REGLEMENT"),
        (day, 180_00, _CASH),
        (day, -46_90, "CARTE 8814 PAPETERIE DU PONT"),
        (day, 150_00, "VIR INST M JEAN DUPRE"),
    ]


def ofx(moves: list[Move], first: date, last: date, closing: int) -> str:
    iban = sample_seller().iban
    lines = "".join(
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{day:%Y%m%d}<TRNAMT>{cents / 100:.2f}"
        f"<FITID>{day:%y%m%d}{place:03}<NAME>{label}</STMTTRN>\r\n"
        for place, (day, cents, label) in enumerate(moves)
    )
    return (
        "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\n"
        "CHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n"
        "<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>"
        f"<STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>{iban[4:9]}<BRANCHID>{iban[9:14]}"
        f"<ACCTID>{iban[14:25]}<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>"
        f"<DTSTART>{first:%Y%m%d}<DTEND>{last:%Y%m%d}\r\n{lines}</BANKTRANLIST>"
        f"<LEDGERBAL><BALAMT>{closing / 100:.2f}<DTASOF>{last:%Y%m%d}</LEDGERBAL>"
        "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )
