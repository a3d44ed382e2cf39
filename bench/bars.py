"""The bars of design.md section 10: what is measured, in what unit, how good is good enough."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PAGE_OF = "a page of 8 statements"
VISITOR = (
    "one visitor answers 40 statements on 5 pages of 8, each saved and the next one shown: "
    "11 requests (the peers do it on one page in 3)"
)
ON_ONE_PAGE = "peers: 40 statements on one page, POST + redirect + next page"


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the table; ``limit`` is the most or, with ``at_least``, the least allowed."""

    name: str
    what: str
    unit: str
    limit: float | None
    at_least: bool = False
    peers: Mapping[str, float | str] = field(default_factory=dict)

    def met(self, value: float | None) -> bool | None:
        """Return whether ``value`` is good enough; None where nothing can be judged."""
        if value is None or self.limit is None:
            return None
        return value >= self.limit if self.at_least else value <= self.limit

    def judge(self, value: float | None, **details: Any) -> dict[str, Any]:
        """Return the line of the report for a measured ``value``."""
        return {
            "name": self.name,
            "what": self.what,
            "value": value,
            "unit": self.unit,
            "bar": self.limit,
            "bar_is": "at least" if self.at_least else "at most",
            "met": self.met(value),
            "peers": dict(self.peers),
            **details,
        }


def _crowd(mode: str, what: str, least: float, most: float, *, peers: bool) -> list[Bar]:
    """Return the bars of one kind of visitor at both concurrencies."""
    speed = {"oTree": 10, "LimeSurvey": 11} if peers else {}
    cpu = {"oTree": 92, "LimeSurvey": 107} if peers else {}
    bars = []
    for together in (4, 16):
        name = f"{mode}_c{together}"
        bars.append(Bar(f"{name}_speed", f"{what}; {together} at once", "visitors/s", least,
                        at_least=True, peers=speed))  # fmt: skip
        bars.append(Bar(f"{name}_cpu", f"{what}; server CPU of each, {together} at once", "ms",
                        most, peers=cpu))  # fmt: skip
    return bars


BARS = (
    Bar("page_load", f"{PAGE_OF}: load, p50, one visitor", "ms", 8,
        peers={"oTree": 54, "LimeSurvey": 72}),
    Bar("page_save", f"{PAGE_OF}: save (POST until its 303), p50, one visitor", "ms", 8),
    Bar("page_save_and_next", f"{PAGE_OF}: save and next page shown, p50; {ON_ONE_PAGE}", "ms",
        None, peers={"oTree": 29, "LimeSurvey": 30}),
    Bar("autosave", "one answer saved at once, p50, one visitor", "ms", 5),
    Bar("page_load_work", f"{PAGE_OF}: load, processor time in process, p50", "ms", None),
    Bar("page_save_work", f"{PAGE_OF}: save, processor time in process, p50", "ms", None),
    Bar("autosave_work", "one answer saved at once, processor time in process, p50", "ms", None),
    *_crowd("page_saves", VISITOR, 35, 25, peers=True),
    *_crowd("with_autosave", f"{VISITOR}, and every answer saved at once", 12, 80, peers=False),
    Bar("page_requests", "a page of statements, cold: requests", "requests", 8,
        peers={"oTree": 13, "LimeSurvey": 27}),
    Bar("page_transferred", "a page of statements, cold: transferred", "KB", 90,
        peers={"oTree": 398, "LimeSurvey": 1120}),
    Bar("score_person", "score one person, all instruments, p50", "ms", 25),
    Bar("waardenkeuze", "one waardenkeuze of 32 sets with its covariance, p50", "ms", 7),
    Bar("calibrate_2000x6x5", "graded response model: calibrate 2000 people x 6 items x 5 answers",
        "ms", 120, peers={"R mirt": 300}),
    Bar("eap_100000", "graded response model: EAP with SE of 100,000 people", "ms", 80,
        peers={"R mirt": 1800}),
    # Beside WeasyPrint on the same content: make bench-pdf. Its figure here is of the prototype.
    Bar("plan_pdf", "plan PDF with all its figures, goals and an earlier time, warm, p50", "s", 0.9,
        peers={"WeasyPrint": 1.55, "LimeSurvey": "0.285 for 7 plain pages"}),
    Bar("plan_pdf_size", "plan PDF: size", "KB", 200),
    Bar("plan_pdf_pages", "plan PDF: pages", "pages", 14),
    Bar("plan_figures", "plan PDF: its slowest figure, from data to page, p50", "ms", 60),
    Bar("plans_batch", "bop plan of a folder of 100 people, all cores, with its start", "s", None),
    Bar("worker_memory", "the worker after 500 plans: memory", "MB", 250),
    Bar("worker_growth", "the worker: memory gained between 100 and 500 plans", "MB", 15),
    Bar("lost_on_reload", "acknowledged answers missing after a reload", "answers", 0,
        peers={"oTree": "5 of 5", "LimeSurvey": "5 of 5"}),
    Bar("lost_on_kill", "acknowledged answers missing after kill -9 and a new start", "answers", 0),
)  # fmt: skip
