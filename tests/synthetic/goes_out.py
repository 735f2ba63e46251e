"""What goes out: suppliers, what comes back, taxes, the bank, and what nobody foresaw."""

from dataclasses import replace
from datetime import date, timedelta

from merchant_desk.rules.matching.pattern import pattern_of
from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.money import Money
from tests.synthetic.bank_year import FIRST, SAVINGS, Year, of, told
from tests.synthetic.names import BANK_SHOPS, CITIES, SUPPLIERS

_COMES_BACK = (
    ("PRLV SEPA SCI LES ERABLES LOYER", CashCategory.RENT, 5, 125_000, 0),
    ("VIR SALAIRE MARIE DURAND", CashCategory.SALARY, 28, 178_000, 6),
    ("VIR SALAIRE LUC MOREAU", CashCategory.SALARY, 28, 162_000, 6),
    ("VIR SALAIRE ANNE PETIT", CashCategory.SALARY, 28, 95_000, 15),
    ("PRLV URSSAF PACA COTISATIONS", CashCategory.SOCIAL, 15, 168_000, 8),
    ("ECHEANCE PRET 00231", CashCategory.LOAN, 10, 61_240, 0),
    ("PRLV SEPA ORANGE SA", CashCategory.SUBSCRIPTION, 12, 5_990, 0),
    ("PRLV SEPA OVH SAS", CashCategory.SUBSCRIPTION, 3, 1_799, 0),
    ("PRLV SEPA EDF CLIENTS PROFESSIONNELS", CashCategory.ENERGY, 18, 21_000, 30),
    ("PRLV AXA ASSURANCES PRO", CashCategory.INSURANCE, 8, 14_350, 0),
    ("PRLV MALAKOFF HUMANIS", CashCategory.SOCIAL, 20, 13_400, 5),
    ("COTISATION COMPTE PRO", CashCategory.BANK_FEES, 2, 2_900, 0),
    ("COMMISSIONS CARTES TPE", CashCategory.BANK_FEES, 4, 7_400, 50),
)
_CONFIRMED_AFTER = 2
_MONTHS = {
    1: "JANVIER", 2: "FEVRIER", 3: "MARS", 4: "AVRIL", 5: "MAI", 6: "JUIN", 7: "JUILLET",
    8: "AOUT", 9: "SEPTEMBRE", 10: "OCTOBRE", 11: "NOVEMBRE", 12: "DECEMBRE",
}  # fmt: skip


def suppliers(year: Year) -> None:
    """Make invoices of suppliers: paid one by one by transfer, or gathered in a direct debit."""
    for place, name in enumerate(SUPPLIERS):
        iban = f"FR76{place:023d}"
        for month in range(1, 13):
            count = year.random.choice((0, 1, 1, 2, 3))
            several = [_owed(year, name, iban, month) for _each in range(count)]
            if not several:
                continue
            if place % 3 == 0:
                _gathered(year, name, several)
                continue
            for each in several:
                quoted = each.numbers[0] if year.random.random() < 0.6 else ""
                line = year.line(
                    (each.due_on or FIRST) + timedelta(year.random.randint(-2, 6)),
                    each.amount.cents,
                    f"VIR EMIS {name} {quoted}",
                    counter_iban=iban if year.random.random() < 0.5 else "",
                )
                year.add("supplier", line, told(each))


def _owed(year: Year, name: str, iban: str, month: int) -> Candidate:
    issued = date(2026, month, year.random.randint(1, 27))
    return year.know(
        issued,
        Candidate(
            target=MatchTarget.SUPPLIER_INVOICE,
            target_id=year.new_id(),
            category=CashCategory.GOODS,
            amount=Money(-year.random.randint(4_000, 260_000)),
            label=f"Facture de {name}",
            names=(name,),
            numbers=(year.random.choice((f"{year.fresh():05d}", f"F{26_00000 + year.fresh()}")),),
            iban=iban,
            due_on=issued + timedelta(30),
            since=issued,
        ),
    )


def _gathered(year: Year, name: str, several: list[Candidate]) -> None:
    on = max(each.due_on or FIRST for each in several)
    cents = sum(each.amount.cents for each in several)
    line = year.line(on, cents, f"PRLV SEPA {name} ECH/{on:%d%m%y} MDT/{year.fresh():09d}")
    year.add("gathered", line, *(told(each) for each in several))


