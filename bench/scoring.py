"""Scoring one person: all instruments, and the waardenkeuze alone."""

from typing import Any

from assessment.scoring import score
from assessment.scoring.importance import choose_utilities
from assessment.services.content import load_content
from bench import person
from bench.quantiles import p50, spread_ms, timed_ms, timed_with_cpu_ms

TIMES, WARM = 200, 5


def measure() -> dict[str, dict[str, Any]]:
    """Return milliseconds per person and per waardenkeuze."""
    content, answers = load_content(), person.answers()
    part = content.library.waardenkeuze

    def everything() -> object:
        return score(answers, content.library, content.value_map)

    def choices() -> object:
        return choose_utilities(part, content.value_map, answers.design, answers.sets)

    figures = {}
    for name, task in (("score_person", everything), ("waardenkeuze", choices)):
        timed_ms(WARM, task)
        times, cpu = timed_with_cpu_ms(TIMES, task)
        figures[name] = {
            "value": round(p50(times), 2),
            **spread_ms(times),
            "cpu_ms": round(p50(cpu), 2),
        }
    return figures
