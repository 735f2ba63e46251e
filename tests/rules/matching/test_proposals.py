"""What a line would be, and the traps that make it unsure."""

from datetime import timedelta

import pytest

from merchant_desk.rules.matching.proposals import proposals
from merchant_desk.values.cash_match import Candidate, LineFact, MatchProposal
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from tests.rules.matching.made import DAY, LIKELY, OTHER, POSSIBLE, SURE, invoice_of, line_of


def _first(line: LineFact, *candidates: Candidate) -> MatchProposal | None:
    return next(iter(proposals([line], candidates)), None)


def _told(found: MatchProposal | None) -> tuple[Sureness, list[tuple[str, int, int]]] | None:
    if found is None:
        return None
    return found.sureness, [(each.label, each.amount.cents, each.fee.cents) for each in found.parts]


@pytest.mark.parametrize(
    "label",
    [
        "VIR FA2026-000012",
        "VIR FA 2026 000012",
        "VIR FA2026000012 MERCI",
        "VIR FACTUREFA2026-000012",
        "VIR fa-2026/12",
        "VIR Nº FA2026‑000012",
        "VIR ＦＡ2026－000012",
        "VIR 2026000012",
    ],
)
def test_a_number_is_read_however_it_is_written(label: str) -> None:
    found = _first(
        line_of(10_000, label), invoice_of(10_000), invoice_of(10_000, "X", "FA2026-000013")
    )

    assert _told(found) == (SURE, [("FA2026-000012", 10_000, 0)])


def test_a_number_is_shown_as_it_is_printed() -> None:
    found = _first(line_of(10_000, "VIR FA2026 12"), invoice_of(10_000))

    assert found is not None
    assert "«\u00a0FA2026-000012\u00a0»" in found.reason


def test_a_name_cut_in_the_middle_pays_an_invoice_less_its_credit_note() -> None:
    name = "Boulangerie des Lavandières"
    documents = (invoice_of(30_000, name), invoice_of(-5_000, name, "AV2026-000001"))

    found = _first(line_of(25_000, "VIR BOULANG DES LAVANDIERES"), *documents)

    assert _told(found) == (LIKELY, [("FA2026-000012", 30_000, 0), ("AV2026-000001", -5_000, 0)])


@pytest.mark.parametrize("label", ["VIR FACTURE 2026", "VIR FACTURE DU 20112026", "REGLT 12 2026"])
def test_a_year_or_a_date_is_no_number(label: str) -> None:
    dated = invoice_of(10_000, "Alpha Sud", "20112026")

    found = _first(line_of(10_000, label), dated, invoice_of(10_000, "Beta Nord"))

    assert found is not None
    assert found.sureness is not SURE


def test_an_amount_alone_is_only_possible() -> None:
    assert _told(_first(line_of(10_000, "VIR RECU"), invoice_of(10_000))) == (
        POSSIBLE,
        [("FA2026-000012", 10_000, 0)],
    )


def test_a_name_is_found_in_any_order_without_its_legal_form() -> None:
    found = _first(
        line_of(10_000, "VIR PONT HOTEL"), invoice_of(10_000), invoice_of(10_000, "Zed Plus")
    )

    assert _told(found) == (SURE, [("FA2026-000012", 10_000, 0)])


def test_a_name_cut_by_the_bank_is_found() -> None:
    line = line_of(10_000, "VIR RECU BOULANGERIE DES LAVAND")

    found = _first(line, invoice_of(10_000, "Boulangerie des Lavandières"))

    assert found is not None
    assert found.sureness is SURE


def test_a_name_of_one_letter_names_nobody() -> None:
    found = _first(line_of(10_000, "VIR A B C"), invoice_of(10_000, "A"), invoice_of(10_000, "B"))

    assert found is not None
    assert found.sureness is POSSIBLE


def test_twins_are_never_sure_and_each_line_has_its_own() -> None:
    twins = (invoice_of(10_000), invoice_of(10_000, number="FA2026-000013"))
    lines = [line_of(10_000, "VIR HOTEL DU PONT"), line_of(10_000, "VIR HOTEL DU PONT")]

    found = proposals(lines, twins)

    firsts = {each.line_ids[0]: each for each in reversed(found)}
    assert {each.sureness for each in firsts.values()} == {LIKELY}
    assert {each.parts[0].target_id for each in firsts.values()} == {
        each.target_id for each in twins
    }


def test_a_number_of_ours_that_is_not_open_makes_a_name_unsure() -> None:
    series = [invoice_of(1_000 + place, "Zed", f"FA2026-{place:06d}") for place in (20, 21, 22)]

    found = _first(
        line_of(10_000, "VIR HOTEL DU PONT FACTUREFA2026000007"), invoice_of(10_000), *series
    )

    assert found is not None
    assert found.sureness is LIKELY


def test_an_iban_and_the_amount_are_sure() -> None:
    iban = "FR7630006000011234567890189"
    owed = invoice_of(-5_000, "Verrerie Alpilles", "A-1", target=MatchTarget.SUPPLIER_INVOICE,
                    iban="FR76 3000 6000 0112 3456 7890 189")  # fmt: skip

    found = _first(line_of(-5_000, "VIR EMIS", counter_iban=iban), owed)

    assert found is not None
    assert found.sureness is SURE