def comes_back(year: Year) -> None:
    """Make rent, salaries, loan and the rest; she confirms them after two months."""
    for label, category, day, cents, spread in _COMES_BACK:
        key = year.new_id()
        for month in range(1, 13):
            on = date(2026, month, day)
            varied = -cents * (100 + year.random.randint(-spread, spread)) // 100
            time = Candidate(
                target=MatchTarget.RECURRING,
                target_id=key,
                category=category,
                amount=Money(-cents),
                label=label.title(),
                names=(pattern_of(label),),
                due_on=on,
                since=on - timedelta(7),
                low=Money(-cents * (100 + spread) // 100),
                high=Money(-cents * (100 - spread) // 100),
            )
            line = year.line(
                on + timedelta(year.random.choice((0, 0, 0, 1, 2))),
                varied,
                f"{label} {_MONTHS[month]} {on:%m%y}",
            )
            if month <= _CONFIRMED_AFTER:
                year.add("before confirmed", line, of(category, varied))
                continue
            year.know(on - timedelta(20), time)
            year.add("recurring", line, replace(told(time, varied), party=""))


def taxes(year: Year) -> None:
    """Make VAT each month, an instalment of corporate tax each quarter, CFE in December."""
    for month in range(1, 13):
        _tax(year, date(2026, month, 21), CashCategory.VAT, "TVA", year.random.randint(20, 380))
        if month % 3 == 0:
            _tax(year, date(2026, month, 15), CashCategory.CORPORATE_TAX, "IS", 150)
    _tax(year, date(2026, 12, 15), CashCategory.OTHER_TAXES, "CFE", 62)


def _tax(year: Year, on: date, category: CashCategory, word: str, euros: int) -> None:
    cents = -euros * 1_000
    due = year.know(
        on - timedelta(20),
        Candidate(
            target=MatchTarget.CATEGORY,
            target_id=None,
            category=category,
            amount=Money(cents),
            label=f"{word} de {on:%m/%Y}",
            names=(f"dgfip {word}", f"impot {word}"),
            due_on=on,
            since=on - timedelta(10),
        ),
    )
    line = year.line(on + timedelta(1), cents, f"PRLV DGFIP IMPOT {word} {on:%m%Y}")
    year.add("tax", line, replace(told(due), party=""))


def bank_and_own(year: Year) -> None:
    """Make fees, interest, transfers between own accounts, and rejected direct debits."""
    for month in range(1, 13):
        fee = -year.random.choice((90, 350, 800))
        on = date(2026, month, 25)
        label = "FRAIS VIREMENT INTERNATIONAL"
        year.add("fee", year.line(on, fee, label), of(CashCategory.BANK_FEES, fee))
        cents = year.random.randint(1, 9) * 50_000
        out = year.line(on, -cents, "VIR INTERNE VERS LIVRET PRO")
        back = year.line(on + timedelta(1), cents, "VIR INTERNE DEPUIS COMPTE COURANT")
        year.add("own", out, of(CashCategory.TRANSFER, -cents))
        year.add("own", year.on(back, SAVINGS), of(CashCategory.TRANSFER, cents))
        if month % 3 == 0:
            lost = year.random.randint(2_000, 30_000)
            name = year.random.choice(("VERISURE", "BOUYGUES TELECOM", "KILOUTOU"))
            debit = year.line(on, -lost, f"PRLV SEPA {name} {year.fresh()}")
            again = year.line(on + timedelta(3), lost, f"REJET PRLV {name}")
            year.add("rejected", debit, of(CashCategory.OTHER, -lost))
            year.add("rejected", again, of(CashCategory.OTHER, lost))


def unforeseen(year: Year) -> None:
    """Make what cards pay in shops, and what has no document at all."""
    for _each in range(130):
        name = year.random.choice(BANK_SHOPS)
        cents = -year.random.randint(400, 24_000)
        on = year.day(0, 364)
        city = year.random.choice(CITIES)
        category = CashCategory.GOODS if name in BANK_SHOPS[:2] else CashCategory.OTHER
        line = year.line(
            on, cents, f"CARTE {on:%d/%m} {name} {city} CB*{year.random.randint(0, 9999):04d}"
        )
        year.add("card", line, of(category, cents))
    for _each in range(25):
        cents = year.random.choice((-1, 1)) * year.random.randint(500, 60_000)
        label = year.random.choice(("CHEQUE {n}", "VIR SEPA {n}", "RETRAIT DAB {n}"))
        line = year.line(year.day(0, 364), cents, label.format(n=year.random.randint(10**6, 10**7)))
        year.add("unknown", line, of(CashCategory.OTHER, cents))
