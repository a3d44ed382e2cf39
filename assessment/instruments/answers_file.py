"""Read and write the answers JSON (``bop-answers/1``): every problem at once, one line each."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from assessment.instruments.answers import Answer, AnswerError, Answers, check_answer
from assessment.instruments.library import Library
from assessment.instruments.model import Item
from assessment.json_reading import InputError, read_json_object
from assessment.wording import clean_text, say, short, type_message
from values import (
    DEEPENING,
    DILEMMAS,
    GEDRAG,
    PARTS,
    PHASES,
    STIJL,
    VERDIEPING,
    WAARDENKEUZE,
    ValueMap,
)

FORMAT = "bop-answers/1"
MAX_NAME = 100
YEARS = range(2000, 3000)  # in which answers may have been given
REQUIRED = {"format": str, "phase": str, "office": str, "taken_at": str, "instruments": dict,
            "answers": dict}  # fmt: skip
AFTERWARDS = (DEEPENING, DILEMMAS)  # parts that a file may lack
OPTIONAL = ("name", "simulated")


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
    optional: dict[str, Any] = {"name": answers.name} if answers.name else {}
    if answers.simulated:
        optional["simulated"] = True
    return {
        "format": FORMAT,
        "phase": answers.phase,
        "office": answers.office,
        **optional,
        "taken_at": answers.taken_at,
        "instruments": dict(answers.instruments),
        "answers": {
            GEDRAG: dict(answers.gedrag),
            STIJL: dict(answers.stijl),
            WAARDENKEUZE: {"design": answers.design, "sets": dict(answers.sets)},
            VERDIEPING: dict(answers.verdieping),
            **({DEEPENING: dict(answers.extra)} if answers.extra else {}),
            **({DILEMMAS: dict(answers.dilemmas)} if answers.dilemmas else {}),
        },
    }


def _frame_problems(table: dict[str, Any], library: Library, value_map: ValueMap) -> list[str]:
    """Return every problem; what hangs on a field that is wrong itself is left out."""
    fitting = {key for key, kind in REQUIRED.items() if isinstance(table.get(key), kind)}
    phase = table["phase"] if "phase" in fitting and table["phase"] in PHASES else None
    return [
        *(say("answers.missing", place=key) for key in REQUIRED if key not in table),
        *(say("answers.unknown", place=short(key))
          for key in table if key not in REQUIRED and key not in OPTIONAL),
        *(type_message(key, table[key], "object" if kind is dict else "text")
          for key, kind in REQUIRED.items() if key in table and key not in fitting),
        *_choice_problems({key: table[key] for key in fitting}, value_map),
        *_name_problems(table.get("name", "")),
        *_simulated_problems(table.get("simulated", False)),
        *(_version_problems(table["instruments"], phase, library)
          if phase and "instruments" in fitting else ()),
        *(_answer_problems(table["answers"], phase, library)
          if phase and "answers" in fitting else ()),
    ]  # fmt: skip


def _choice_problems(table: dict[str, Any], value_map: ValueMap) -> Iterator[str]:
    if table.get("format", FORMAT) != FORMAT:
        yield say("answers.wrong_format", value=short(table["format"]), expected=FORMAT)
    offices = tuple(office.id for office in value_map.offered_offices)
    for key, known in (("phase", PHASES), ("office", offices)):
        if key in table and table[key] not in known:
            words = {"place": key, "value": short(table[key]), "expected": ", ".join(known)}
            without = key == "office" and table[key] in value_map.office
            reason = "office_without_texts" if without else "wrong_choice"
            yield say(f"answers.{reason}", **words)
    if "taken_at" in table and not _is_time(table["taken_at"]):
        yield say("answers.wrong_time", place="taken_at", value=short(table["taken_at"]))


def _name_problems(name: Any) -> list[str]:
    if not isinstance(name, str):
        return [type_message("name", name, "text")]
    if len(name) > MAX_NAME:
        return [say("answers.too_long", place="name", size=len(name), limit=MAX_NAME)]
    return []


def _simulated_problems(simulated: Any) -> list[str]:
    fine = isinstance(simulated, bool)
    return [] if fine else [type_message("simulated", simulated, "truth")]


def _is_time(text: str) -> bool:
    """Return whether a text is a time with a zone; a year that no calendar here reaches is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    return moment.tzinfo is not None and moment.year in YEARS


