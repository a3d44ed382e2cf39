"""The profile as JSON (``bop-profile/1``): written in full precision, read back to the same."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

from assessment.json_reading import InputError
from assessment.wording import say, short
from values import (
    ClusterImportance,
    Estimate,
    Gap,
    Importance,
    ImportanceProfile,
    Profile,
    StyleProfile,
)

FORMAT = "bop-profile/1"
T = TypeVar("T", Estimate, Importance, ClusterImportance, Gap)


def profile_to_json(profile: Profile) -> dict[str, Any]:
    """Return ``profile`` as the JSON object of the contract (design.md section 9).

    An estimate that cannot be given is null; the style accents of such a value are not written.
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
    )


def _estimates(found: Mapping[str, Estimate | None]) -> dict[str, dict[str, Any] | None]:
    return {key: None if one is None else asdict(one) for key, one in found.items()}


def _read_each(kind: type[T], table: Mapping[str, Any]) -> dict[str, T | None]:
    return {key: None if one is None else _read(kind, one) for key, one in table.items()}


def _read(kind: type[T], table: Mapping[str, Any]) -> T:
    return kind(**{field.name: table[field.name] for field in fields(kind)})
