"""Read and write the answers JSON (``bop-answers/1``): every problem at once, one line each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assessment.instruments.answers import Answer, AnswerError, Answers, checked
from assessment.instruments.loader import PARTS, Library
from assessment.instruments.model import PHASES
from assessment.json_reading import InputError, read_json_object
from assessment.wording import clean_text, say, short, type_message
from values import ValueMap

FORMAT = "bop-answers/1"
MAX_NAME = 100
REQUIRED = {"format": str, "phase": str, "office": str, "taken_at": str, "instruments": dict,
            "answers": dict}  # fmt: skip


def read_answers(data: bytes, library: Library, value_map: ValueMap) -> Answers:
    """Return the answers in ``data``.

    Raises
    ------
    InputError
        With one line per problem; each names the place and the remedy.
    """
    table = read_json_object(data)
    problems = _frame_problems(table, library, value_map)
    if problems:
        raise InputError(problems)
    return _answers(table, library)


def write_answers(answers: Answers) -> dict[str, Any]:
    """Return ``answers`` as the JSON object of the contract."""
    named = {"name": answers.name} if answers.name else {}
    return {
        "format": FORMAT,
        "phase": answers.phase,
        "office": answers.office,
        **named,
        "taken_at": answers.taken_at,
        "instruments": dict(answers.instruments),
        "answers": {
            "gedrag": dict(answers.gedrag),
            "stijl": dict(answers.stijl),
            "waardenkeuze": {"design": answers.design, "sets": dict(answers.sets)},
            "verdieping": dict(answers.verdieping),
        },
    }


def _frame_problems(table: dict[str, Any], library: Library, value_map: ValueMap) -> list[str]:
    problems = [
        *(say("answers.missing", place=key) for key in REQUIRED if key not in table),
        *(say("answers.unknown", place=short(key))
          for key in table if key not in REQUIRED and key != "name"),
        *(type_message(key, table[key], "object" if kind is dict else "text")
          for key, kind in REQUIRED.items() if key in table and not isinstance(table[key], kind)),
    ]  # fmt: skip
    if problems:
        return problems
    return [
        *_choice_problems(table, value_map),
        *_version_problems(table, library),
        *_answer_problems(table, library),
    ]


def _choice_problems(table: dict[str, Any], value_map: ValueMap) -> list[str]:
    problems = []
    if table["format"] != FORMAT:
        problems.append(say("answers.wrong_format", value=short(table["format"]), expected=FORMAT))
    for key, known in (("phase", PHASES), ("office", tuple(value_map.office))):
        if table[key] not in known:
            problems.append(
                say("answers.wrong_choice", place=key, value=short(table[key]),
                    expected=", ".join(known))
            )  # fmt: skip
    if not _is_time(table["taken_at"]):
        problems.append(say("answers.wrong_time", place="taken_at", value=short(table["taken_at"])))
    return problems + _name_problems(table.get("name", ""))


def _name_problems(name: Any) -> list[str]:
    if not isinstance(name, str):
        return [type_message("name", name, "text")]
    if len(name) > MAX_NAME:
        return [say("answers.too_long", place="name", size=len(name), limit=MAX_NAME)]
    return []


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _version_problems(table: dict[str, Any], library: Library) -> list[str]:
    if table["phase"] not in PHASES:
        return []
    expected = library.versions(table["phase"])
    given = table["instruments"]
    return [
        *(say("answers.missing", place=f"instruments.{i}") for i in expected if i not in given),
        *(say("answers.unknown", place=f"instruments.{short(i)}")
          for i in given if i not in expected),
        *(say("answers.wrong_version", id=i, value=short(given[i]), expected=version)
          for i, version in expected.items()
          if i in given and (type(given[i]) is not int or given[i] != version)),
    ]  # fmt: skip


def _answer_problems(table: dict[str, Any], library: Library) -> list[str]:
    if table["phase"] not in PHASES:
        return []
    parts = table["answers"]
    problems = [
        *(say("answers.missing", place=f"answers.{part}") for part in PARTS if part not in parts),
        *(say("answers.unknown", place=f"answers.{short(part)}")
          for part in parts if part not in PARTS),
        *(type_message(f"answers.{part}", parts[part], "object")
          for part in PARTS if part in parts and not isinstance(parts[part], dict)),
    ]  # fmt: skip
    if problems:
        return problems
    problems = _design_problems(parts["waardenkeuze"], library)
    if problems:
        return problems
    return [p for part in PARTS for p in _checked_part(table, part, library)[1]]


def _design_problems(part: dict[str, Any], library: Library) -> list[str]:
    high = len(library.waardenkeuze.designs)
    if "design" not in part:
        return [say("answers.no_design", high=high)]
    design = part["design"]
    if type(design) is not int or not 1 <= design <= high:
        place = "answers.waardenkeuze.design"
        return [say("answers.step", place=place, value=short(design), low=1, high=high)]
    if not isinstance(part.get("sets"), dict):
        return [type_message("answers.waardenkeuze.sets", part.get("sets"), "object")]
    extra = sorted(part.keys() - {"design", "sets"})
    return [say("answers.unknown", place=f"answers.waardenkeuze.{short(key)}") for key in extra]


def _checked_part(
    table: dict[str, Any], part: str, library: Library
) -> tuple[dict[str, Answer], list[str]]:
    """Return the good answers of one part and a problem for each bad one."""
    instrument = library.instrument(part, table["phase"])
    design = table["answers"]["waardenkeuze"]["design"]
    items = {item.id: item for item in instrument.items_for(table["phase"], design)}
    given: Mapping[str, Any] = table["answers"][part]
    place = f"answers.{part}"
    if part == "waardenkeuze":
        given, place = given["sets"], f"{place}.sets"
    good: dict[str, Answer] = {}
    problems: list[str] = []
    for key, value in given.items():
        where = f"{place}.{short(key)}"
        if key not in items:
            header = instrument.header
            problems.append(
                say("answers.unknown_item", place=where, instrument=header.id,
                    version=header.version)
            )  # fmt: skip
            continue
        try:
            good[key] = checked(items[key], value, where)
        except AnswerError as error:
            problems.append(str(error))
    return good, problems


def _answers(table: dict[str, Any], library: Library) -> Answers:
    part = {name: _checked_part(table, name, library)[0] for name in PARTS}
    return Answers(
        phase=table["phase"],
        office=table["office"],
        taken_at=table["taken_at"],
        name=clean_text(table.get("name", "")),
        instruments=dict(table["instruments"]),
        gedrag=part["gedrag"],  # type: ignore[arg-type]  # checked() keeps the kinds apart
        stijl=part["stijl"],  # type: ignore[arg-type]
        design=table["answers"]["waardenkeuze"]["design"],
        sets=part["waardenkeuze"],  # type: ignore[arg-type]
        verdieping=part["verdieping"],  # type: ignore[arg-type]
    )
