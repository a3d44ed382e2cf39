"""The files of an export: rows, sets, codebook, and how SPSS and R read them.

The Dutch words stand in export_files.toml.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assessment.instruments.model import ChoiceSet, Pair
from assessment.phrases import long_date
from assessment.services.content import Content
from assessment.spreadsheets import write_csv
from assessment.texts import Texts
from values import GEDRAG, PHASES, STIJL, WAARDENKEUZE

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
NOT_EXPERIENCED_CODE = 9
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One row: what is generalised, and the answers."""

    phase: str
    office: str
    design: int
    clean: bool
    answers: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in every program, what it is, and what its codes mean.

    ``width`` is of a text; 0 for a number. ``missing`` is a code that is no answer.
    """

    name: str
    meaning: str
    labels: Labels
    width: int = 0
    missing: str = ""


def write_export(
    content: Content, rows: Sequence[ExportRow], facts: Mapping[str, Any], *, made_on: date
) -> dict[str, bytes]:
    """Return the files by name."""
    columns = list_columns(content)
    header: list[object] = [column.name for column in columns]
    table = [header, *(_cells(content, row) for row in rows)]
    return {
        TEXTS.say("files.rows"): write_csv(table),
        TEXTS.say("files.sets"): write_csv(_sets(content)),
        TEXTS.say("files.codebook"): write_csv(_codebook(columns)),
        TEXTS.say("files.spss"): write_spss(columns).encode("utf-8-sig"),
        TEXTS.say("files.r"): write_r(columns).encode(),
        TEXTS.say("files.guide"): _guide(facts, made_on).encode(),
    }


def list_columns(content: Content) -> list[Column]:
    """Return the columns of the rows, in their order."""
    library, say = content.library, TEXTS.say
    scale = {str(one.value): one.label for one in library.gedrag.options}
    missing = str(NOT_EXPERIENCED_CODE)
    scale |= {missing: library.gedrag.missing.label}
    offices = {office.id: office.name for office in content.value_map.offices}
    phases: Labels = {str(phase): say(f"phases.{phase}") for phase in PHASES}
    values = {value.id: value.name for value in content.value_map.values.values()}
    pairs = {str(one.value): one.label for one in library.stijl.options}
    switching = {str(one.value): one.label for one in library.stijl.switching_options}
    return [
        Column("fase", say("columns.phase"), {**phases, **TEXTS.tables["coarse"]}, width=16),
        Column("ambt", say("columns.office"), offices | {"alle": say("coarse.alle")}, width=24),
        Column("ontwerp", say("columns.design"), {}),
        Column("patroon", say("columns.clean"), {c: say(f"clean.{c}") for c in ("0", "1")}),
        *(
            Column(_name("g", item.id), item.text, scale, missing=missing)
            for item in library.gedrag.items
        ),
        *(
            Column(_name("s", item.id), _tell_style(item), pairs if isinstance(item, Pair)
                   else switching)
            for item in library.stijl.items
        ),
        *(
            Column(f"{_name('w', one.id)}_{side}", say(f"columns.{side}", number=number), values,
                   width=32)
            for number, one in enumerate(library.waardenkeuze.designs[0], start=1)
            for side in ("meest", "minst")
        ),
    ]  # fmt: skip


def _tell_style(item: Any) -> str:
    if isinstance(item, Pair):
        return TEXTS.say("columns.pair", first=item.first, second=item.second)
    return str(item.text)


def _name(part: str, item_id: str) -> str:
    """Return a name that CSV, SPSS and R all take."""
    return f"{part}_{item_id.replace('-', '_')}"


def _cells(content: Content, row: ExportRow) -> list[object]:
    library, answers = content.library, row.answers
    sets = answers[WAARDENKEUZE]
    chosen = [sets.get(one.id, {}) for one in library.waardenkeuze.designs[0]]
    given = [answers[GEDRAG].get(item.id, "") for item in library.gedrag.items]
    missing = library.gedrag.missing.id
    return [
        row.phase,
        row.office,
        row.design,
        int(row.clean),
        *(NOT_EXPERIENCED_CODE if value == missing else value for value in given),
        *(answers[STIJL].get(item.id, "") for item in library.stijl.items),
        *(one.get(side, "") for one in chosen for side in ("best", "worst")),
    ]


def _sets(content: Content) -> Iterator[list[object]]:
    """Yield which values stood in each set of each design."""
    yield list(TEXTS.listed("sets.header"))
    for number, design in enumerate(content.library.waardenkeuze.designs, start=1):
        for one in design:
            yield from _values_of(number, one)


def _values_of(design: int, choice_set: ChoiceSet) -> Iterator[list[object]]:
    for value in choice_set.values:
        yield [design, choice_set.id, value]


def _codebook(columns: Sequence[Column]) -> Iterator[list[object]]:
    yield list(TEXTS.listed("codebook.header"))
    for column in columns:
        codes = "; ".join(f"{code} = {label}" for code, label in column.labels.items())
        empty = TEXTS.say("codebook.missing", code=column.missing) if column.missing else ""
        yield [column.name, column.meaning, codes, empty]


def write_spss(columns: Sequence[Column]) -> str:
    """Return the syntax with which SPSS (and PSPP) reads the rows and their labels."""
    file = TEXTS.say("files.rows")
    lines = [
        f"* {TEXTS.say('spss.intro')}",
        f"GET DATA /TYPE=TXT /FILE='{file}' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED",
        "  /DELIMITERS=',' /QUALIFIER='\"' /FIRSTCASE=2 /VARIABLES=",
        *(f"  {one.name} {f'A{one.width}' if one.width else 'F3.0'}" for one in columns),
        "  .",
        *(f"VARIABLE LABELS {one.name} {_spss(one.meaning)}." for one in columns),
    ]
    for one in columns:
        if one.labels and not one.width:
            codes = " ".join(f"{code} {_spss(label)}" for code, label in one.labels.items())
            lines.append(f"VALUE LABELS {one.name} {codes}.")
        if one.missing:
            lines.append(f"MISSING VALUES {one.name} ({one.missing}).")
    return "\n".join([*lines, "EXECUTE.", ""])


def write_r(columns: Sequence[Column]) -> str:
    """Return the script with which R reads the rows; needs no package."""
    lines = [
        f"# {TEXTS.say('r.intro')}",
        f'rijen <- read.csv({_r(TEXTS.say("files.rows"))}, encoding = "UTF-8", '
        'na.strings = "", stringsAsFactors = FALSE)',
    ]
    for one in columns:
        column = f"rijen${one.name}"
        if one.missing:
            lines.append(f"{column}[{column} %in% {one.missing}] <- NA")
        lines.append(f'attr({column}, "label") <- {_r(one.meaning)}')
        if one.labels and not one.width:
            codes = ", ".join(f"{_r(label)} = {code}" for code, label in one.labels.items()
                              if code != one.missing)  # fmt: skip
            lines.append(f'attr({column}, "labels") <- c({codes})')
    return "\n".join([*lines, ""])


def _spss(text: str) -> str:
    """Return a text as SPSS quotes it."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def _r(text: str) -> str:
    """Return a text as R quotes it."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _guide(facts: Mapping[str, Any], made_on: date) -> str:
    say = TEXTS.say
    fewest = facts["fewest"]
    parts = (
        say("guide.title"),
        say("guide.what", day=long_date(made_on), rows=facts["rows"],
            until=long_date(date.fromisoformat(facts["until"]))),
        say("guide.alike", fewest=fewest),
        say(f"guide.phase_{facts['phase_step']}"),
        say(f"guide.office_{facts['office_step']}"),
        _tell_left_out(facts),
        say("guide.once"),
        say("guide.known"),
        say("guide.rules"),
    )  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _tell_left_out(facts: Mapping[str, Any]) -> str:
    if facts["left_out"] is None:
        return TEXTS.say("guide.left_out_few", fewest=facts["fewest"])
    if facts["left_out"]:
        return TEXTS.say("guide.left_out", count=facts["left_out"])
    return TEXTS.say("guide.left_out_none")
