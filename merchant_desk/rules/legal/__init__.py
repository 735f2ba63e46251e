"""One rule of French law a file, and the lists of them."""

from collections.abc import Callable, Mapping
from typing import Any

from merchant_desk.rules.legal.answer import Value
from merchant_desk.rules.legal.questions import Question
from merchant_desk.rules.legal.rule import LegalRule

RULES: tuple[LegalRule, ...] = ()
"""Every rule, in the order of the sheet."""

VALUES: Mapping[type[Question], Callable[[Any], Value]] = {}
"""What computes the value that a question of some kinds asks for."""
