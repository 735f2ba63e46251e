"""``labels``: labels of articles as a PDF or in ZPL; ``labels formats|ruler|codes|due``.

The four words stand where articles do: a parser cannot tell them from references by itself.
"""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.label_formats import (
    DPI_CHOICES,
    LABEL_FORMATS,
    USUAL_FORMAT,
    LabelFormat,
    format_words,
    label_format,
)
from merchant_desk.values.labels import LabelCode, LabelContent, LabelRuler, LabelRun
from merchant_desk.values.texts import _, later, ngettext

if TYPE_CHECKING:
    from merchant_desk.queries.labels import LabelWanted

_COUNTED = re.compile(r"(.+?):(\d{1,6})(?:@(.+))?")
_OF_LOT = re.compile(r"(.+?)@(.+)")
_SHOWN = ("name", "sku", "price", "lot")
_ZPL, _PDF = ".zpl", ".pdf"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        metavar=_("PRODUIT[:N][@LOT]"),
        nargs="+",
        help=_(
            "référence ou code-barres, combien d’étiquettes, et le lot\u00a0; ou l’un des mots "
            "formats (les montrer), ruler (écrire la règle d’un format), codes (donner un code "
            "interne à ces produits, ou à tous ceux qui n’ont pas de code), due (dont le prix a "
            "changé depuis leur étiquette)"
        ),
    )
    parser.add_argument(
        "--format",
        default=USUAL_FORMAT.key,
        metavar=_("FORMAT"),
        help=_("L7160, 57x32 ou 70x37/3x8\u00a0; voir «\u00a0labels formats\u00a0»"),
    )
    parser.add_argument(
        "--to", type=Path, default=None, metavar=_("FICHIER"), help=_("un .pdf, ou un .zpl")
    )
    parser.add_argument(
        "--printer",
        default="",
        metavar=_("IMPRIMANTE"),
        help=_("envoyer en ZPL à cette imprimante à rouleau, au lieu d’un fichier"),
    )
    parser.add_argument(
        "--dpi", type=int, choices=DPI_CHOICES, help=_("points par pouce de l’imprimante")
    )
    _content_arguments(parser)


