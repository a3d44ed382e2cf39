"""What competency scores rest on beside the answers: the norm and the calibration in use."""

from dataclasses import dataclass, replace
from datetime import date

from assessment.instruments.model import Gedrag
from assessment.norms.calibrations import CalibrationSet, instrument_name
from assessment.norms.norm_sets import NormSet
from values import CalibrationGroup, NormGroup


@dataclass(frozen=True, slots=True)
class Basis:
    """The published norm and the calibration in use on a day; both may be absent."""

    day: date
    norm: NormSet | None = None
    calibration: CalibrationSet | None = None

    def fitting(self, gedrag: Gedrag, *, office: str, phase: str, rule: int) -> "Basis":
        """Return the basis with only the norm and calibration that this person may be scored on.

        Both must be about people in the same office and phase, and about these questions and this
        sum rule. A norm must also hold on the day, and have been built on the same calibration,
        or on none as well.
        """
        calibration, norm = self.calibration, self.norm
        name = instrument_name(gedrag)
        if calibration and not (
            calibration.covers(office, phase)
            and (calibration.instrument, calibration.rule) == (name, rule)
        ):
            calibration = None
        scored_by = calibration.number if calibration else None
        if norm and not (
            norm.holds_on(self.day)
            and norm.covers(office, phase)
            and (norm.instrument, norm.rule, norm.calibration) == (name, rule, scored_by)
        ):
            norm = None
        return replace(self, norm=norm, calibration=calibration)

    @property
    def versions(self) -> dict[str, int]:
        """Return the numbers of what is used."""
        used = {"norm": self.norm, "calibration": self.calibration}
        return {k: v.number for k, v in used.items() if v is not None and v.number is not None}


def norm_group(basis: Basis) -> NormGroup | None:
    """Return what a report must say of the norm that is used."""
    norm = basis.norm
    if norm is None or norm.published_on is None or norm.number is None:
        return None
    return NormGroup(
        number=norm.number,
        population=norm.population.description,
        population_size=norm.population.size,
        invited=norm.population.invited,
        people=norm.people,
        fewest=norm.fewest,
        first_day=norm.first_day,
        last_day=norm.last_day,
        published_on=norm.published_on,
        expires_on=norm.expires_on,
        level=norm.level,
        provisional=norm.provisional,
    )


def calibration_group(basis: Basis) -> CalibrationGroup | None:
    """Return what a report must say of the calibration that is used."""
    calibration = basis.calibration
    if calibration is None or calibration.number is None:
        return None
    return CalibrationGroup(
        number=calibration.number,
        people=calibration.people,
        first_day=calibration.first_day,
        last_day=calibration.last_day,
        provisional=calibration.provisional,
    )
