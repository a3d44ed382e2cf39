"""The method as everybody may read it: rules, versions, norms with their N, and what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from assessment.instruments import Library
from assessment.norms.calibrations import CalibrationSet
from assessment.norms.norm_sets import NormSet
from assessment.norms.norm_table import PERCENTILES_FROM, SMALLEST, STANINES_FROM, YEARS
from assessment.report.composition.claims import AT_MOST
from assessment.scoring import SCORING_VERSION
from assessment.services import calibrating
from assessment.services.content import Content
from assessment.services.method.truths import Truths, read_truths
from assessment.services.moments import day_of
from assessment.services.norming import NORMS
from assessment.store.versions import Version
from values import GEDRAG, STIJL, VERDIEPING, WAARDENKEUZE, ValueMap


class NormState(StrEnum):
    """How a norm stands that was published once."""

    USED = "used"
    EXPIRED = "expired"
    OTHER_SCORING = "other_scoring"  # it was made on another way of scoring than is used now
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class PublicNorm:
    """A norm that is, or was, in use: of whom, how many, and since when.

    ``people`` by competency is the N behind each scale; ``stopped_on`` is None while it is in use.
    """

    norm: NormSet
    state: NormState
    used_on: date
    stopped_on: date | None
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NormRules:
    """How many people a norm needs, for what it says; and for how many years it holds."""

    smallest: int = SMALLEST
    stanines_from: int = STANINES_FROM
    percentiles_from: int = PERCENTILES_FROM
    years: int = YEARS


@dataclass(frozen=True, slots=True)
class Method:
    """What the page of the method tells."""

    library: Library
    value_map: ValueMap
    scoring_version: int
    versions: Mapping[str, int]
    named_at_most: int
    norms: Sequence[PublicNorm]
    norm_rules: NormRules
    calibration: CalibrationSet | None
    truths: Truths


def explain_method(db: Session, content: Content, *, now: datetime) -> Method:
    """Return the method as it is now; of norms those that were ever published, newest first."""
    library, calibration = content.library, calibrating.find_in_use(db, content)
    number = None if calibration is None else calibration.number
    return Method(
        library=library,
        value_map=content.value_map,
        scoring_version=SCORING_VERSION,
        versions={
            "values": content.value_map.version,
            GEDRAG: library.gedrag.header.version,
            STIJL: library.stijl.header.version,
            WAARDENKEUZE: library.waardenkeuze.header.version,
            VERDIEPING: library.verdieping.header.version,
            "catalogue": content.catalogue.version,
            "rules": content.catalogue.rules.version,
        },
        named_at_most=AT_MOST,
        norms=tuple(_list_norms(db, content, calibration=number, today=day_of(now))),
        norm_rules=NormRules(),
        calibration=calibration,
        truths=read_truths(),
    )


def _list_norms(
    db: Session, content: Content, *, calibration: int | None, today: date
) -> Sequence[PublicNorm]:
    published = [version for version in NORMS.list_all(db) if version.used_at is not None]
    return [
        _public(version, content, calibration=calibration, today=today)
        for version in reversed(published)
    ]


def _public(
    version: Version, content: Content, *, calibration: int | None, today: date
) -> PublicNorm:
    norm = NORMS.read(version)
    return PublicNorm(
        norm=norm,
        state=_state(version, norm, calibration=calibration, today=today),
        used_on=day_of(version.used_at or version.made_at),
        stopped_on=None if version.stopped_at is None else day_of(version.stopped_at),
        people={
            content.value_map.competency[name].name: scale.people
            for name, scale in norm.scales.items()
        },
    )


def _state(version: Version, norm: NormSet, *, calibration: int | None, today: date) -> NormState:
    if version.stopped_at is not None:
        return NormState.STOPPED
    if not norm.holds_on(today):
        return NormState.EXPIRED
    return NormState.USED if norm.calibration == calibration else NormState.OTHER_SCORING
