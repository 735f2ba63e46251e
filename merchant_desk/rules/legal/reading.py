"""Reading questions: what the format does not allow is refused, with the place of the fault."""

import json
import re
from collections.abc import Mapping

import msgspec

from merchant_desk.rules.legal import distance_questions, questions
from merchant_desk.rules.legal.foreign_values import read_foreign, write_foreign
from merchant_desk.rules.legal.questions import Promotion, Question

_PLACE = re.compile(r" - at `\$(.*)`$")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_MAY_BE_NULL = re.compile(
    r"/operation/ends|/items?(/\d+)?/(offered_since|supplier_paid_on)"
    r"|/information_given_on|/delivered_on"
)
"""Where ``null`` says that there is none; anywhere else it says nothing, and is refused."""


class InvalidQuestionError(ValueError):
    """A question that cannot be read; nothing of it was judged."""

    def __init__(self, question_id: str, code: str, message: str, path: str = "") -> None:
        super().__init__(message)
        self.id = question_id
        self.code = code
        self.message = message
        self.path = path

    def as_json(self) -> dict[str, object]:
        """Return the answer as the format writes it."""
        told = {"code": self.code, "message_fr": self.message}
        return {"id": self.id, "error": told | ({"path": self.path} if self.path else {})}


def _kinds() -> dict[str, type[Question]]:
    found = {}
    for module in (questions, distance_questions):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Question) and value is not Question:
                found[str(value.__struct_config__.tag)] = value
    return found


KINDS: Mapping[str, type[Question]] = _kinds()


def read_question(asked: object) -> Question:
    """Read one question. Raises InvalidQuestionError."""
    if not isinstance(asked, dict):
        raise InvalidQuestionError("", "invalid_question", "Une question est un objet JSON.")
    told_id = asked.get("id")
    question_id = told_id if isinstance(told_id, str) else ""
    kind = asked.get("kind")
    if not isinstance(kind, str):
        raise InvalidQuestionError(
            question_id, "invalid_question", "Il manque le genre de la question.", "/kind"
        )
    if kind not in KINDS:
        message = f"Le genre de question « {kind} » n’existe pas."
        raise InvalidQuestionError(question_id, "unknown_kind", message, "/kind")
    if path := _null_place(asked):
        message = "Ce champ ne peut pas être vide\u00a0: laissez-le de côté."
        raise InvalidQuestionError(question_id, "invalid_question", message, path)
    try:
        question = msgspec.convert(asked, KINDS[kind], dec_hook=read_foreign)
    except msgspec.ValidationError as error:
        raise _refused(question_id, str(error)) from None
    _check(question)
    return question


def _null_place(asked: object) -> str:
    """Return where a value is ``null`` that the format does not let be so; empty when nowhere."""
    waiting: list[tuple[str, object]] = [("", asked)]
    while waiting:
        path, told = waiting.pop()
        if isinstance(told, dict):
            waiting += ((f"{path}/{name}", value) for name, value in told.items())
        elif isinstance(told, list):
            waiting += ((f"{path}/{index}", value) for index, value in enumerate(told))
        elif told is None and not _MAY_BE_NULL.fullmatch(path):
            return path
    return ""


def _refused(question_id: str, told: str) -> InvalidQuestionError:
    place = _PLACE.search(told)
    path = (
        ""
        if place is None
        else "".join(f"/{name or index}" for name, index in _STEP.findall(place[1]))
    )
    words = _PLACE.sub("", told)
    return InvalidQuestionError(question_id, "invalid_question", _in_french(words), path)


def _in_french(words: str) -> str:
    if missing := re.search(r"missing required field `(\w+)`", words):
        return f"Il manque le champ « {missing[1]} »."
    if unknown := re.search(r"unknown field `(\w+)`", words):
        return f"Le champ « {unknown[1]} » n’existe pas dans le format."
    if words.startswith(("Un ", "Une ")):
        return f"{words}."
    return "Cette valeur n’est pas de la forme attendue."


def _check(question: Question) -> None:
    if question.asked_on is None and question.__struct_config__.tag in {"promotion", "text_check"}:
        raise InvalidQuestionError(
            question.id, "invalid_question", "Il manque le champ « asked_on ».", "/asked_on"
        )
    if isinstance(question, Promotion):
        _check_dates(question)


def _check_dates(question: Promotion) -> None:
    """Refuse an end before its beginning: no law can be read on such a line."""
    operation = question.operation
    if operation.ends is not None and operation.ends.day < operation.starts.day:
        raise InvalidQuestionError(
            question.id, "invalid_question",
            "La fin de l’opération est avant son début.", "/operation/ends",
        )  # fmt: skip
    for index, item in enumerate(question.items):
        for line, entry in enumerate(item.price_history or ()):
            if entry.to is not None and entry.to < entry.from_:
                raise InvalidQuestionError(
                    question.id, "invalid_question",
                    "Un prix finit avant le jour où il commence.",
                    f"/items/{index}/price_history/{line}/to",
                )  # fmt: skip


def write_question(question: Question) -> dict[str, object]:
    """Return a question as the format writes it."""
    told: dict[str, object] = msgspec.to_builtins(question, enc_hook=write_foreign)
    return told


def canonical_json(value: object) -> bytes:
    """Return the one way a value is written where a hash must not change."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
