"""Every worked case of the law is answered as it must be, in the form that the schema allows."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from merchant_desk.rules.legal.engine import answer_json
from tests.law.open_cases import OpenCase, faults, open_cases

_SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parent / "answer.schema.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", tuple(open_cases()), ids=lambda case: f"{case.topic}-{case.id}")
def test_a_worked_case_is_answered_rightly(case: OpenCase) -> None:
    answer = answer_json(case.question)

    assert faults(case, answer) == []
    jsonschema.validate(answer, _SCHEMA)
