"""Bring a catalogue file in, or take the last import back."""

import argparse
import codecs
from dataclasses import asdict
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.errors import RefusedError
from merchant_desk.operations.import_products import import_products
from merchant_desk.operations.plan_import import preview_import
from merchant_desk.operations.read_catalogue import read_catalogue
from merchant_desk.operations.undo_import import undo_import
from merchant_desk.operations.write_refused import write_refused
from merchant_desk.queries.imports import last_import
from merchant_desk.rules.catalogue.articles import understand
from merchant_desk.values.catalogue_sheet import Choices, Refusal, Sheet
from merchant_desk.values.french import number
from merchant_desk.values.ids import id_text
from merchant_desk.values.import_preview import ImportPreview
from merchant_desk.values.texts import _, later, ngettext

_SHOWN = 20


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", type=Path, metavar=_("FICHIER"), help=_("CSV ou classeur")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("dire sans rien écrire"))
    parser.add_argument("--undo", action="store_true", help=_("annuler le dernier import"))
    parser.add_argument(
        "--encoding", metavar=_("NOM"), default="", help=_("encodage, s’il est mal reconnu")
    )
    parser.add_argument("--decimal", choices=(",", "."), default="", help=_("signe décimal"))
    parser.add_argument(
        "--without-vat", action="store_true", help=_("la colonne «\u00a0Prix\u00a0» est hors taxes")
    )
    parser.add_argument(
        "--restore-zeros", action="store_true", help=_("rendre leur zéro aux codes-barres")
    )
    parser.add_argument(
        "--bin", metavar=_("CODE"), default="", help=_("emplacement du stock sans emplacement")
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    if arguments.undo:
        return _undo(counter)
    if arguments.file is None:
        raise RefusedError(
            _("Rien n’a été importé\u00a0: aucun fichier n’est donné."),
            _("Indiquez le fichier\u00a0: merchant-desk import products catalogue.csv"),
        )
    choices = Choices(
        encoding=_known_encoding(arguments.encoding),
        decimal=arguments.decimal,
        prices_include_vat=not arguments.without_vat,
        restore_zeros=arguments.restore_zeros,
        bin_code=arguments.bin,
    )
    sheet = read_catalogue(arguments.file, choices)
    understood = understand(sheet, choices)
    if arguments.dry_run:
        preview, import_id = counter.ask(preview_import, understood), None
    else:
        report = counter.do(import_products, counter.gesture(), understood)
        preview, import_id = report.preview, report.import_id
    refused = _write_refused(arguments.file, sheet, preview)
    facts = {
        "import": id_text(import_id) if import_id else None,
        "dry_run": arguments.dry_run,
        "refused_file": str(refused) if refused else None,
        **_facts(preview),
    }
    counter.answer(facts, _told(preview, refused, dry_run=arguments.dry_run))
    return 1 if preview.refused else 0


def _known_encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        raise RefusedError(
            _("Rien n’a été importé\u00a0: l’encodage «\u00a0{name}\u00a0» est inconnu.").format(
                name=name
            ),
            _("Essayez utf-8, cp1252, mac_roman ou utf-16-le."),
        ) from None


def _undo(counter: Counter) -> int:
    last = counter.ask(last_import)
    if last is None:
        raise RefusedError(
            _("Aucun import n’a été annulé\u00a0: il n’y en a pas."),
            _("Seul un catalogue importé ici peut être repris."),
        )
    undone = counter.do(undo_import, counter.gesture(), last.import_id)
    facts = {
        "import": id_text(undone.import_id),
        "file": undone.file_name,
        "removed": undone.removed,
        "retired": undone.retired,
        "restored": undone.restored,
        "kept": [asdict(each) for each in undone.kept],
    }
    lines = [
        _("Import de {file} annulé\u00a0: {removed} retirés, {restored} rétablis.").format(
            file=undone.file_name,
            removed=number(undone.removed + undone.retired),
            restored=number(undone.restored),
        ),
        *(f"  {each.sku}\u00a0: {each.reason}" for each in undone.kept),
    ]
    counter.answer(facts, "\n".join(lines))
    return 0


def _write_refused(file: Path, sheet: Sheet, preview: ImportPreview) -> Path | None:
    """Write the refused rows beside the file; return where."""
    if not preview.refusals:
        return None
    path = file.with_name(f"{file.stem}.refus.csv")
    return write_refused(path, sheet, preview.refusals)


def _facts(preview: ImportPreview) -> dict[str, Any]:
    return {
        "file": preview.file_name,
        "encoding": preview.encoding,
        "delimiter": preview.delimiter,
        "decimal": preview.decimal,
        "decimal_sure": preview.decimal_sure,
        "from_woocommerce": preview.from_woocommerce,
        "columns": {each.heading: each.field for each in preview.columns if each.field},
        "rows": preview.rows,
        "created": preview.created,
        "changed": preview.changed,
        "unchanged": preview.unchanged,
        "refused": preview.refused,
        "opening_units": preview.opening_units,
        "refusals": [asdict(each) for each in preview.refusals],
        "remarks": [asdict(each) for each in preview.remarks],
    }


def _told(preview: ImportPreview, refused: Path | None, *, dry_run: bool) -> str:
    title = _("Essai, rien n’est écrit\u00a0:") if dry_run else _("Import fait\u00a0:")
    counts = (
        ngettext("{n} nouveau", "{n} nouveaux", preview.created).format(n=number(preview.created)),
        ngettext("{n} modifié", "{n} modifiés", preview.changed).format(n=number(preview.changed)),
        _("{n} sans changement").format(n=number(preview.unchanged)),
        ngettext("{n} refusé", "{n} refusés", preview.refused).format(n=number(preview.refused)),
    )
    lines = [f"{title} {', '.join(counts)}."]
    lines += [_line(each) for each in preview.refusals[:_SHOWN]]
    if refused:
        lines.append(_("Lignes refusées\u00a0: {path}").format(path=refused))
    return "\n".join(lines)


def _line(refusal: Refusal) -> str:
    return _("  ligne {line}\u00a0: {reason} ({value})").format(
        line=refusal.line, reason=refusal.reason, value=refusal.value
    )


IMPORT_PRODUCTS = CliCommand(
    ("import", "products"), later("Importer un catalogue (CSV, classeur)"), _arguments, _run
)
