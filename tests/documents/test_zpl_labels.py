"""Labels in ZPL: geometry in dots, escaped names, and bars that a scanner reads."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import text

from merchant_desk.documents.writing.zpl_labels import zpl, zpl_bytes, zpl_ruler
from merchant_desk.errors import RefusedError
from merchant_desk.values.label_formats import label_format
from merchant_desk.values.labels import Label, LabelCode, LabelContent, LabelRuler, LabelRun
from merchant_desk.values.money import Money
from tests.documents.zpl_reading import ZplLabel, read_zpl

EAN = "3760123456784"
ROLL = label_format("57x32")
SOAP = Label("Savon d’Alep, 100 g « doux »", "SAV-100", Money(590), f"0{EAN}")
DATED = Label("Crème", "CR^E>M~1", Money(450), f"0{EAN}", "L26_11", date(2027, 12, 31))


def labels(
    *wanted: tuple[Label, int], code: LabelCode = LabelCode.EAN13, dpi: int = 203
) -> list[ZplLabel]:
    run = LabelRun(ROLL.at(dpi), LabelContent(code=code), "Étiquettes", wanted)
    return read_zpl(zpl(run))


@pytest.mark.parametrize(("dpi", "dots"), [(203, (456, 256)), (300, (673, 378))])
@pytest.mark.parametrize(
    ("code", "read"),
    [
        (LabelCode.EAN13, ("EAN-13", EAN)),
        (LabelCode.CODE128, ("Code 128", "CR^E>M~1")),
        (LabelCode.DATAMATRIX, ("Data Matrix", f"(01)0{EAN}(17)271231(10)L26_11")),
    ],
)
def test_a_label_has_its_size_in_dots_and_its_code_is_read(
    dpi: int, dots: tuple[int, int], code: LabelCode, read: tuple[str, str]
) -> None:
    (label,) = labels((DATED, 1), code=code, dpi=dpi)

    assert (label.width, label.height) == dots
    assert label.utf8
    assert label.read() == [read]


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("code", list(LabelCode))
def test_nothing_leaves_the_label_and_bars_keep_their_quiet_zone(dpi: int, code: LabelCode) -> None:
    (label,) = labels((DATED, 1), code=code, dpi=dpi)

    for each in label.fields:
        assert each.x >= 0
        assert each.x + each.width <= label.width
        top = each.y - each.height if each.by_base else each.y
        assert top >= 0
        assert top + each.height <= label.height
    for each in label.codes():
        quiet = 10 if each.command != "BX" else 1
        module = each.width // 95 if each.command == "BE" else 2
        assert each.x >= quiet * module
        assert each.x + each.width + quiet * module <= label.width


def test_each_article_is_sent_once_with_its_quantity() -> None:
    found = labels((SOAP, 12), (DATED, 1), (SOAP, 0))

    assert [each.copies for each in found] == [12, 1]


def test_names_keep_their_accents_and_lose_nothing_to_the_language_of_the_printer() -> None:
    odd = Label("Été ^XZ ~JA _5E \\& 5 €", "SKU", Money(100), f"0{EAN}")

    (label,) = labels((odd, 1))

    assert " ".join(label.texts()).startswith("Été ^XZ ~JA _5E \\& 5 €")
    assert label.copies == 1


@given(name=text(min_size=1, max_size=60))
def test_no_name_breaks_out_of_its_field(name: str) -> None:
    (label,) = labels((Label(name, "SKU", Money(100), f"0{EAN}"), 1))

    assert label.copies == 1
    assert [each.command for each in label.codes()] == ["BE"]
    assert label.texts()[-1].endswith("456784")


def test_the_file_is_utf_8() -> None:
    run = LabelRun(ROLL, LabelContent(), "Étiquettes", ((SOAP, 1),))

    assert "« doux »" in zpl_bytes(run).decode("utf-8")


def test_a_sheet_has_no_zpl() -> None:
    sheet = label_format("L7160")

    with pytest.raises(RefusedError, match="ce format est une feuille"):
        zpl(LabelRun(sheet, LabelContent(), "Étiquettes", ((SOAP, 1),)))
    with pytest.raises(RefusedError, match="ce format est une feuille"):
        zpl_bytes(LabelRuler(sheet))


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("key", ["57x32", "32x25", "100x50"])
def test_the_ruler_has_a_mark_for_every_millimetre(key: str, dpi: int) -> None:
    form = label_format(key).at(dpi)

    (label,) = read_zpl(zpl_ruler(LabelRuler(form)))

    ticks = [each for each in label.fields if each.command == "GB" and each.y == 0 and each.x]
    starts = sorted({each.x for each in ticks if each.width <= 2 < each.height})
    assert len(starts) >= int(form.width) - 1
    assert starts[9] == pytest.approx(10 * dpi / 25.4, abs=1.5)
    assert all(each.x >= 0 and each.x + each.width <= label.width for each in label.fields)
    assert f"{form.width:g} × {form.height:g} mm" in " ".join(label.texts())
