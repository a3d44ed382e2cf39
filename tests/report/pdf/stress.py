"""A document with everything that the PDF layer can do, and much that people do to it."""

from datetime import UTC, datetime
from functools import cache

from matplotlib.figure import Figure as Chart
from reportlab.platypus import PageBreak, Spacer

from assessment.report.pdf import (
    BuildContext,
    CalloutBox,
    CellSpan,
    LinkLine,
    TaggedHeading,
    TaggedParagraph,
    build_document,
    bullet_list,
    data_table,
    join_markup,
    link,
    make_quote,
    mark_emphasis,
    mark_foreign,
    mark_strong,
    numbered_list,
    styles,
    table_of_contents,
)
from assessment.report.pdf.figures import captioned_chart
from assessment.report.pdf.footers import Footer

LOREM = (
    "Bij samenwerken gaat het erom dat u afspraken maakt met collega’s van andere afdelingen en "
    "dat u verantwoordelijkheid neemt voor het gezamenlijke resultaat. U vraagt regelmatig om "
    "feedback en u past uw werkwijze aan wanneer de omstandigheden daarom vragen. "
)
LONG_WORD = "samenwerkingsverantwoordelijkheidsbevorderingscommissievergadering"
FAMILY_EMOJI = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
TYPED = f"Ik ben trots \U0001f600{FAMILY_EMOJI} op ons 日本 team\x07.\n\nZoë & <b>Ĳsbrand</b>"
CREATED = datetime(2026, 3, 1, 14, 5, 0, tzinfo=UTC)
DATA_ROWS = 70


@cache
def bars(seed: int = 0, count: int = 6) -> Chart:
    """Return a bar chart with intervals, in three styles of text."""
    chart = Chart(figsize=(6.4, 3.0))
    axes = chart.add_axes((0.3, 0.15, 0.67, 0.8))
    scores = [2 + (seed * 7 + i * 3) % 11 / 5 for i in range(count)]
    axes.barh(range(count), scores, height=0.55, color="#154273")
    axes.errorbar(scores, range(count), xerr=0.3, fmt="none", ecolor="#111111", capsize=3)
    axes.set_yticks(range(count), [f"Competentie {i + 1}: samenwerken" for i in range(count)])
    axes.set_xlim(1, 5.2)
    axes.set_xlabel("Score (1–5) \U0001f600 met 90%-interval", fontstyle="italic")
    axes.text(1.1, 2, "Wit op blauw", color="white", fontweight="bold")
    axes.axvspan(3, 4, color="#c9ced8", alpha=0.4)
    axes.grid(axis="x", color="#dddddd", linestyle="--")
    return chart


@cache
def wheel() -> Chart:
    """Return a polar chart with 39 segments."""
    chart = Chart(figsize=(5.6, 5.6))
    axes = chart.add_axes((0.02, 0.02, 0.96, 0.96), projection="polar")
    turns = [i * 6.2832 / 39 for i in range(39)]
    axes.bar(turns, [1 + i % 5 for i in range(39)], width=0.15, color="#39870c", edgecolor="white")
    axes.set_xticks([])
    for i, turn in enumerate(turns):
        axes.text(turn, 5.4, f"W{i}", ha="center", va="center", fontsize=7)
    return chart


def long_table():
    rows = [["Nr", "Score", "Toelichting", "Opmerking"]]
    for i in range(DATA_ROWS):
        text = [TaggedParagraph(f"Rij {i}. {LOREM}"[: 60 + 50 * (i % 4)], styles.CELL)]
        if i % 9 == 0:
            text.append(TaggedParagraph("Tweede alinea.", styles.CELL))
        rows.append([f"Rij {i}", f"3,{i}", text, "" if i % 5 == 0 else "goed"])
    return data_table(
        rows, widths=(2, 1, 7, 2), right=(1,), caption="Tabel 1. Zeventig rijen met uitleg"
    )


def spanned_table():
    rows = [
        ["Groep", "Scores per bijeenkomst", "", ""],
        ["", "Eerste", "Tweede", "Derde"],
        ["Kracht", "1", "2", "3"],
        ["Maat", "samen", "", "9"],
    ]
    spans = [CellSpan(0, 0, rows=2), CellSpan(0, 1, columns=3), CellSpan(3, 1, columns=2)]
    return data_table(rows, widths=(2, 1, 1, 1), header_rows=2, spans=spans)


