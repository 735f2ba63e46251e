"""``count open|scan|validate…``: stock counts, without a window."""

import argparse
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter, no_arguments
from merchant_desk.cli.count_facts import (
    plan_facts,
    scanned_facts,
)
from merchant_desk.cli.count_labels import labels, labels_arguments
from merchant_desk.cli.count_show import show, show_arguments
from merchant_desk.cli.count_words import bin_named, count_meant, location_named, scope_meant
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.operations.cancel_count import cancel_count
from merchant_desk.operations.change_counted import recount, take_back_count
from merchant_desk.operations.close_bin import close_bin
from merchant_desk.operations.count_answers import COUNTS
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.find_lot import LotRead
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.undo_count import undo_count
from merchant_desk.operations.validate_count import Settlement, validate_count
from merchant_desk.queries.count_plan import count_plan
from merchant_desk.queries.count_review import count_review
from merchant_desk.queries.settings import settings
from merchant_desk.values.clock import utc_now
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.count_scope import AbcClass
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.texts import _, later, ngettext

_NOT_COUNTED = 1


def _open_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--title", metavar=_("TEXTE"), default="", help=_("nom du comptage"))
    parser.add_argument("--location", metavar=_("LIEU"), default="", help=_("lieu à compter"))
    parser.add_argument(
        "--bin", metavar=_("CODE"), action="append", default=[], help=_("emplacement à compter")
    )
    parser.add_argument(
        "--product", metavar=_("PRODUIT"), action="append", default=[], help=_("article à compter")
    )
    parser.add_argument(
        "--category", metavar=_("NOM"), action="append", default=[], help=_("catégorie à compter")
    )
    parser.add_argument(
        "--supplier", metavar=_("NOM"), action="append", default=[],
        help=_("articles de ce fournisseur"),
    )  # fmt: skip
    parser.add_argument(
        "--class", dest="classes", action="append", default=[],
        choices=[each.value for each in AbcClass], help=_("articles de cette classe"),
    )  # fmt: skip
    parser.add_argument(
        "--show-expected", action="store_true", help=_("montrer les quantités attendues")
    )


def _open(arguments: argparse.Namespace, counter: Counter) -> int:
    location_id = location_named(counter, arguments.location)
    wanted = NewCount(
        title=arguments.title,
        scope=scope_meant(counter, arguments, location_id),
        location_id=location_id,
        blind=not arguments.show_expected,
    )
    opened = counter.do(open_count, counter.gesture(), wanted)
    facts = {"id": id_text(opened.count_id), "number": opened.number}
    counter.answer(facts, _("Comptage {number} ouvert.").format(number=opened.number))
    return 0


def _count_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("count", metavar=_("COMPTAGE"), help=_("numéro, comme IN2026-0001"))


def _scan_arguments(parser: argparse.ArgumentParser) -> None:
    _count_argument(parser)
    parser.add_argument("bin", metavar=_("EMPLACEMENT"), help=_("où l’on compte"))
    parser.add_argument(
        "code", metavar=_("CODE"), nargs="?", default="", help=_("code scanné, ou référence")
    )
    parser.add_argument("--times", metavar="N", default="1", help=_("combien de fois ce code"))
    parser.add_argument("--lot", metavar=_("NUMÉRO"), default="", help=_("lot ou numéro de série"))
    parser.add_argument(
        "--product", metavar=_("PRODUIT"), default="", help=_("lequel, si le code en dit plusieurs")
    )
    parser.add_argument("--sure", action="store_true", help=_("oui, zéro ou autant que cela"))
    parser.add_argument("--back", action="store_true", help=_("retirer le dernier scan du poste"))


def _scan(arguments: argparse.Namespace, counter: Counter) -> int:
    head = count_meant(counter, arguments.count)
    place = bin_named(counter, arguments.bin, head)
    if arguments.back:
        said = counter.do(take_back_count, counter.gesture(), head.count_id)
    else:
        times = read_whole(arguments.times)
        if times is None or not arguments.code:
            raise RefusedError(
                _("Rien n’a été compté\u00a0: le code ou la quantité manque."),
                _("Écrivez par exemple\u00a0: count scan IN2026-0001 A1 3760123456784 --times 12."),
            )
        gesture = counter.gesture()
        wanted = CountScan(
            head.count_id,
            place.place_id,
            scan_of_text(arguments.code, gesture.at),
            times,
            named_product(counter, arguments.product).product_id if arguments.product else None,
            LotRead(arguments.lot) if arguments.lot else None,
            arguments.sure,
        )
        said = counter.do(count_scan, gesture, wanted)
    counted = said.outcome in COUNTS
    text = " ".join(filter(None, (said.title, said.advice)))
    if counted:
        text = _("{bin} · {name}\u00a0: {total}").format(
            bin=said.bin, name=said.title, total=number(said.total)
        )
    counter.answer(scanned_facts(said), text)
    return 0 if counted else _NOT_COUNTED


def _close_arguments(parser: argparse.ArgumentParser) -> None:
    _count_argument(parser)
    parser.add_argument("bin", metavar=_("EMPLACEMENT"), help=_("l’emplacement terminé"))
    parser.add_argument(
        "--gone", action="store_true", help=_("compter zéro de ce qui n’y a pas été scanné")
    )


def _close(arguments: argparse.Namespace, counter: Counter) -> int:
    head = count_meant(counter, arguments.count)
    place = bin_named(counter, arguments.bin, head)
    done = counter.do(
        close_bin, counter.gesture(), head.count_id, place.place_id, gone=arguments.gone
    )
    facts = {
        "bin": done.bin,
        "articles": done.articles,
        "units": done.units,
        "not_counted": [id_text(key.product_id) for key in done.missing],
    }
    text = _("{bin} terminé\u00a0: {articles} articles, {units} unités, {left} non comptés.")
    counter.answer(
        facts,
        text.format(
            bin=done.bin, articles=number(done.articles), units=number(done.units),
            left=number(len(done.missing)),
        ),
    )  # fmt: skip
    return 0


