"""What a kind of document is: one object in its folder, from which all the rest follows."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from assessment.report.composition.material import Material
from assessment.report.model import ReportContent
from assessment.report.scripts import find_missing
from assessment.texts import Texts
from assessment.wording import clean_text
from values import PHASES

MAX_RECIPIENT = 80  # characters


@dataclass(frozen=True, slots=True)
class Choosing:
    """Something in a document that the owner chooses, one or ``several`` of the options.

    ``asked`` is the question, an option is its id and its words, and ``proposed`` holds the ids
    of what is taken when the owner chose nothing yet.
    """

    id: str
    asked: str
    options: tuple[tuple[str, str], ...]
    proposed: tuple[str, ...]
    several: bool = False

    def taken(self, picked: Mapping[str, Collection[str]]) -> tuple[str, ...]:
        """Return the ids that hold: what was picked, in the order of the options."""
        wanted = picked.get(self.id, self.proposed)
        found = tuple(option for option, _ in self.options if option in wanted)
        return found if self.several else found[:1]


def _choose_nothing(_: Material) -> tuple[Choosing, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: its name, who may have it, how it is made and what it is called.

    Attributes
    ----------
    name
        What it is called in addresses, on the command line and in the database; its folder too.
    compose
        Returns the document as data. It is given only the parts that the owner chose.
    texts
        Its sentences. The section ``document`` says what it is called: ``title``, ``called``
        (inside a sentence), ``for_whom`` (on the page that offers it) and, when the owner
        chooses parts, ``with_article``.
    file_name
        How the name of its file begins; the day follows.
    phases
        Who may have it.
    pages
        How many pages a sheet fills at most, unless it says so itself; 0 for a report with a
        cover and a table of contents.
    parts
        From which the owner chooses what may be in it; none when it always has everything.
    offer
        Returns what the owner chooses in it, from the same material.
    by_worker
        Whether its PDF takes a second, so that the worker makes it and a page of its own tells
        how far it is. Any other PDF takes a tenth of that, and is made at once.
    needs_others
        Whether it is only for who has a result of others that may stand in a plan.
    """

    name: str
    compose: Callable[[Material], ReportContent]
    texts: Texts
    file_name: str
    phases: tuple[str, ...] = PHASES
    pages: int = 0
    parts: tuple[str, ...] = ()
    offer: Callable[[Material], tuple[Choosing, ...]] = _choose_nothing
    by_worker: bool = False
    needs_others: bool = False

    def __post_init__(self) -> None:
        """Refuse a kind of which the worker would not know what was chosen."""
        if self.parts and self.by_worker:
            raise ValueError(f"{self.name}: a choice of parts is not kept until the worker comes")

    @property
    def title(self) -> str:
        """Return what it is called."""
        return self.texts.say("document.title")

    @property
    def called(self) -> str:
        """Return what it is called inside a sentence, without an article."""
        return self.texts.say("document.called")

    @property
    def for_whom(self) -> str:
        """Return for whom it is and what is in it, to choose it by."""
        return self.texts.say("document.for_whom")

    def choose_parts(
        self, parts: Collection[str] | None, there: Collection[str]
    ) -> tuple[str, ...]:
        """Return which of ``parts`` are in it, in its own order; None stands for all of them.

        ``there`` are the parts that its owner has.

        Raises
        ------
        DocumentRefused
            If there is something to choose and nothing was chosen.
        """
        own = [part for part in self.parts if part in there]
        chosen = tuple(part for part in own if parts is None or part in parts)
        if self.parts and not chosen:
            called = self.texts.say("document.with_article")
            raise DocumentRefused("documents.no_part", document=called)
        return chosen


class DocumentRefused(Exception):
    """A document that cannot be made; ``key`` names the sentence that says why."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def clean_recipient(name: str) -> str:
    """Return for whom a copy is, on one line.

    Raises DocumentRefused when that is too long, or has a character that cannot be printed: then
    the copy would not tell whose it is.
    """
    cleaned = " ".join(clean_text(name).split())
    if len(cleaned) > MAX_RECIPIENT:
        raise DocumentRefused("documents.long_recipient", limit=str(MAX_RECIPIENT))
    if missing := find_missing(cleaned):
        raise DocumentRefused("documents.no_glyph", letters=", ".join(missing))
    return cleaned