def narrow_table():
    return data_table(
        [["Begrip", "Uitleg"], [LONG_WORD, LOREM], [mark_strong("Ĳs"), LONG_WORD]], widths=(1, 4)
    )


def tall_row_table():
    return data_table([["Kop", "Tekst"], ["Hoge rij", LOREM * 30]], widths=(1, 4))


def opening(context: BuildContext):
    return [
        Spacer(1, 120),
        TaggedHeading("Ontwikkelplan", 1, listed=False, style=styles.TITLE),
        TaggedParagraph("Opgesteld voor Zoë Çelik-Ñandú, 1 maart 2026", styles.LEAD),
        PageBreak(),
        TaggedHeading("Inhoud", 1, listed=False),
        *table_of_contents(context.toc),
        PageBreak(),
    ]


def chapter(number: int):
    chart = captioned_chart(
        bars(number), "Staafdiagram: hoogste score 4,0, laagste 2,0.", f"Figuur {number}. Scores"
    )
    return [
        TaggedHeading(f"Hoofdstuk {number}: samen besturen", 1),
        TaggedParagraph(LOREM * 2, styles.LEAD),
        TaggedHeading("Uw resultaten", 2),
        *chart,
        TaggedHeading("Wat dit betekent", 2),
        TaggedParagraph(LOREM * 4),
        TaggedHeading("Wat u kunt doen", 3),
        *bullet_list([LOREM, "Bekijk de e-learning.", [LOREM, "Nog een alinea."]]),
        *numbered_list(["Eerst dit.", LOREM, "Dan dat."]),
        CalloutBox(
            [TaggedParagraph(LOREM), LinkLine("Naar de website", url="https://example.org/leren")]
        ),
        PageBreak(),
    ]


def inline_texts():
    return [
        TaggedHeading("Woorden in de regel", 1, anchor="regel"),
        TaggedParagraph(
            join_markup(
                "U vraagt om ",
                mark_foreign("feedback", "en"),
                ", en dat is ",
                mark_strong("sterk"),
                " & ",
                mark_emphasis("moedig Привет"),
                ". Lees de ",
                link(
                    "uitgebreide pagina over leren en ontwikkelen van uw eigen organisatie" * 2,
                    "https://example.org/a?b=1&c=2",
                ),
                " en kom terug.",
            )
        ),
        *make_quote(TYPED),
        TaggedParagraph("Plat: <b>geen opmaak</b> & <img src='/etc/passwd'/>"),
        LinkLine("Terug naar hoofdstuk 1", anchor="kop-2"),
    ]


def story(context: BuildContext):
    return [
        *opening(context),
        *chapter(1),
        *inline_texts(),
        TaggedHeading("Tabellen", 1),
        TaggedHeading("Lange tabel", 2),
        *long_table(),
        TaggedHeading("Samengestelde cellen", 2),
        *spanned_table(),
        TaggedHeading("Smalle kolommen", 2),
        *narrow_table(),
        TaggedHeading("Een rij hoger dan de bladzijde", 2),
        *tall_row_table(),
        PageBreak(),
        TaggedHeading("Lange teksten", 1),
        TaggedParagraph("Begin. " + LOREM * 60 + "Slot."),
        CalloutBox([TaggedParagraph(LOREM * 9), *bullet_list([LOREM] * 8)], title="Lang kader"),
        *captioned_chart(wheel(), "Wiel met 39 waarden.", "Figuur 9. De waarden"),
        *chapter(2),
        *chapter(3),
    ]


def build(factory=story, **changes) -> bytes:
    """Return the bytes of a document from ``factory``."""
    about = {
        "title": "Ontwikkelplan van Zoë & co \U0001f600",
        "author": "Voorbeeld",
        "subject": "Proef",
        "footer": Footer("Vertrouwelijk. Niet voor selectie."),
        "created": CREATED,
    }
    return build_document(factory, **{**about, **changes})
