"""The smallest writer of each format, from its specification: what is written is read again."""

import csv
import html
import io
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import count

from merchant_desk.values.bank_file import ToldLine
from merchant_desk.values.money import Money, total

IBAN = "FR7612345000010001234567890"
BANK, BRANCH, NUMBER = "12345", "00001", "00012345678"
Writer = Callable[[Sequence[ToldLine]], bytes]


def line(  # noqa: PLR0913 - a line is all of them
    day: date, cents: int, label: str, *, value_on: date | None = None, name: str = "",
    reference: str = "", number: str = "",
) -> ToldLine:  # fmt: skip
    return ToldLine(
        booked_on=day,
        value_on=value_on or day,
        amount=Money(cents),
        label=label,
        counterparty=name,
        reference=reference,
        bank_reference=number,
    )


def euros(cents: int, point: str = ".") -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}{point}{abs(cents) % 100:02d}"


def cfonb(lines: Sequence[ToldLine], end: str = "\r\n", opening: int = 100_000) -> bytes:
    first = min(each.booked_on for each in lines) - timedelta(1)
    last = max(each.booked_on for each in lines)
    closing = opening + total(each.amount for each in lines).cents
    records = [_balance("01", first, opening)]
    for each in lines:
        records.append(_movement(each))
        if len(each.label) > 31:
            records.append(_complement("LIB", each.label, each))
        if each.counterparty:
            side = "NPY" if each.amount.cents > 0 else "NBE"
            records.append(_complement(side, each.counterparty, each))
    records.append(_balance("07", last, closing))
    return (end.join(records) + end).encode("latin-1")


def _balance(code: str, day: date, cents: int) -> str:
    return f"{code}{BANK}    {BRANCH}EUR2 {NUMBER}  {day:%d%m%y}{'':50}{signed(cents)}{'':16}"


def _movement(told: ToldLine) -> str:
    days = f"{told.booked_on:%d%m%y}  {told.value_on:%d%m%y}"
    start = f"04{BANK}    {BRANCH}EUR2 {NUMBER}18{days}{told.label[:31]:<31}"
    number = told.bank_reference or "0000000"
    return f"{start}  {number:>7}  {signed(told.amount.cents)}{told.reference:<16}"


def _complement(kind: str, text: str, told: ToldLine) -> str:
    return f"05{BANK}    {BRANCH}EUR2 {NUMBER}18{told.booked_on:%d%m%y}     {kind}{text[:70]:<70}  "


def signed(cents: int) -> str:
    digits = f"{abs(cents):014d}"
    return digits[:13] + ("}JKLMNOPQR" if cents < 0 else "{ABCDEFGHI")[int(digits[13])]


def ofx(lines: Sequence[ToldLine], point: str = ",", charset: str = "1252") -> bytes:
    """OFX 1.02 in SGML: elements stay open."""
    last = max(each.booked_on for each in lines)
    moves = "".join(
        f"<STMTTRN>\r\n<TRNTYPE>{'CREDIT' if each.amount.cents > 0 else 'DEBIT'}\r\n"
        f"<DTPOSTED>{each.booked_on:%Y%m%d}\r\n<DTAVAIL>{each.value_on:%Y%m%d}\r\n"
        f"<TRNAMT>{euros(each.amount.cents, point)}\r\n<FITID>{each.bank_reference}\r\n"
        f"<NAME>{html.escape(each.label, quote=False)}\r\n</STMTTRN>\r\n"
        for each in lines
    )
    text = (
        "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\n"
        f"CHARSET:{charset}\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n"
        "<OFX>\r\n<BANKMSGSRSV1>\r\n<STMTTRNRS>\r\n<TRNUID>1\r\n<STMTRS>\r\n<CURDEF>EUR\r\n"
        f"<BANKACCTFROM>\r\n<BANKID>{BANK}\r\n<BRANCHID>{BRANCH}\r\n<ACCTID>{NUMBER}\r\n"
        "<ACCTTYPE>CHECKING\r\n</BANKACCTFROM>\r\n<BANKTRANLIST>\r\n<DTSTART>20260101\r\n"
        f"<DTEND>{last:%Y%m%d}\r\n{moves}</BANKTRANLIST>\r\n<LEDGERBAL>\r\n<BALAMT>1234.56\r\n"
        f"<DTASOF>{last:%Y%m%d}\r\n</LEDGERBAL>\r\n</STMTRS>\r\n</STMTTRNRS>\r\n"
        "</BANKMSGSRSV1>\r\n</OFX>\r\n"
    )
    return text.encode("cp1252")