def _content_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--start",
        type=int,
        default=1,
        metavar="N",
        help=_("première étiquette libre, à partir de 1"),
    )
    parser.add_argument(
        "--code",
        choices=[each.value for each in LabelCode],
        default=LabelCode.EAN13.value,
        help=_("le code-barres de chaque étiquette"),
    )
    parser.add_argument(
        "--without",
        choices=_SHOWN,
        action="append",
        default=[],
        help=_("ce que les étiquettes ne disent pas"),
    )
    parser.add_argument(
        "--give-codes",
        action="store_true",
        help=_("donner un code interne aux articles qui n’ont pas de code"),
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    first, *others = arguments.what
    if first == "codes":
        return _codes(others, counter)
    if first == "due" and not others:
        return _due(counter)
    if first in {"formats", "ruler"} and others:
        raise RefusedError(
            _("Rien n’a été fait\u00a0: «\u00a0{word}\u00a0» ne prend pas de produit.").format(
                word=first
            ),
            _("Retirez ce qui suit ce mot."),
        )
    if first == "formats":
        return _formats(counter)
    return _ruler(arguments, counter) if first == "ruler" else _labels(arguments, counter)


def _labels(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.queries.labels import labels_of  # noqa: PLC0415 - loaded when asked

    form, to = _format_of(arguments), _place_of(arguments)
    wanted = [_wanted(counter, each) for each in arguments.what]
    given = _give(counter, [each.product_id for each in wanted]) if arguments.give_codes else 0
    content = LabelContent(
        **{each: each not in arguments.without for each in _SHOWN}, code=LabelCode(arguments.code)
    )
    labels = counter.ask(labels_of, wanted)
    run = LabelRun(form, content, _("Étiquettes d’articles"), labels, arguments.start)
    content_bytes = _drawn(to, run) if to is not None else _sent(arguments.printer, run)
    facts: dict[str, Any] = {
        "file": None if to is None else str(to),
        "printer": arguments.printer or None,
        "bytes": len(content_bytes),
        "labels": run.count,
        "format": form.key,
        "next_start": run.next_start,
        "codes_given": given,
    }
    if content.price:
        _note(counter, [each.product_id for each in wanted])
    counter.answer(facts, _told(run.count, to, arguments.printer))
    return 0


def _note(counter: Counter, ids: list[ProductId]) -> None:
    """Keep the price that each of these labels says."""
    from merchant_desk.operations.note_labels import note_labels  # noqa: PLC0415 - loaded when asked

    counter.do(note_labels, counter.gesture(), ids)


def _told(count: int, to: Path | None, printer: str) -> str:
    if to is None:
        words = ngettext(
            "{n} étiquette envoyée\u00a0: {printer}",
            "{n} étiquettes envoyées\u00a0: {printer}",
            count,
        )
        return words.format(n=number(count), printer=printer)
    words = ngettext(
        "{n} étiquette écrite\u00a0: {file}", "{n} étiquettes écrites\u00a0: {file}", count
    )
    return words.format(n=number(count), file=to)


def _sent(printer: str, content: LabelRun | LabelRuler) -> bytes:
    """Hand labels to a roll printer in its own language, as they are."""
    from merchant_desk.documents.writing.raw_printer import send_raw  # noqa: PLC0415 - when asked
    from merchant_desk.documents.writing.zpl_labels import zpl_bytes  # noqa: PLC0415 - as above

    drawn = zpl_bytes(content)
    title = content.title if isinstance(content, LabelRun) else _("Règle d’étiquettes")
    send_raw(printer, drawn, title)
    return drawn


def _wanted(counter: Counter, told: str) -> "LabelWanted":
    """Read ``SAV-LAV-100:24@L2611``: the whole text first, as a reference may hold such signs."""
    from merchant_desk.queries.barcodes import products_by_code  # noqa: PLC0415 - loaded when asked
    from merchant_desk.queries.labels import LabelWanted, lot_named  # noqa: PLC0415 - as above

    words, count, lot = told, 1, ""
    if not counter.ask(products_by_code, (told,)):
        if (counted := _COUNTED.fullmatch(told)) is not None:
            words, count, lot = counted[1], int(counted[2]), counted[3] or ""
        elif (of_lot := _OF_LOT.fullmatch(told)) is not None:
            words, lot = of_lot[1], of_lot[2]
    product_id = named_product(counter, words).product_id
    lot_id = counter.ask(lot_named, product_id, lot) if lot else None
    return LabelWanted(product_id, count, lot_id)


def _give(counter: Counter, ids: list[ProductId] | None) -> int:
    from merchant_desk.operations.give_internal_code import (  # noqa: PLC0415 - loaded when asked
        give_missing_codes,
    )

    given = 0
    while True:
        step = counter.do(give_missing_codes, counter.gesture(), ids)
        given += step.given
        if not step.left:
            return given


def _drawn(path: Path, content: LabelRun | LabelRuler) -> bytes:
    from merchant_desk.documents.writing.paper_bytes import (  # noqa: PLC0415 - loaded when asked
        paper_bytes,
    )
    from merchant_desk.documents.writing.write_file import write_bytes  # noqa: PLC0415 - as above
    from merchant_desk.documents.writing.zpl_labels import (  # noqa: PLC0415 - as above
        zpl_bytes,
    )

    drawn = zpl_bytes(content) if path.suffix.lower() == _ZPL else paper_bytes([content])
    write_bytes(path, drawn)
    return drawn


def _format_of(arguments: argparse.Namespace) -> LabelFormat:
    form = label_format(arguments.format)
    return form if arguments.dpi is None else form.at(arguments.dpi)


def _place_of(arguments: argparse.Namespace) -> Path | None:
    """Return the file to write; None where a printer is to take the labels."""
    path: Path | None = arguments.to
    if path is None and arguments.printer:
        return None
    if path is None or path.suffix.lower() not in {_ZPL, _PDF}:
        raise RefusedError(
            _("Les étiquettes n’ont pas été faites\u00a0: --to ne donne ni un .pdf, ni un .zpl."),
            _("Ajoutez par exemple --to etiquettes.pdf, ou --printer et son nom."),
        )
    return path


def _formats(counter: Counter) -> int:
    facts = {
        "formats": [
            {
                "key": each.key,
                "words": format_words(each),
                "width_mm": each.width,
                "height_mm": each.height,
                "labels_a_page": each.a_page,
                "on_roll": each.on_roll,
                "margins_mm": list(each.margins_mm),
            }
            for each in LABEL_FORMATS
        ]
    }
    counter.answer(
        facts, "\n".join(f"{each.key:<10} {format_words(each)}" for each in LABEL_FORMATS)
    )
    return 0


def _due(counter: Counter) -> int:
    from merchant_desk.queries.tags_due import tags_due  # noqa: PLC0415 - loaded when asked

    due = counter.ask(tags_due, counter.gesture().at)
    facts = [
        {
            "sku": each.sku,
            "name": each.name,
            "shown_cents": None if each.shown is None else each.shown.cents,
            "price_cents": each.price.cents,
        }
        for each in due
    ]
    lines = [f"{each.sku:<16} {euros(each.price):>12}  {each.name}" for each in due]
    counter.answer(facts, "\n".join(lines) or _("Toutes les étiquettes sont à jour."))
    return 0


def _ruler(arguments: argparse.Namespace, counter: Counter) -> int:
    form, to = _format_of(arguments), _place_of(arguments)
    ruler = LabelRuler(form)
    drawn = _drawn(to, ruler) if to is not None else _sent(arguments.printer, ruler)
    facts = {"file": None if to is None else str(to), "bytes": len(drawn), "format": form.key}
    words = _("Règle envoyée\u00a0: {printer}") if to is None else _("Règle écrite\u00a0: {file}")
    counter.answer(facts, words.format(file=to, printer=arguments.printer))
    return 0


def _codes(products: list[str], counter: Counter) -> int:
    ids = [named_product(counter, each).product_id for each in products]
    given = _give(counter, ids or None)
    told = ngettext("{n} code interne donné", "{n} codes internes donnés", given)
    counter.answer({"given": given}, told.format(n=number(given)))
    return 0


LABELS = CliCommand(("labels",), later("Écrire des étiquettes d’articles"), _arguments, _run)
