"""``law answer`` and ``law rules``: what the law says of a question, and the rules themselves."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, answer
from merchant_desk.errors import RefusedError
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _, later, ngettext

_INVALID = 2


def _answer_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar=_("FICHIER"),
        help=_("une question ou une liste, en JSON\u00a0; - pour l’entrée"),
    )


def _answer(arguments: argparse.Namespace, _services: object) -> int:
    """Answer one question or a list of them; UTF-8 whatever the system speaks."""
    from merchant_desk.rules.legal.engine import answer_json  # noqa: PLC0415 - loaded when asked

    asked = _asked(_bytes_of(arguments.file))
    several = isinstance(asked, list)
    answers = [answer_json(each) for each in (asked if several else [asked])]
    _write(answers if several else answers[0])
    return _INVALID if any("error" in each for each in answers) else 0


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise RefusedError(
            _("Aucune question n’a été lue\u00a0: le fichier ne s’ouvre pas."),
            _("Vérifiez le nom du fichier\u00a0: {why}").format(why=error.strerror or name),
        ) from None


def _asked(raw: bytes) -> Any:
    """Return what was asked; what is no JSON is passed on as a question that cannot be read."""
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _write(told: object) -> None:
    text = json.dumps(told, ensure_ascii=False, indent=2)
    try:
        raw = text.encode()
    except UnicodeEncodeError:  # half an emoji in an id
        raw = json.dumps(told, indent=2).encode()
    sys.stdout.buffer.write(raw + b"\n")
    sys.stdout.buffer.flush()


def _rules_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", metavar=_("JOUR"), default="", help=_("règles en vigueur ce jour-là, 2026-11-21")
    )


def _rules(arguments: argparse.Namespace, _services: object) -> int:
    from merchant_desk.rules.legal.engine import VERSION  # noqa: PLC0415 - loaded when asked
    from merchant_desk.rules.legal.every_rule import RULES  # noqa: PLC0415 - loaded when asked

    day = _day(arguments.on)
    found = [each for each in RULES if each.holds(day)]
    facts = {
        "on": day.isoformat(),
        "version": VERSION,
        "rules": [
            {
                "id": each.id,
                "title": each.title,
                "legal_reference": each.article,
                "since": each.since.isoformat() if each.since else None,
                "until": each.until.isoformat() if each.until else None,
                "sanction": each.sanction,
                "confidence": each.confidence,
            }
            for each in found
        ],
    }
    heading = ngettext(
        "{n} règle en vigueur le {day}", "{n} règles en vigueur le {day}", len(found)
    ).format(n=len(found), day=short_date(day))
    lines = [f"{each.id:<26} {each.title} ({each.article})" for each in found]
    answer(facts, "\n".join([heading, *lines]), as_json=arguments.json)
    return 0


def _day(text: str) -> date:
    if not text:
        return paris_date(utc_now())
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusedError(
            _("Aucune règle n’a été montrée\u00a0: ce jour n’existe pas."),
            _("Écrivez par exemple --on 2026-11-21."),
        ) from None


LAW_ANSWER = CliCommand(
    ("law", "answer"),
    later("Répondre à des questions de droit, en JSON"),
    _answer_arguments,
    run_alone=_answer,
)
LAW_RULES = CliCommand(
    ("law", "rules"),
    later("Montrer les règles de droit en vigueur un jour donné"),
    _rules_arguments,
    run_alone=_rules,
)
