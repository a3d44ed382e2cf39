"""The instruments that belong together, and which of them a person in a phase answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from assessment.instruments.model import (
    Dilemmas,
    ExtraStatement,
    Gedrag,
    Instrument,
    Statement,
    Stijl,
    Verdieping,
    Waardenkeuze,
)
from values import ASPIRANT, INTAKE, PARTS, VERDIEPING

Asked: TypeAlias = Statement | ExtraStatement


def list_statements(gedrag: Gedrag) -> tuple[Asked, ...]:
    """Return every statement of a version: those that everybody gets, then the extra ones."""
    return (*gedrag.items, *gedrag.extra)


@dataclass(frozen=True, slots=True)
class Library:
    """The instruments that are asked now, and the statements of earlier versions of gedrag.

    ``earlier_statements`` holds those by version: with them two attempts can be compared over what
    stayed the same.
    """

    gedrag: Gedrag
    stijl: Stijl
    waardenkeuze: Waardenkeuze
    verdieping: Verdieping
    intake: Verdieping
    dilemmas: Dilemmas
    earlier_statements: Mapping[int, tuple[Asked, ...]] = field(default_factory=dict)

    def instrument(self, part: str, phase: str) -> Instrument:
        """Return the instrument of ``part``; an aspirant's verdieping is the intake."""
        instrument: Instrument = getattr(self, self.instrument_id(part, phase))
        return instrument

    def instrument_id(self, part: str, phase: str) -> str:
        """Return the id of the instrument that ``part`` uses in ``phase``."""
        return INTAKE if part == VERDIEPING and phase == ASPIRANT else part

    def questions(self, phase: str) -> Verdieping:
        """Return the open and choice questions: for an aspirant those of the intake."""
        return self.intake if phase == ASPIRANT else self.verdieping

    def unchanged_statements(self, *versions: int) -> set[str]:
        """Return the ids of the statements of now that had the same text in each of ``versions``.

        The extra ones are among them. Of a version that is not at hand nothing is known to be the
        same.
        """
        now = list_statements(self.gedrag)
        same = {item.id for item in now}
        for version in versions:
            if version != self.gedrag.header.version:
                asked = {(i.id, i.text) for i in self.earlier_statements.get(version, ())}
                same &= {item.id for item in now if (item.id, item.text) in asked}
        return same

    def versions(self, phase: str) -> dict[str, int]:
        """Return instrument id and version of everything a person in ``phase`` answers."""
        headers = [self.instrument(part, phase).header for part in PARTS]
        return {header.id: header.version for header in headers}