def ofx_xml(lines: Sequence[ToldLine]) -> bytes:
    """OFX 2.2: the same in XML, every element closed."""
    moves = "".join(
        f"<STMTTRN><TRNTYPE>OTHER</TRNTYPE><DTPOSTED>{each.booked_on:%Y%m%d}120000.000[+1:CET]"
        f"</DTPOSTED><DTAVAIL>{each.value_on:%Y%m%d}</DTAVAIL>"
        f"<TRNAMT>{euros(each.amount.cents)}</TRNAMT><FITID>{each.bank_reference}</FITID>"
        f"<NAME>{html.escape(each.label)}</NAME></STMTTRN>\n"
        for each in lines
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="220" '
        'SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n<OFX><BANKMSGSRSV1><STMTTRNRS>'
        f"<STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM><ACCTID>{IBAN}</ACCTID></BANKACCTFROM>"
        f"<BANKTRANLIST>{moves}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    ).encode()


def camt(lines: Sequence[ToldLine], version: str = "02", opening: int = 100_000) -> bytes:
    first = min(each.booked_on for each in lines) - timedelta(1)
    last = max(each.booked_on for each in lines)
    closing = opening + total(each.amount for each in lines).cents
    later = int(version) >= 8
    entries = "".join(_entry(each, later) for each in lines)
    space = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{space}"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><ElctrncSeqNb>7</ElctrncSeqNb>"
        f"<Acct><Id><IBAN>{IBAN}</IBAN></Id><Ccy>EUR</Ccy></Acct>"
        f"{_camt_balance('OPBD', first, opening)}{_camt_balance('CLBD', last, closing)}"
        f"{entries}</Stmt></BkToCstmrStmt></Document>\n"
    ).encode()


def _camt_amount(cents: int) -> str:
    way = "DBIT" if cents < 0 else "CRDT"
    return f'<Amt Ccy="EUR">{euros(abs(cents))}</Amt><CdtDbtInd>{way}</CdtDbtInd>'


def _camt_balance(kind: str, day: date, cents: int) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>{_camt_amount(cents)}"
        f"<Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _entry(told: ToldLine, later: bool) -> str:
    status = "<Sts><Cd>BOOK</Cd></Sts>" if later else "<Sts>BOOK</Sts>"
    side = "Dbtr" if told.amount.cents > 0 else "Cdtr"
    name = f"<Nm>{html.escape(told.counterparty)}</Nm>" if told.counterparty else ""
    party = f"<{side}><Pty>{name}</Pty></{side}>" if later else f"<{side}>{name}</{side}>"
    return (
        f"<Ntry>{_camt_amount(told.amount.cents)}{status}<BookgDt><Dt>{told.booked_on}</Dt>"
        f"</BookgDt><ValDt><Dt>{told.value_on}</Dt></ValDt>"
        f"<AcctSvcrRef>{told.bank_reference}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly>"
        "<Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs>"
        f"<EndToEndId>{html.escape(told.reference) or 'NOTPROVIDED'}</EndToEndId></Refs>"
        f"<RltdPties>{party}</RltdPties><RmtInf><Ustrd>{html.escape(told.label)}</Ustrd></RmtInf>"
        "</TxDtls></NtryDtls></Ntry>\n"
    )


def csv_bytes(
    lines: Sequence[ToldLine], delimiter: str = ";", encoding: str = "utf-8-sig"
) -> bytes:
    """A table with one signed amount, as a bank that has heard of no standard would write it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["Date", "Date de valeur", "Libellé", "Montant", "Référence"])
    for each in lines:
        writer.writerow(
            [
                f"{each.booked_on:%d/%m/%Y}",
                f"{each.value_on:%d/%m/%Y}",
                each.label,
                euros(each.amount.cents, ","),
                each.bank_reference,
            ]
        )
    return text.getvalue().encode(encoding)


def many(amount: int) -> list[ToldLine]:
    """Return so many movements of five years, the same in every run."""
    start = date(2021, 1, 4)
    numbers = count(1)
    return [
        line(
            start + timedelta(place * 1800 // amount),
            ((place * 7919) % 90_000 + 1) * (1 if place % 3 else -1),
            f"VIR SEPA RECU CLIENT {place % 500:03d}",
            number=f"{next(numbers) % 10_000_000:07d}",
        )
        for place in range(amount)
    ]