def _version_problems(versions: dict[str, Any], phase: str, library: Library) -> list[str]:
    expected = library.versions(phase)
    return [
        *(say("answers.missing", place=f"instruments.{i}") for i in expected if i not in versions),
        *(say("answers.unknown", place=f"instruments.{short(i)}")
          for i in versions if i not in expected),
        *(say("answers.wrong_version", id=i, value=short(versions[i]), expected=version)
          for i, version in expected.items()
          if i in versions and (type(versions[i]) is not int or versions[i] != version)),
    ]  # fmt: skip


def _answer_problems(parts: dict[str, Any], phase: str, library: Library) -> list[str]:
    known = (*PARTS, *AFTERWARDS)
    fitting = [part for part in known if isinstance(parts.get(part), dict)]
    problems = [
        *(say("answers.missing", place=f"answers.{part}") for part in PARTS if part not in parts),
        *(say("answers.unknown", place=f"answers.{short(part)}")
          for part in parts if part not in known),
        *(type_message(f"answers.{part}", parts[part], "object")
          for part in known if part in parts and part not in fitting),
    ]  # fmt: skip
    for part in fitting:
        answers, design = parts[part], 1
        if part == WAARDENKEUZE:
            problems += _choice_frame_problems(answers, library)
            answers, design = answers.get("sets"), answers.get("design")
            if not _is_design(design, library) or not isinstance(answers, dict):
                continue
        problems += _checked_part(answers, part, phase, design, library)[1]
    return problems


def _is_design(design: Any, library: Library) -> bool:
    return type(design) is int and 1 <= design <= len(library.waardenkeuze.designs)


def _choice_frame_problems(part: dict[str, Any], library: Library) -> Iterator[str]:
    place, high = f"answers.{WAARDENKEUZE}", len(library.waardenkeuze.designs)
    if "design" not in part:
        yield say("answers.no_design", high=high)
    elif not _is_design(part["design"], library):
        value = short(part["design"])
        yield say("answers.step", place=f"{place}.design", value=value, low=1, high=high)
    if "sets" not in part:
        yield say("answers.missing", place=f"{place}.sets")
    elif not isinstance(part["sets"], dict):
        yield type_message(f"{place}.sets", part["sets"], "object")
    extra = [key for key in part if key not in ("design", "sets")]
    yield from (say("answers.unknown", place=f"{place}.{short(key)}") for key in extra)


def _checked_part(
    answers: Mapping[str, Any], part: str, phase: str, design: int, library: Library
) -> tuple[dict[str, Answer], list[str]]:
    """Return the good answers of one part and a problem for each bad one."""
    instrument = library.gedrag if part == DEEPENING else library.instrument(part, phase)
    asked = library.gedrag.extra if part == DEEPENING else instrument.items_for(phase, design)
    items: dict[str, Item] = {item.id: item for item in asked}
    place = f"answers.{part}.sets" if part == WAARDENKEUZE else f"answers.{part}"
    good: dict[str, Answer] = {}
    problems: list[str] = []
    for key, value in answers.items():
        where = f"{place}.{short(key)}"
        if key not in items:
            header = instrument.header
            problems.append(
                say("answers.unknown_item", place=where, instrument=header.id,
                    version=header.version)
            )  # fmt: skip
            continue
        try:
            good[key] = check_answer(items[key], value, where)
        except AnswerError as error:
            problems.append(str(error))
    return good, problems


def _answers(table: dict[str, Any], library: Library) -> Answers:
    parts = dict(table["answers"])
    design = parts[WAARDENKEUZE]["design"]
    parts[WAARDENKEUZE] = parts[WAARDENKEUZE]["sets"]
    good = {
        part: _checked_part(parts[part], part, table["phase"], design, library)[0]
        for part in (*PARTS, *AFTERWARDS)
        if part in parts
    }  # fmt: skip
    return Answers(
        phase=table["phase"],
        office=table["office"],
        taken_at=table["taken_at"],
        name=clean_text(table.get("name", "")),
        instruments=dict(table["instruments"]),
        gedrag=good[GEDRAG],  # type: ignore[arg-type]  # check_answer() keeps the kinds apart
        stijl=good[STIJL],  # type: ignore[arg-type]
        design=design,
        sets=good[WAARDENKEUZE],  # type: ignore[arg-type]
        verdieping=good[VERDIEPING],  # type: ignore[arg-type]
        extra=good.get(DEEPENING, {}),  # type: ignore[arg-type]
        dilemmas=good.get(DILEMMAS, {}),  # type: ignore[arg-type]
        simulated=table.get("simulated", False),
    )
