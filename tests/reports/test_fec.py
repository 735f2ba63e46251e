"""The file for the accountant: its bytes, its name, its labels, and what it refuses to write."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from, text

from merchant_desk.errors import RefusedError
from merchant_desk.reports.fec import (
    FecAsked,
    FecEncoding,
    FecSeparator,
    fec_file,
    refuse_findings,
)
from merchant_desk.rules.fec_check import FecFinding, check_fec
from merchant_desk.rules.posting.entry import Party
from merchant_desk.rules.posting.period import NumberedEntry, PeriodFacts, numbered_entries
from merchant_desk.values.money import Money
from tests.rules.posting.story import PLAN, Sale, baskets, paid, sale

ASKED = FecAsked("732829320", date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 31))
GOLDEN = (
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\t"
    "CompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\t"
    "ValidDate\tMontantdevise\tIdevise\r\n"
    "VE\tVentes\t1\t20261120\t411000\tClients\tC01\tCamille Roux\tFA2026-000001\t20261120\t"
    "Facture FA2026-000001 Camille Roux\t12,00\t0,00\t\t\t20261120\t\t\r\n"
    "VE\tVentes\t1\t20261120\t707000\tVentes de marchandises\t\t\tFA2026-000001\t20261120\t"
    "Facture FA2026-000001 Camille Roux\t0,00\t10,00\t\t\t20261120\t\t\r\n"
    "VE\tVentes\t1\t20261120\t445711\tTVA collectée 20 %\t\t\tFA2026-000001\t20261120\t"
    "Facture FA2026-000001 Camille Roux\t0,00\t2,00\t\t\t20261120\t\t\r\n"
    "BQ\tBanque\t2\t20261122\t511500\tCartes bancaires à encaisser\t\t\t1042\t20261122\t"
    "Règlement Camille Roux\t12,00\t0,00\t\t\t20261122\t\t\r\n"
    "BQ\tBanque\t2\t20261122\t411000\tClients\tC01\tCamille Roux\t1042\t20261122\t"
    "Règlement Camille Roux\t0,00\t12,00\t\t\t20261122\t\t\r\n"
)


def _entries(name: str = "Camille Roux") -> tuple[NumberedEntry, ...]:
    party = Party("C01", name)
    facts = PeriodFacts(sales=(sale(party=party),), money=(paid(1200, 2, party=party),))
    return numbered_entries(PLAN, facts)


def test_the_file_is_the_golden_one() -> None:
    made = fec_file(_entries(), ASKED)

    assert made.data.decode() == GOLDEN
    assert made.name == "732829320FEC20261231.txt"
    assert (made.entries, made.lines, made.total) == (2, 5, Money(2400))
    assert "Écritures au format FEC du 01/11/2026 au 30/11/2026" in made.description
    assert all(field in made.description for field in ("JournalCode", "Idevise", "VE  Ventes"))


def test_bars_and_the_other_writing_are_lawful_too() -> None:
    asked = replace(ASKED, encoding=FecEncoding.ISO_8859_15, separator=FecSeparator.PIPE)

    made = fec_file(_entries("Éloïse l’Œuvre — 李 🙂"), asked)

    told = made.data.decode("iso8859-15")
    assert "|Éloïse l'Œuvre - ? ?|" in told
    assert check_fec(made.name, made.data) == ()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Tab\tbar|line\r\nend", "Tab bar line end"),
        ("No\u00a0break\u202fspaces  here", "No break spaces here"),
        ("مرحبا \u202eright to left\u202c", "مرحبا right to left"),
        ("🧼 savon", "🧼 savon"),
        ("x" * 900, "x" * 200),
        (" \t ", "C01"),
        ("NUL\x00 and\x1b escape\u2028 done", "NUL and escape done"),
    ],
)
def test_no_name_breaks_a_line(name: str, written: str) -> None:
    made = fec_file(_entries(name), ASKED)

    assert made.data.decode().split("\r\n")[1].split("\t")[7] == written


@given(
    told=lists(baskets(), min_size=1, max_size=5),
    name=text(max_size=40),
    encoding=sampled_from(FecEncoding),
    separator=sampled_from(FecSeparator),
)
def test_whatever_is_sold_to_whomever_passes_the_check(
    told: list[tuple[Sale, ...]], name: str, encoding: FecEncoding, separator: FecSeparator
) -> None:
    sales = tuple(
        sale(
            lines,
            number=f"F{n}",
            party=Party(f"C{n}", name),
            day=date(2026, 11, 1) + timedelta(days=n),
        )
        for n, lines in enumerate(told)
    )
    asked = replace(ASKED, encoding=encoding, separator=separator)

    made = fec_file(numbered_entries(PLAN, PeriodFacts(sales=sales)), asked)

    assert made.lines == len(made.data.splitlines()) - 1


def test_an_empty_period_is_refused() -> None:
    with pytest.raises(RefusedError, match="aucune écriture du 01/11/2026 au 30/11/2026"):
        fec_file((), ASKED)


def test_a_file_that_breaks_a_rule_is_not_written() -> None:
    after = replace(ASKED, closing=date(2026, 10, 31))

    with pytest.raises(RefusedError, match="5 règles ne sont pas respectées") as refused:
        fec_file(_entries(), after)

    assert "Ligne 2" in refused.value.advice
    assert "clôture" in refused.value.advice


def test_only_the_first_findings_are_told() -> None:
    with pytest.raises(RefusedError) as refused:
        refuse_findings([FecFinding("date", line) for line in range(2, 30)])

    assert len(refused.value.advice.splitlines()) == 5
