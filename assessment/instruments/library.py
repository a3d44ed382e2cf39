"""The instruments that belong together, and which of them a person in a phase answers."""

from dataclasses import dataclass

from assessment.instruments.model import (
    Gedrag,
    Instrument,
    Stijl,
    Verdieping,
    Waardenkeuze,
)
from values import ASPIRANT, INTAKE, PARTS, VERDIEPING


@dataclass(frozen=True, slots=True)
class Library:
    """The instruments that are asked now."""

    gedrag: Gedrag
    stijl: Stijl
    waardenkeuze: Waardenkeuze
    verdieping: Verdieping
    intake: Verdieping

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

    def versions(self, phase: str) -> dict[str, int]:
        """Return instrument id and version of everything a person in ``phase`` answers."""
        headers = [self.instrument(part, phase).header for part in PARTS]
        return {header.id: header.version for header in headers}
