"""The profile as JSON (``bop-profile/1``): written in full precision, read back to the same."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any, TypeVar

from assessment.json_reading import InputError
from assessment.wording import say, short
from values import (
    CalibrationGroup,
    ClusterImportance,
    Estimate,
    Gap,
    Importance,
    ImportanceProfile,
    NormGroup,
    Placement,
    Profile,
    StyleProfile,
)

FORMAT = "bop-profile/1"
T = TypeVar("T", Estimate, Importance, ClusterImportance, Gap, Placement)
G = TypeVar("G", NormGroup, CalibrationGroup)
DAYS = ("first_day", "last_day", "published_on", "expires_on")


def profile_to_json(profile: Profile) -> dict[str, Any]:
    """Return ``profile`` as the JSON object of the contract (design.md section 9).

    An estimate that cannot be given is null; the style accents of such a value are not written.
    What norm and calibration gave is absent without them.
    """
    importance = profile.importance
    return {
        "format": FORMAT,
        "office": profile.office,
        "priority": list(profile.priority),
        "competencies": _estimates(profile.competencies),
        "values": {
            value_id: None
            if found is None
            else {**asdict(found), "style_accent": dict(profile.style_accents.get(value_id, {}))}
            for value_id, found in profile.values.items()
        },
        "clusters": _estimates(profile.clusters),
        "most_visible": list(profile.most_visible),
        "least_visible": list(profile.least_visible),
        "style": {
            "axes": _estimates(profile.style.axes),
            "strengths": dict(profile.style.strengths),
            "switching": _estimates(profile.style.switching),
        },
        "importance": {
            "values": {key: asdict(found) for key, found in importance.values.items()},
            "clusters": {key: asdict(found) for key, found in importance.clusters.items()},
            "gaps": {key: asdict(found) for key, found in importance.gaps.items()},
        },
        "quality": {part: dict(found) for part, found in profile.quality.items()},
        "versions": dict(profile.versions),
        **_basis(profile),
    }


def profile_from_json(table: Mapping[str, Any]) -> Profile:
    """Return the profile in ``table``, equal to the one that was written.

    A value without an estimate comes back with empty style accents.

    Raises
    ------
    InputError
        If ``table`` has another format, or is no complete profile.
    """
    if table.get("format") != FORMAT:
        found = short(table.get("format"))
        raise InputError([say("answers.wrong_format", value=found, expected=FORMAT)])
    try:
        return _profile(table)
    except KeyError as error:
        raise InputError([say("answers.missing", place=short(error.args[0]))]) from error
    except (TypeError, AttributeError, ValueError) as error:
        raise InputError([say("answers.profile")]) from error


def _profile(table: Mapping[str, Any]) -> Profile:
    style, importance = table["style"], table["importance"]
    values = table["values"].items()
    return Profile(
        office=table["office"],
        priority=tuple(table["priority"]),
        competencies=_read_each(Estimate, table["competencies"]),
        values=_read_each(Estimate, table["values"]),
        clusters=_read_each(Estimate, table["clusters"]),
        most_visible=tuple(table["most_visible"]),
        least_visible=tuple(table["least_visible"]),
        style=StyleProfile(
            axes=_read_each(Estimate, style["axes"]),
            strengths=dict(style["strengths"]),
            switching=_read_each(Estimate, style["switching"]),
        ),
        style_accents={key: {} if v is None else dict(v["style_accent"]) for key, v in values},
        importance=ImportanceProfile(
            values={key: _read(Importance, v) for key, v in importance["values"].items()},
            clusters={
                key: _read(ClusterImportance, v) for key, v in importance["clusters"].items()
            },
            gaps={key: _read(Gap, v) for key, v in importance["gaps"].items()},
        ),
        quality={part: dict(found) for part, found in table["quality"].items()},
        versions=dict(table["versions"]),
        norm=_group(NormGroup, table.get("norm")),
        calibration=_group(CalibrationGroup, table.get("calibration")),
        placements={k: _read(Placement, v) for k, v in table.get("placements", {}).items()},
        standard_errors=dict(table.get("standard_errors", {})),
    )


def _basis(profile: Profile) -> dict[str, Any]:
    """Return the keys that are there only with a norm or a calibration."""
    found: dict[str, Any] = {}
    if profile.norm is not None:
        found["norm"] = _dated(profile.norm)
    if profile.calibration is not None:
        found["calibration"] = _dated(profile.calibration)
    if profile.placements:
        found["placements"] = {key: asdict(one) for key, one in profile.placements.items()}
    if profile.standard_errors:
        found["standard_errors"] = dict(profile.standard_errors)
    return found


def _dated(group: NormGroup | CalibrationGroup) -> dict[str, Any]:
    """Return a group of people with its days as text."""
    return {k: v.isoformat() if k in DAYS else v for k, v in asdict(group).items()}


def _group(kind: type[G], table: Mapping[str, Any] | None) -> G | None:
    if table is None:
        return None
    read: dict[str, Any] = {k: date.fromisoformat(v) if k in DAYS else v for k, v in table.items()}
    return kind(**read)


def _estimates(found: Mapping[str, Estimate | None]) -> dict[str, dict[str, Any] | None]:
    return {key: None if one is None else asdict(one) for key, one in found.items()}


def _read_each(kind: type[T], table: Mapping[str, Any]) -> dict[str, T | None]:
    return {key: None if one is None else _read(kind, one) for key, one in table.items()}


def _read(kind: type[T], table: Mapping[str, Any]) -> T:
    return kind(**{field.name: table[field.name] for field in fields(kind)})