def _recount_arguments(parser: argparse.ArgumentParser) -> None:
    _count_argument(parser)
    parser.add_argument("bin", metavar=_("EMPLACEMENT"), help=_("où recompter"))
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("l’article à recompter"))


def _recount(arguments: argparse.Namespace, counter: Counter) -> int:
    head = count_meant(counter, arguments.count)
    place = bin_named(counter, arguments.bin, head)
    card = named_product(counter, arguments.product)
    review = counter.ask(count_review, head.count_id)
    known = [] if review is None else [each.key for each in review.counted]
    keys = [k for k in known if (k.place_id, k.product_id) == (place.place_id, card.product_id)]
    for key in keys or [CountKey(place.place_id, card.product_id)]:
        said = counter.do(recount, counter.gesture(), head.count_id, key)
    counter.answer(
        scanned_facts(said),
        _("{name} est à recompter en {bin}.").format(name=card.title, bin=place.code),
    )
    return 0


def _validate_arguments(parser: argparse.ArgumentParser) -> None:
    _count_argument(parser)
    parser.add_argument(
        "--zero-uncounted", action="store_true", help=_("ce qui n’est pas compté n’est plus là")
    )
    parser.add_argument(
        "--leave-doubtful", action="store_true", help=_("laisser ce qui est à recompter")
    )


def _validate(arguments: argparse.Namespace, counter: Counter) -> int:
    head = count_meant(counter, arguments.count)
    settlement = Settlement(
        zero_uncounted=arguments.zero_uncounted, leave_doubtful=arguments.leave_doubtful
    )
    done = counter.do(validate_count, counter.gesture(), head.count_id, settlement)
    facts = {
        "number": done.number,
        "lines": done.lines,
        "corrected": done.corrected,
        "units": done.units,
        "worth_cents": done.worth.cents,
        "left": done.left,
    }
    text = ngettext(
        "{number} validé\u00a0: {n} stock corrigé, {worth}.",
        "{number} validé\u00a0: {n} stocks corrigés, {worth}.",
        done.corrected,
    ).format(number=done.number, n=number(done.corrected), worth=euros(done.worth))
    counter.answer(facts, text)
    return 0


def _undo(arguments: argparse.Namespace, counter: Counter) -> int:
    head = count_meant(counter, arguments.count)
    done = counter.do(undo_count, counter.gesture(), head.count_id)
    facts: dict[str, Any] = {
        "number": done.number,
        "taken_back": done.taken_back,
        "kept": [id_text(key.product_id) for key in done.kept],
    }
    text = ngettext(
        "{number} annulé\u00a0: {n} correction reprise, {kept} laissée.",
        "{number} annulé\u00a0: {n} corrections reprises, {kept} laissées.",
        done.taken_back,
    ).format(number=done.number, n=number(done.taken_back), kept=number(len(done.kept)))
    counter.answer(facts, text)
    return 0


def _cancel(arguments: argparse.Namespace, counter: Counter) -> int:
    head = count_meant(counter, arguments.count)
    given_up = counter.do(cancel_count, counter.gesture(), head.count_id)
    counter.answer({"number": given_up}, _("{number} abandonné.").format(number=given_up))
    return 0


def _plan(_arguments: argparse.Namespace, counter: Counter) -> int:
    kept = counter.ask(settings, counter.station_id)
    rows = counter.ask(count_plan, kept, utc_now())
    lines = [
        f"{each.location} · {each.bin:<8} {number(len(each.due))}/{number(each.articles)}"
        for each in rows
    ]
    counter.answer(plan_facts(rows), "\n".join(lines) or _("Rien à compter aujourd’hui."))
    return 0


COUNT_OPEN = CliCommand(("count", "open"), later("Ouvrir un comptage"), _open_arguments, _open)
COUNT_SCAN = CliCommand(("count", "scan"), later("Compter un article"), _scan_arguments, _scan)
COUNT_CLOSE_BIN = CliCommand(
    ("count", "close-bin"), later("Terminer un emplacement"), _close_arguments, _close
)
COUNT_RECOUNT = CliCommand(
    ("count", "recount"), later("Faire recompter un article"), _recount_arguments, _recount
)
COUNT_SHOW = CliCommand(("count", "show"), later("Montrer les comptages"), show_arguments, show)
COUNT_VALIDATE = CliCommand(
    ("count", "validate"), later("Valider un comptage"), _validate_arguments, _validate
)
COUNT_UNDO = CliCommand(
    ("count", "undo"), later("Annuler un comptage validé"), _count_argument, _undo
)
COUNT_CANCEL = CliCommand(
    ("count", "cancel"), later("Abandonner un comptage en cours"), _count_argument, _cancel
)
COUNT_PLAN = CliCommand(("count", "plan"), later("Montrer le plan du jour"), no_arguments, _plan)
COUNT_LABELS = CliCommand(
    ("count", "labels"), later("Faire les étiquettes des emplacements"), labels_arguments, labels
)
COUNT_COMMANDS = (
    COUNT_CANCEL,
    COUNT_CLOSE_BIN,
    COUNT_LABELS,
    COUNT_OPEN,
    COUNT_PLAN,
    COUNT_RECOUNT,
    COUNT_SCAN,
    COUNT_SHOW,
    COUNT_UNDO,
    COUNT_VALIDATE,
)
