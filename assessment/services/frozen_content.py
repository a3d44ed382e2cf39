"""What one release holds, as JSON that never changes: the parts, the goals, the gesprekswijzer."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assessment.plan import Plan, write_plan
from assessment.report.composition.material import Material
from assessment.report.documents.composing import compose_document
from assessment.report.documents.vrijgave.parts import MATERIAL_OF, PLAN
from assessment.report.documents.vrijgave.report import choose_parts, compose_release
from assessment.report.freezing import freeze_report, thaw_report
from assessment.report.model import ReportContent, Section

FORMAT = "bop-vrijgave/1"
SHEET = "gesprekswijzer"


@dataclass(frozen=True, slots=True)
class FrozenGoal:
    """A goal as it was released, by the number under which it was."""

    number: int
    about: str
    name: str
    aim: str
    doing: str
    noticing: str
    by: str | None  # a day as YYYY-MM-DD
    helper: str
    programmes: tuple[str, ...]  # their names, as they were called then
    actions: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The day by which it is to be reached."""
        return None if self.by is None else date.fromisoformat(self.by)


@dataclass(frozen=True, slots=True)
class FrozenContent:
    """What a recipient may see. The id of a chapter of ``report`` is the part that it is.

    ``sheet`` is the gesprekswijzer of the released parts, None when they have nothing to ask about.
    """

    name: str  # of the owner; empty when none was given
    phase: str
    office: str
    taken_at: str
    parts: tuple[str, ...]
    report: ReportContent
    goals: tuple[FrozenGoal, ...]
    sheet: ReportContent | None

    def chapter(self, part: str) -> Section:
        """Return the chapter of a part, or raise KeyError."""
        return self.report.section(part)


def write_content(material: Material, parts: Collection[str]) -> str:
    """Return the released parts as JSON; the same material and day give the same text.

    Raises DocumentRefused when the parts make no release.
    """
    chosen = choose_parts(parts)
    midnight = material.created_at.replace(hour=0, minute=0, second=0, microsecond=0)
    of_day = replace(material, created_at=midnight)
    held = {
        "format": FORMAT,
        "name": material.answers.name,
        "phase": material.answers.phase,
        "office": material.answers.office,
        "taken_at": material.answers.taken_at,
        "parts": list(chosen),
        "report": freeze_report(compose_release(of_day, chosen)),
        "goals": _goals(material) if PLAN in chosen else [],
        "sheet": _sheet(of_day, chosen),
    }
    return json.dumps(held, ensure_ascii=False, sort_keys=True)


def read_content(text: str) -> FrozenContent:
    """Return what ``write_content`` wrote."""
    held: Mapping[str, Any] = json.loads(text)
    return FrozenContent(
        name=held["name"],
        phase=held["phase"],
        office=held["office"],
        taken_at=held["taken_at"],
        parts=tuple(held["parts"]),
        report=thaw_report(held["report"]),
        goals=tuple(_goal(goal) for goal in held["goals"]),
        sheet=None if held["sheet"] is None else thaw_report(held["sheet"]),
    )


def _goals(material: Material) -> list[dict[str, Any]]:
    """Return the goals that others may read, with programmes by name."""
    written = write_plan(Plan(goals=material.numbered_goals))["goals"]
    told = ("about", "aim", "doing", "noticing", "by", "helper", "actions")
    names = {programme.id: programme.name for programme in material.catalogue.programmes}
    return [
        {
            "number": number,
            "name": material.name(goal["about"]),
            **{name: goal[name] for name in told},
            "programmes": [names[one] for one in goal["programmes"] if one in names],
        }
        for number, goal in enumerate(written, start=1)
    ]


def _goal(held: Mapping[str, Any]) -> FrozenGoal:
    lists = {name: tuple(held[name]) for name in ("programmes", "actions")}
    return FrozenGoal(**{**held, **lists})


def _sheet(material: Material, parts: Collection[str]) -> dict[str, Any] | None:
    released = [MATERIAL_OF[part] for part in parts if part in MATERIAL_OF]
    asked = [part for part in released if part in material.parts_there]
    return freeze_report(compose_document(SHEET, material, parts=asked)) if asked else None