def test_a_list_of_numbers_that_adds_up_is_sure() -> None:
    several = (invoice_of(10_000), invoice_of(2_500, number="FA2026-000013"))

    found = _first(line_of(12_500, "VIR FA2026-000012 FA2026-000013"), *several)

    assert _told(found) == (SURE, [("FA2026-000012", 10_000, 0), ("FA2026-000013", 2_500, 0)])


def test_documents_of_one_party_that_add_up_are_likely_a_credit_note_among_them() -> None:
    several = (
        invoice_of(10_000),
        invoice_of(-1_500, number="AV2026-000001"),
        invoice_of(7_777, number="FA2026-000020"),
    )

    found = _first(line_of(8_500, "VIR HOTEL DU PONT"), *several)

    assert found is not None
    assert found.sureness is LIKELY
    assert [each.amount.cents for each in found.parts] == [10_000, -1_500]


@pytest.mark.parametrize(
    ("cents", "told"),
    [
        (9_999, [("FA2026-000012", 9_999, -1)]),
        (10_001, [("FA2026-000012", 10_000, 0), ("Écart de règlement", 1, 0)]),
        (3_000, [("FA2026-000012", 3_000, 0)]),
        (15_000, [("FA2026-000012", 10_000, 0)]),
    ],
)
def test_what_is_not_the_amount_is_likely(cents: int, told: list[tuple[str, int, int]]) -> None:
    found = _first(line_of(cents, "VIR FA2026-000012"), invoice_of(10_000))

    assert _told(found) == (LIKELY, told)


def test_what_a_foreign_bank_kept_is_a_fee() -> None:
    line = line_of(98_500, "VIR INTERNATIONAL FA2026-000012", counter_iban="BE68539007547034")

    assert _told(_first(line, invoice_of(100_000))) == (LIKELY, [("FA2026-000012", 98_500, -1_500)])


def test_no_line_before_a_document_pays_it() -> None:
    line = line_of(10_000, "VIR FA2026-000012", DAY - timedelta(40))

    assert _first(line, invoice_of(10_000)) is None


def test_a_document_is_not_proposed_for_more_than_is_open_of_it() -> None:
    lines = [line_of(10_000, "VIR FA2026-000012"), line_of(10_000, "VIR FA2026-000012 BIS")]

    first, second = proposals(lines, [invoice_of(10_000)])

    assert (first.sureness, second.sureness) == (SURE, POSSIBLE)


def test_a_rejected_debit_and_a_transfer_between_own_accounts_are_pairs() -> None:
    debit = line_of(-6_000, "PRLV SEPA KILOUTOU")
    back = line_of(6_000, "REJET PRLV KILOUTOU", DAY + timedelta(3))
    out = line_of(-50_000, "VIR INTERNE LIVRET")
    into = line_of(50_000, "VIR INTERNE COURANT", DAY + timedelta(1), account_id=OTHER)

    found = proposals([debit, back, out, into], [])

    pairs = {each.line_ids: (each.sureness, each.parts[0].category) for each in found}
    assert pairs[debit.line_id, back.line_id] == (SURE, CashCategory.OTHER)
    assert pairs[out.line_id, into.line_id] == (SURE, CashCategory.TRANSFER)


@pytest.mark.parametrize(
    ("label", "cents", "category"),
    [
        ("PRLV DGFIP TVA CA3 102026", -80_000, CashCategory.VAT),
        ("PRLV DGFIP IMPOT CFE 2026", -30_000, CashCategory.OTHER_TAXES),
        ("PRLV DGFIP ACOMPTE IS", -30_000, CashCategory.CORPORATE_TAX),
        ("PRLV URSSAF PACA", -30_000, CashCategory.SOCIAL),
        ("VIR SALAIRE ANNE PETIT", -150_000, CashCategory.SALARY),
        ("FRAIS TENUE DE COMPTE", -500, CashCategory.BANK_FEES),
        ("REMISE CB 0412 TPE 003", 45_320, CashCategory.SALES),
        ("INTERETS CREDITEURS", 120, CashCategory.BANK_FEES),
        ("PRLV LOYER NOVEMBRE", -90_000, CashCategory.RENT),
        ("VIR DE LA TVA SARL", 90_000, None),
    ],
)
def test_words_of_the_label_say_what_it_is(
    label: str, cents: int, category: CashCategory | None
) -> None:
    found = _first(line_of(cents, label))

    assert (found.parts[0].category if found else None) is category
    assert found is None or found.sureness is LIKELY


def test_every_proposal_tells_its_reason_in_one_sentence() -> None:
    lines = [
        line_of(10_000, "VIR FA2026-000012"),
        line_of(2_000, "VIR HOTEL DU PONT"),
        line_of(-100, "PRLV URSSAF"),
        line_of(77, "VIR"),
    ]

    found = proposals(lines, [invoice_of(10_000), invoice_of(77, "Zed", "FA2026-000099")])

    assert len(found) >= 4
    assert all(each.reason.endswith(".") and each.reason.count(". ") == 0 for each in found)


def test_nothing_known_proposes_nothing_and_a_line_of_nothing_is_left() -> None:
    assert proposals([line_of(10_000, "VIR"), line_of(0, "VIR URSSAF")], []) == ()
    assert proposals([], [invoice_of(1)]) == ()
