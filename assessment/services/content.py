"""Everything that is asked and offered, read once; the check of all of it; and its release."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

from assessment.instruments import Library, load_library, others_file
from assessment.instruments import checks as instrument_checks
from assessment.instruments import loader as instruments
from assessment.instruments.model import Item, Question
from assessment.instruments.others import Others
from assessment.instruments.others_file import load_others
from assessment.plan import Catalogue, load_catalogue
from assessment.plan import checks as plan_checks
from assessment.plan import loader as plan
from assessment.plan.card_checks import check_wishes
from assessment.plan.facts import Age, Fact, check_facts, list_facts, tell_age
from assessment.report.documents.orientatieverslag.texts import TEXTS as ORIENTATION
from assessment.wording import say
from values import ContentError, ValueMap, load_value_map, releasing
from values import checks as value_checks
from values import loader as vocabulary
from values.toml_reading import read_toml

Asked: TypeAlias = tuple[str, str, str, int]  # part, phase, office, and the design if it matters


@dataclass(frozen=True, slots=True)
class Content:
    """The vocabulary, the instruments and the catalogue.

    ``asked`` holds what ``taking`` made of them before, as it is asked of somebody.
    """

    value_map: ValueMap
    library: Library
    catalogue: Catalogue
    asked: dict[Asked, tuple[Item, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def others(self) -> Others:
        """Return what others are asked about somebody."""
        return load_others()


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the content stands."""

    values: Path = vocabulary.CONTENT
    instruments: Path = instruments.CONTENT
    plan: Path = plan.CONTENT

    def each(self) -> tuple[Path, ...]:
        """Return every folder of content."""
        return (self.values, self.instruments, self.plan)


SHIPPED = Folders()


@cache
def load_content() -> Content:
    """Return the shipped content, or raise ContentError."""
    return Content(load_value_map(), load_library(), load_catalogue())


def check_content(folders: Folders = SHIPPED, *, releasing_again: Iterable[Path] = ()) -> list[str]:
    """Return every problem in the content, one sentence each.

    ``releasing_again`` names files that may differ from what was released, because they are about
    to be released again.
    """
    allowed = set(releasing_again)
    problems = [
        problem
        for folder in folders.each()
        for problem in releasing.problems(
            folder,
            except_for=[n for n in releasing.list_files(folder) if folder / n in allowed],
        )
    ]
    try:
        value_map = vocabulary.read_value_map(folders.values)
    except ContentError as error:
        problems += [*error.problems, *instruments.find_unreadable(folders.instruments)]
        return [*problems, *_unreadable(folders)]
    steps: tuple[Callable[[], list[str]], ...] = (
        lambda: value_checks.problems(value_map),
        lambda: instrument_checks.problems(
            instruments.read_library(value_map, folders.instruments), value_map
        ),
        lambda: plan_checks.problems(plan.read_catalogue(folders.plan), value_map),
        lambda: plan_checks.answer_problems(
            plan.read_catalogue(folders.plan),
            list_options(instruments.read_library(value_map, folders.instruments)),
        ),
        lambda: _check_wishes(folders, value_map),
        lambda: others_file.problems(others_file.read_others(folders.instruments), value_map),
        lambda: list(check_facts(_other_facts(value_map))),
    )
    for step in steps:
        try:
            problems += step()
        except ContentError as error:
            problems += error.problems
    return list(dict.fromkeys(problems))


def _unreadable(folders: Folders) -> list[str]:
    """Return what cannot be read in the catalogue, whose meaning needs the vocabulary."""
    try:
        plan.read_catalogue(folders.plan)
    except ContentError as error:
        return error.problems
    return []


def list_options(library: Library) -> dict[str, tuple[str, ...]]:
    """Return the options of each question of verdieping and intake, by the id of the question."""
    return {
        item.id: tuple(option.id for option in item.options)
        for instrument in (library.verdieping, library.intake)
        for item in instrument.items
        if isinstance(item, Question)
    }


def tell_ages(today: date) -> Age:
    """Return which facts of the shipped content are to be looked up again, as known on a day.

    This is apart from ``check_content``: a date that passes is no reason to refuse the content.
    """
    content = load_content()
    return tell_age([*list_facts(content.catalogue), *_other_facts(content.value_map)], today)


def _other_facts(value_map: ValueMap) -> list[Fact]:
    """Return the trends of the waardenkaart, told with its year, and what others rest on."""
    chart = value_map.source
    trends = Fact("waardenkaart.toml: source", (chart.title,), chart.as_of, chart.review_by, False)
    sources = [
        Fact(
            f"orientatieverslag/texts.toml: {source['id']}",
            (source["title"],),
            source["as_of"],
            source["review_by"],
            source["sure"],
        )
        for source in ORIENTATION.tables["sources"]
    ]
    return [trends, *sources]


def _check_wishes(folders: Folders, value_map: ValueMap) -> list[str]:
    options = list_options(instruments.read_library(value_map, folders.instruments))
    return list(check_wishes(plan.read_catalogue(folders.plan).asked_by, options))


def release_content(
    names: Sequence[str], folders: Folders = SHIPPED, *, again: bool = False
) -> list[str]:
    """Freeze content files as they are now, and return a sentence on what happened to each.

    Parameters
    ----------
    names : sequence of str
        Paths, or names as in ``RELEASED``; none means every file. A file that names its design
        takes the design along.
    again : bool
        Whether a released file that changed may be released again, with its new hash.

    Raises
    ------
    ContentError
        With every problem, and nothing released: an unknown file, a problem in any content, or a
        released file that changed while ``again`` is false.
    """
    files = list(dict.fromkeys(_with_designs(_chosen_files(names, folders))))
    problems = check_content(folders, releasing_again=files if again else ())
    if problems:
        raise ContentError(problems)
    sentences = []
    for folder in folders.each():
        before = releasing.read_released(folder)
        chosen = [path.relative_to(folder).as_posix() for path in files if folder in path.parents]
        if chosen:
            changed = set(releasing.changed_files(folder))
            releasing.release(folder, chosen)
            sentences += [say(_release_key(name, before, changed), name=name) for name in chosen]
    return sentences


def _release_key(name: str, before: Mapping[str, str], changed: set[str]) -> str:
    if name in changed:
        return "release.again"
    return "release.already" if name in before else "release.done"


def _chosen_files(names: Sequence[str], folders: Folders) -> list[Path]:
    """Return the files with these names, or raise ContentError with each that is no content."""
    known = {
        name: folder / name for folder in folders.each() for name in releasing.list_files(folder)
    }
    if not names:
        return list(known.values())
    paths = {path.resolve(): path for path in known.values()}
    chosen = {name: known.get(name) or paths.get(Path(name).resolve()) for name in names}
    unknown = [say("release.unknown", name=name) for name, path in chosen.items() if path is None]
    if unknown:
        raise ContentError(unknown)
    return [path for path in chosen.values() if path is not None]


def _with_designs(files: Iterable[Path]) -> Iterator[Path]:
    for path in files:
        yield path
        design = read_toml(path).get("design") if path.suffix == ".toml" else None
        if isinstance(design, str):
            yield path.with_name(design)
