"""The profile as JSON (``bop-profile/1``): written in full precision, read back to the same."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any, TypeVar

from assessment.json_reading import InputError
from assessment.wording import say, short
from values import (
    CalibrationGroup,
    CloserLook,
    ClusterImportance,
    Estimate,
    Gap,
    Importance,
    ImportanceProfile,
    Likely,
    NormGroup,
    Placement,
    Profile,
    StyleProfile,
)

FORMAT = "bop-profile/1"
T = TypeVar("T", Estimate, Likely, Importance, ClusterImportance, Gap, Placement)
G = TypeVar("G", NormGroup, CalibrationGroup)
DAYS = ("first_day", "last_day", "published_on", "expires_on")


def profile_to_json(profile: Profile) -> dict[str, Any]:
    """Return ``profile`` as the JSON object of the contract (design.md section 9).

    An estimate that cannot be given is null; the style accents of such a value are not written.
    What norm and calibration gave is absent without them, and ``likely`` in a profile that was
    scored before version 3.
    """
    importance = profile.importance
    return {
        "format": FORMAT,
        "office": profile.office,
        "priority": list(profile.priority),
        "competencies": _write_estimates(profile.competencies),
        "values": {
            value_id: None
            if value is None
            else {**asdict(value), "style_accent": dict(profile.style_accents.get(value_id, {}))}
            for value_id, value in profile.values.items()
        },
        "clusters": _write_estimates(profile.clusters),
        "most_visible": list(profile.most_visible),
        "least_visible": list(profile.least_visible),
        "style": {
            "axes": _write_estimates(profile.style.axes),
            "strengths": dict(profile.style.strengths),
            "switching": _write_estimates(profile.style.switching),
        },
        "importance": {
            "values": {key: asdict(value) for key, value in importance.values.items()},
            "clusters": {key: asdict(cluster) for key, cluster in importance.clusters.items()},
            "gaps": {key: asdict(gap) for key, gap in importance.gaps.items()},
            "evidence": importance.evidence,
        },
        "quality": {part: dict(quality) for part, quality in profile.quality.items()},
        "versions": dict(profile.versions),
        **_write_basis(profile),
        **_write_closer(profile),
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
        value = short(table.get("format"))
        raise InputError([say("answers.wrong_format", value=value, expected=FORMAT)])
    try:
        return _read_profile(table)
    except KeyError as error:
        raise InputError([say("answers.missing", place=short(error.args[0]))]) from error
    except (TypeError, AttributeError, ValueError) as error:
        raise InputError([say("answers.profile")]) from error


def _read_profile(table: Mapping[str, Any]) -> Profile:
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
            evidence=importance["evidence"],
        ),
        quality={part: dict(quality) for part, quality in table["quality"].items()},
        versions=dict(table["versions"]),
        norm=_read_group(NormGroup, table.get("norm")),
        calibration=_read_group(CalibrationGroup, table.get("calibration")),
        placements={k: _read(Placement, v) for k, v in table.get("placements", {}).items()},
        standard_errors=dict(table.get("standard_errors", {})),
        likely={k: _read(Likely, v) for k, v in table.get("likely", {}).items()},
        closer={
            key: CloserLook(_read(Estimate, look["before"]), _read(Estimate, look["after"]))
            for key, look in table.get("closer", {}).items()
        },
    )


def _write_basis(profile: Profile) -> dict[str, Any]:
    """Return the keys that are there only with likely scores, a norm or a calibration."""
    basis: dict[str, Any] = {}
    if profile.likely:
        basis["likely"] = {key: asdict(estimate) for key, estimate in profile.likely.items()}
    if profile.norm is not None:
        basis["norm"] = _write_group(profile.norm)
    if profile.calibration is not None:
        basis["calibration"] = _write_group(profile.calibration)
    if profile.placements:
        basis["placements"] = {key: asdict(place) for key, place in profile.placements.items()}
    if profile.standard_errors:
        basis["standard_errors"] = dict(profile.standard_errors)
    return basis


def _write_closer(profile: Profile) -> dict[str, Any]:
    """Return the key that is there only when extra statements were answered."""
    return (
        {"closer": {key: asdict(look) for key, look in profile.closer.items()}}
        if (profile.closer)
        else {}
    )


def _write_group(group: NormGroup | CalibrationGroup) -> dict[str, Any]:
    """Return a group of people with its days as text."""
    return {k: v.isoformat() if k in DAYS else v for k, v in asdict(group).items()}


def _read_group(kind: type[G], table: Mapping[str, Any] | None) -> G | None:
    if table is None:
        return None
    fields_read: dict[str, Any] = {
        k: date.fromisoformat(v) if k in DAYS else v for k, v in table.items()
    }
    return kind(**fields_read)


def _write_estimates(estimates: Mapping[str, Estimate | None]) -> dict[str, dict[str, Any] | None]:
    return {key: None if value is None else asdict(value) for key, value in estimates.items()}


def _read_each(kind: type[T], table: Mapping[str, Any]) -> dict[str, T | None]:
    return {key: None if value is None else _read(kind, value) for key, value in table.items()}


def _read(kind: type[T], table: Mapping[str, Any]) -> T:
    return kind(**{field.name: table[field.name] for field in fields(kind)})
