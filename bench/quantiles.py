"""The one statistic of the benchmark: quantiles of a handful of measurements."""

import time
from collections.abc import Callable, Sequence


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of ``values`` lie, between neighbours in a line."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def p50(values: Sequence[float]) -> float:
    """Return the median."""
    return quantile(values, 0.5)


def timed_ms(times: int, task: Callable[[], object]) -> list[float]:
    """Return how many milliseconds each of ``times`` runs of ``task`` took."""
    return timed_with_cpu_ms(times, task)[0]


def timed_with_cpu_ms(times: int, task: Callable[[], object]) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each run by the clock, and of this process's processor time."""
    wall, cpu = [], []
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        task()
        cpu.append((time.process_time() - used) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    return wall, cpu


def spread_ms(values: Sequence[float]) -> dict[str, float]:
    """Return how the measurements lie around their median, rounded for reading."""
    return {
        "p05": round(quantile(values, 0.05), 2),
        "p95": round(quantile(values, 0.95), 2),
        "n": len(values),
    }
