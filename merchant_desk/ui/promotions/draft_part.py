"""A part of the form that tells one thing of an operation: its gift, its declaration, its claim."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.promotions.draft_inputs import DraftInput, TickInput
from merchant_desk.ui.theme import Theme

_BLANK = PromotionDraft(title="", kind="promotion", starts_at=datetime(2000, 1, 1, tzinfo=UTC))
When = Mapping[str, tuple[str, Collection[object]]]


class DraftPart(QWidget):
    """Some fields of a draft. ``edited`` when they changed by hand; ``kinds`` need them."""

    edited = Signal()

    def __init__(self, fields: tuple[str, ...], kinds: Collection[str]) -> None:
        super().__init__()
        self._fields = fields
        self._kinds = kinds
        self._kept = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def suits(self, kind: str) -> bool:
        """Tell whether an operation of this kind needs the part, or came with it."""
        return kind in self._kinds or self._kept

    def place_of(self, field: str) -> QWidget | None:
        """Return the input that tells a field, if it is one of this part."""
        return None

    def show_draft(self, draft: PromotionDraft) -> None:
        """Show what was kept, announcing nothing."""
        self._kept = draft.kind not in self._kinds and any(
            getattr(draft, each) != getattr(_BLANK, each) for each in self._fields
        )
        self.show_values(draft)

    def show_values(self, draft: PromotionDraft) -> None:
        """Show the fields of the draft."""

    def show_kind(self, kind: str) -> None:
        """Show what this kind needs, and nothing else."""
        self.setVisible(self.suits(kind))

    def values(self, draft: PromotionDraft) -> Mapping[str, Any]:
        """Return the fields as they are told now."""
        return {}

    def put_into(self, draft: PromotionDraft) -> PromotionDraft:
        """Return the draft with what is told; without it where the kind does not need it."""
        if self.suits(draft.kind):
            return replace(draft, **self.values(draft))
        return replace(draft, **{each: getattr(_BLANK, each) for each in self._fields})

    def on_edited(self) -> None:
        """Announce a change by hand."""
        self.edited.emit()


class Inputs(QWidget):
    """Inputs by name, two on a line; ``when`` shows one only beside some values of another."""

    edited = Signal()

    def __init__(self, inputs: Mapping[str, DraftInput], when: When | None = None) -> None:
        super().__init__()
        self._inputs = inputs
        self._when = when or {}
        self._unwanted: frozenset[str] = frozenset()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        for each in inputs.values():
            each.setParent(self)
            each.edited.connect(self._on_edited)
        self._place()

    @property
    def names(self) -> Collection[str]:
        """Return what can be told here."""
        return self._inputs.keys()

    @property
    def first(self) -> DraftInput:
        """Return the first input."""
        return next(iter(self._inputs.values()))

    def __getitem__(self, name: str) -> DraftInput:
        """Return one input."""
        return self._inputs[name]

    def show_values(self, told: Mapping[str, Any]) -> None:
        """Show values by name; what is not named is shown empty."""
        for name, each in self._inputs.items():
            each.show_value(told.get(name))
        self._place()

    def entered(self) -> dict[str, Any]:
        """Return what is told in the inputs that are shown."""
        values = {name: self._inputs[name].entered for name in self._wanted()}
        return {name: value for name, value in values.items() if value is not None}

    def leave_out(self, names: Collection[str]) -> None:
        """Show all inputs but these."""
        if self._unwanted != frozenset(names):
            self._unwanted = frozenset(names)
            self._place()

    def _wanted(self) -> list[str]:
        wanted = []
        for name in self._inputs:
            other, values = self._when.get(name, ("", ()))
            if name not in self._unwanted and (
                not other or (other in wanted and self._inputs[other].entered in values)
            ):
                wanted.append(name)
        return wanted

    def _place(self) -> None:
        wanted, row, column = set(self._wanted()), 0, 0
        for name, each in self._inputs.items():
            self._grid.removeWidget(each)
            each.setVisible(name in wanted)
            if name not in wanted:
                continue
            if each.whole_line:
                row, column = row + bool(column), 0
                self._grid.addWidget(each, row, 0, 1, 2)
                row += 1
            else:
                self._grid.addWidget(each, row, column)
                row, column = row + column, 1 - column

    def _on_edited(self) -> None:
        self._place()
        self.edited.emit()


class StructPart(DraftPart):
    """One record of the draft, told by inputs named like its fields.

    With ``gate``, the words of a box to tick, there is no record before it is ticked.
    ``only`` names the inputs that some kinds alone need, ``given`` what the gate itself says.
    """

    def __init__(  # noqa: PLR0913 - keyword arguments that read as a declaration
        self,
        theme: Theme,
        field: str,
        record: type[msgspec.Struct],
        kinds: Collection[str],
        inputs: Mapping[str, DraftInput],
        *,
        gate: str = "",
        when: When | None = None,
        only: Mapping[str, Collection[str]] | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__((field,), kinds)
        self._given = given or {}
        self._field = field
        self._record = record
        self._only = only or {}
        self.gate = TickInput(theme, gate) if gate else None
        self.inputs = Inputs(inputs, when)
        if self.gate is not None:
            self.column.addWidget(self.gate)
            self.gate.edited.connect(self._on_gate)
        self.column.addWidget(self.inputs)
        self.inputs.edited.connect(self.on_edited)

    def show_kind(self, kind: str) -> None:
        """Show what this kind needs, and nothing else."""
        super().show_kind(kind)
        self.inputs.leave_out([name for name, kinds in self._only.items() if kind not in kinds])

    def show_values(self, draft: PromotionDraft) -> None:
        """Show the fields of the record."""
        record = getattr(draft, self._field)
        self.inputs.show_values({} if record is None else msgspec.structs.asdict(record))
        if self.gate is not None:
            self.gate.show_value(record is not None)
            self.inputs.setVisible(record is not None)

    def values(self, draft: PromotionDraft) -> Mapping[str, Any]:
        """Return the record, or its blank while something it needs is not told."""
        blank = getattr(_BLANK, self._field)
        if self.gate is not None and not self.gate.entered:
            return {self._field: blank}
        entered = {**self._given, **self.inputs.entered()}
        if not needed(self._record) <= entered.keys():
            return {self._field: blank}
        known = getattr(draft, self._field)
        kept = {} if known is None else _hidden(known, self.inputs)
        return {self._field: self._record(**{**kept, **entered})}

    def place_of(self, field: str) -> QWidget | None:
        """Return the input that tells a field, or the whole record; the gate while it is closed."""
        if field != self._field and field not in self.inputs.names:
            return None
        if self.gate is not None and not self.gate.entered:
            return self.gate
        return self.inputs.first if field == self._field else self.inputs[field]

    def _on_gate(self) -> None:
        if self.gate is not None:
            self.inputs.setVisible(bool(self.gate.entered))
        self.on_edited()


def needed(record: type[msgspec.Struct]) -> set[str]:
    """Return the fields that a record cannot be without."""
    return {each.name for each in msgspec.structs.fields(record) if each.required}


def _hidden(known: msgspec.Struct, inputs: Inputs) -> dict[str, Any]:
    """Return the fields that no input shows, as they were."""
    told = msgspec.structs.asdict(known)
    return {name: value for name, value in told.items() if name not in inputs.names}
