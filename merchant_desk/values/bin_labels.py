"""Labels of bins on a sheet or a roll: the name, and a code that every scanner reads."""

from collections.abc import Sequence

from merchant_desk.values.label_formats import LabelFormat
from merchant_desk.values.labels import Label, LabelCode, LabelContent, LabelRun
from merchant_desk.values.texts import _

_CONTENT = LabelContent(price=False, lot=False, code=LabelCode.CODE128)


def bin_run(labels: Sequence[Label], form: LabelFormat, start: int = 1) -> LabelRun:
    """Return what is to be printed, from the first label of the sheet that is still there."""
    title = _("Étiquettes d’emplacements")
    return LabelRun(form, _CONTENT, title, tuple((each, 1) for each in labels), start)
