"""``count labels``: the labels of bins, as a PDF or in ZPL."""

import argparse
from pathlib import Path

from merchant_desk.cli.command import Counter
from merchant_desk.cli.count_words import location_named
from merchant_desk.queries.bin_labels import bin_labels
from merchant_desk.values.bin_labels import bin_run
from merchant_desk.values.french import number
from merchant_desk.values.label_formats import USUAL_FORMAT, label_format
from merchant_desk.values.texts import _, ngettext

_ZPL = ".zpl"


def labels_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which bins, on what, and where to."""
    parser.add_argument(
        "--bin",
        metavar=_("CODE"),
        action="append",
        default=[],
        help=_("emplacement\u00a0; sinon tous"),
    )  # fmt: skip
    parser.add_argument("--location", metavar=_("LIEU"), default="", help=_("tous ceux d’un lieu"))
    parser.add_argument(
        "--format", metavar=_("FORMAT"), default=USUAL_FORMAT.key,
        help=_("L7160, 57x32 ou 70x37/3x8\u00a0; voir «\u00a0labels formats\u00a0»"),
    )  # fmt: skip
    parser.add_argument(
        "--start", type=int, default=1, metavar="N", help=_("première étiquette libre")
    )
    parser.add_argument(
        "--to", type=Path, required=True, metavar=_("FICHIER"), help=_("un .pdf, ou un .zpl")
    )


def labels(arguments: argparse.Namespace, counter: Counter) -> int:
    """Write the labels of bins to a file."""
    from merchant_desk.documents import draw_labels  # noqa: PLC0415 - on first use
    from merchant_desk.documents.writing.pdf_folder import (  # noqa: PLC0415 - on first use
        write_over,
    )
    from merchant_desk.documents.writing.zpl_labels import zpl_bytes  # noqa: PLC0415 - on first use

    form = label_format(arguments.format)
    location_id = location_named(counter, arguments.location)
    found = counter.ask(bin_labels, location_id, tuple(arguments.bin))
    run = bin_run(found, form, arguments.start)
    file: Path = arguments.to
    write_over(file, zpl_bytes(run) if file.suffix.lower() == _ZPL else draw_labels(run))
    text = ngettext(
        "{n} étiquette d’emplacement dans {file}", "{n} étiquettes d’emplacements dans {file}",
        len(found),
    )  # fmt: skip
    facts = {"labels": len(found), "file": str(file), "codes": [each.sku for each in found]}
    counter.answer(facts, text.format(n=number(len(found)), file=file.name))
    return 0
