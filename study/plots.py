"""The study's figures, as SVG in the house colours; the same bytes for the same numbers.

They have real axes of matplotlib, unlike the figures of the product: nobody reads them in a PDF or
under a strict content security policy, and a legend outside a plot comes with the axes.
"""

import tomllib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from assessment.report.figures.lettering import font
from assessment.report.figures.palette import ACCENTS, BLUE, BLUE_MID, GRID, INK, MUTED, WHITE
from values import IDEAL, PRACTICAL

WORDS = Path(__file__).with_name("words.toml")
TEAL = ACCENTS[next(kind for kind in ACCENTS if kind.value == PRACTICAL)].strong
OCHRE = ACCENTS[next(kind for kind in ACCENTS if kind.value == IDEAL)].strong
LOOKS: dict[str, dict[str, Any]] = {
    "former": {"facecolor": WHITE, "edgecolor": TEAL, "zorder": 2},
    "product": {"facecolor": BLUE, "edgecolor": BLUE, "zorder": 3},
    "proposal": {"facecolor": WHITE, "edgecolor": OCHRE, "zorder": 3},
}
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")


def load_words() -> dict[str, dict[str, str]]:
    """Return the Dutch names of what is shown."""
    named: dict[str, dict[str, str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return named


def draw_all(results: Mapping[str, Any], folder: Path) -> None:
    """Write every figure into ``folder``."""
    for name, figure in (
        ("dekking", plot_coverage(results)),
        ("verandering", plot_power(results)),
        ("namen", plot_names(results)),
    ):
        (folder / f"{name}.svg").write_bytes(as_svg(figure, name))


def as_svg(figure: Figure, name: str) -> bytes:
    """Return the figure as SVG without a date and with ids that follow from ``name``."""
    page = BytesIO()
    with rc_context({"svg.hashsalt": name}):
        figure.savefig(page, format="svg", metadata={"Date": None})
    return page.getvalue()


def plot_coverage(results: Mapping[str, Any]) -> Figure:
    """Return coverage per kind of score: a mark for each condition, filled now, open otherwise."""
    text, largest = load_words(), max(results["study"]["people"])
    figure, plot = _sheet(8.2, 5.6)
    kinds = list(text["kinds"])
    low, high = results["study"]["aim"]
    plot.axvspan(low, high, color=GRID, label=text["figures"]["coverage_band"], zorder=0)
    plot.axvline(90, color=MUTED, linewidth=0.8, zorder=1)
    for rule in LOOKS:
        plot.scatter([], [], s=30, label=text["figures"][f"coverage_{rule}"], **LOOKS[rule])
    rows = [row for row in results["recovery"] if row["n"] == largest]
    conditions = list(dict.fromkeys(row["condition"] for row in rows))
    for row in rows:
        place = conditions.index(row["condition"])
        shift = (place - (len(conditions) - 1) / 2) * 0.085
        height = len(kinds) - kinds.index(row["kind"]) - shift
        plot.scatter(row["coverage"], height, marker=MARKERS[place], s=30, **LOOKS[row["rule"]])
    for marker, condition in zip(MARKERS, conditions, strict=False):
        label = text["conditions"][condition]
        plot.scatter([], [], marker=marker, s=30, color=MUTED, label=label)
    plot.set_yticks(
        [len(kinds) - place for place in range(len(kinds))], list(text["kinds"].values())
    )
    plot.set_xlabel(text["figures"]["coverage_axis"])
    _finish(figure, plot, columns=3)
    return figure


def plot_power(results: Mapping[str, Any]) -> Figure:
    """Return how often a true change in one of four goals is seen, by its size."""
    text = load_words()
    figure, plot = _sheet(7.2, 4.2)
    for closer, color in ((False, BLUE), (True, OCHRE)):
        rows = [r for r in results["changed"] if r["closer"] == closer and r["changed"] == 1]
        points = [row["points"] for row in rows]
        for name, line, marker in (("certain", "-", "o"), ("noticed", "--", "s")):
            plot.plot(
                points,
                [row[name] for row in rows],
                line,
                color=color,
                marker=marker,
                label=text["figures"][name].format(look=text["looks"][str(closer).lower()]),
            )
    plot.set_xticks(points)
    plot.set_ylim(0, 100)
    plot.set_xlabel(text["figures"]["power_axis"])
    plot.set_ylabel(text["figures"]["power_share"])
    _finish(figure, plot, columns=2)
    return figure


def plot_names(results: Mapping[str, Any]) -> Figure:
    """Return, for what the product names, the share that is wrong and that does not come back."""
    text = load_words()
    rows = [r for r in results["naming"] if r["rule"] == "product" and r["kind"] != "flat"]
    figure, plot = _sheet(7.2, 4.6)
    labels = []
    for place, row in enumerate(sorted(rows, key=lambda r: list(text["what"]).index(r["what"]))):
        labels.append(f"{text['what'][row['what']]}: {text['conditions'][row['kind']]}")
        lost = row["gone"] + row["turned"]
        first = place == 0
        plot.plot([row["wrong"], lost], [-place] * 2, color=GRID, zorder=1)
        plot.scatter([row["wrong"]], [-place], color=OCHRE, zorder=2,
                     label=text["figures"]["names_wrong"] if first else None)  # fmt: skip
        plot.scatter([lost], [-place], color=BLUE_MID, marker="s", zorder=2,
                     label=text["figures"]["names_gone"] if first else None)  # fmt: skip
    plot.set_yticks([-place for place in range(len(rows))], labels)
    plot.set_xlim(0, 100)
    plot.set_xlabel(text["figures"]["names_axis"])
    _finish(figure, plot, columns=2)
    return figure


def _sheet(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), facecolor=WHITE, layout="constrained")
    plot = figure.subplots()
    for side in ("top", "right"):
        plot.spines[side].set_visible(False)
    for side in ("bottom", "left"):
        plot.spines[side].set_color(MUTED)
    plot.tick_params(colors=INK, length=3)
    return figure, plot


def _finish(figure: Figure, plot: Axes, *, columns: int) -> None:
    """Set every text in the product's typeface, and the legend below the figure."""
    figure.legend(loc="outside lower center", ncols=columns, frameon=False, prop=font("regular", 9))
    for label in (*plot.get_xticklabels(), *plot.get_yticklabels()):
        label.set_fontproperties(font("regular", 9))
    for label in (plot.xaxis.label, plot.yaxis.label):
        label.set_fontproperties(font("regular", 10))
        label.set_color(INK)
