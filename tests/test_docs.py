"""What is written about the code, held to the code: citations, links, paths, commands, numbers."""

import argparse
import re
import shlex
import tomllib
from functools import cache
from pathlib import Path

import pytest

from assessment.cli import build_parser, demonstrating
from assessment.cli.doctor import LITTLE_FREE
from assessment.cli.doctor_stores import LONG_QUEUE
from assessment.norms import norm_table
from assessment.services import mailing, retention, throttling
from assessment.services.content import load_content
from assessment.services.disclosure import BAND, FEWEST_COUNTED, FEWEST_PUBLISHED
from assessment.services.monitoring import LEAST_FREE
from assessment.services.rounds.sending import MOST_REMINDERS
from assessment.store import deletions, upgrading
from assessment.store.tables import Base
from assessment.store.tables.columns import EncryptedText
from bench.bars import BARS
from values.constants import (
    KEPT_DAYS,
    KEPT_INTEREST_MONTHS,
    KEPT_RESULT_MONTHS,
    SESSION_IDLE_DAYS,
)
from values.facts import FACTS
from values.number_words import number_word

ROOT = Path(__file__).parent.parent
SOURCES = [
    path
    for top in ("assessment", "values", "study", "review", "manual", "bench", "tools", "tests")
    for pattern in ("*.py", "*.toml", "*.jinja", "*.html")
    for path in sorted((ROOT / top).rglob(pattern))
    if path != Path(__file__)
]
HOUSE_PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
PAGES = [
    *HOUSE_PAGES,
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "docs" / "beheer").glob("*.md"),
    *(ROOT / "docs" / "how-to").glob("*.md"),
    *(ROOT / "docs" / "adr").glob("*.md"),
]
NUMBER = r"\d+(?:\.\d+)?[a-h]?"
CITED = re.compile(
    rf"(design|psychometrics)\.md,?(?:`\)?)? (?:sections?|§) ?({NUMBER}(?:(?:, | and ){NUMBER})*)"
)


def name(path):
    return str(path.relative_to(ROOT))


@cache
def flowing(path):
    """Return the text of a file with line breaks, comment signs and margins made into spaces."""
    return re.sub(r"\s+(?:[#*] )?", " ", path.read_text(encoding="utf-8"))


@cache
def sections(page):
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return set(re.findall(rf"^#+ ({NUMBER})\.? ", text, re.MULTILINE))


def test_every_cited_section_exists():
    missing = [
        f"{name(path)}: {page}.md section {number}"
        for path in [*SOURCES, *PAGES, ROOT / "Makefile"]
        for page, numbers in CITED.findall(flowing(path))
        for number in re.findall(NUMBER, numbers)
        if number not in sections(page)
    ]

    assert not missing


def test_every_mention_of_a_page_in_the_code_names_its_section():
    vague = [
        name(path)
        for path in SOURCES
        if len(re.findall(r"(?:design|psychometrics)\.md", flowing(path)))
        != len(CITED.findall(flowing(path)))
    ]

    assert not vague


def test_every_cited_decision_exists():
    known = {path.name[:4] for path in (ROOT / "docs" / "adr").glob("*.md")}
    missing = [
        f"{name(path)}: {number}"
        for path in [*SOURCES, *PAGES]
        for number in re.findall(r"(?:ADR |adr/)(\d{4})", flowing(path))
        if number not in known
    ]

    assert not missing


def test_no_code_cites_an_issue_that_a_reader_cannot_open():
    citing = [
        name(path)
        for path in SOURCES
        if re.search(r"(?<!xdist )\bissue \d", flowing(path)) and "tests" not in path.parts
    ]

    assert not citing


def test_every_paper_that_a_docstring_cites_stands_in_the_references():
    text = (ROOT / "docs" / "psychometrics.md").read_text(encoding="utf-8")
    references = text[text.index("## References") :]
    entries = [entry.replace("\n", " ") for entry in references.split("\n\n")[1:]]
    cited = re.compile(
        r"\b([A-Z][\w-]+)(?:(?:, [A-Z][\w-]+)*(?: and (?:[A-Z][\w-]+ ?){1,2}| et al\.))? ?"
        r"\(((?:19|20)\d\d)\)"
    )
    missing = {
        f"{author} ({year}) in {name(path)}"
        for path in (ROOT / "assessment").rglob("*.py")
        for author, year in cited.findall(flowing(path))
        if not any(author in entry.split("(")[0] and f"({year})" in entry for entry in entries)
    }

    assert not missing


MADE_UP = ("coach", "sharing", "keeping")  # what the how-to's add as an example


def test_every_path_in_the_documents_exists():
    missing = [
        f"{name(page)}: {path}"
        for page in PAGES
        if page.parent.name != "adr"  # an ADR tells how things stood
        for path in re.findall(
            r"`((?:assessment|values|study|review|manual|bench|tools|tests|templates|docs)/[\w./-]*)`",
            page.read_text(encoding="utf-8"),
        )
        if not any(word in path for word in MADE_UP) and not (ROOT / path).exists()
    ]

    assert not missing


def test_every_file_that_the_code_mentions_exists():
    missing = [
        f"{name(path)}: {mentioned}"
        for path in SOURCES
        if path.suffix == ".py" and "tests" not in path.parts
        for mentioned in re.findall(
            r"\b(?:tests|docs)/[\w/-]+\.(?:py|md)\b", path.read_text(encoding="utf-8")
        )
        if not (ROOT / mentioned).exists()
    ]

    assert not missing


def test_every_link_between_documents_leads_somewhere():
    broken = [
        f"{name(page)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert not broken


@pytest.mark.parametrize("page", HOUSE_PAGES, ids=name)
def test_lines_fit_a_window(page):
    long = [
        f"line {number}: {len(line)}"
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]

    assert not long


def commands(parser):
    """Return every command of ``bop``, those with steps with each step."""
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                found += [word, *(f"{word} {step}" for step in commands(below))]
    return found


def test_the_readme_names_every_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [
        word for word in commands(build_parser()) if " " not in word and f"bop {word}" not in text
    ]

    assert not missing


def test_the_pages_for_operators_name_only_commands_that_exist():
    pages = (ROOT / "docs" / "beheer").glob("*.md")
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    named = set(re.findall(r"(?:`|bin/|^)bop ([a-z][a-z-]+)", text, re.MULTILINE))

    assert named
    assert named - set(commands(build_parser())) == set()


def typed():
    """Yield each command of the product that a page lets operators type, and what stands before."""
    for page in (ROOT / "docs" / "beheer").glob("*.md"):
        for block in re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.M):
            for line in block.splitlines():
                begins = re.match(r"((?:sudo )?(?:\S+/)?bop) (.*)", line)
                if begins is not None:
                    yield begins[1], shlex.split(begins[2], comments=True)


def test_what_operators_type_is_understood_by_the_program():
    parser = build_parser()

    every = list(typed())
    assert len(every) > 10
    for _, words in every:
        parser.parse_args(words)  # ends the program when it does not


def test_what_is_typed_on_the_server_has_the_settings_of_the_server():
    """The settings are for root to read; what needs none runs where the program stands."""
    bare = {words[0] for program, words in typed() if program != "sudo bop"}

    assert bare == {"check-content", "db"}
    assert [words[1] for program, words in typed() if program == "bop"] == ["key"]


def tells(sentence, head):
    """Return whether a text is a sentence of the program with its values, or begins like one."""
    at = 0
    for piece in re.split(r"\{[^}]*\}", sentence):
        found = head.find(piece, at)
        if found < 0:
            return any(head[at:].endswith(piece[:n]) for n in range(len(piece), 9, -1))
        at = found + len(piece)
    return at == len(head) or sentence.endswith("}")


def test_what_the_doctor_is_said_to_tell_is_what_it_tells():
    table = tomllib.loads((ROOT / "assessment" / "wording.toml").read_text(encoding="utf-8"))
    sentences = [text for name in ("doctor", "keys", "database", "missing_setting", "cli")
                 for text in table[name].values()]  # fmt: skip
    page = (ROOT / "docs" / "beheer" / "kapot.md").read_text(encoding="utf-8")
    quoted = re.findall(r"`(?:fout|let op): (.*?)`", page)

    assert len(quoted) > 10
    assert [
        quote
        for quote in quoted
        if not any(tells(sentence, quote.split("…")[0]) for sentence in sentences)
    ] == []


def test_the_folder_of_the_demonstration_never_enters_the_repository():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert f"/{demonstrating.DATA}/" in ignored


def test_every_target_of_make_that_is_named_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        target
        for page in PAGES
        for target in re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))
    }

    assert named - targets == set()


def test_every_setting_is_told_to_developers_and_operators():
    readers = [ROOT / "assessment" / "config.py", ROOT / "assessment" / "mail" / "settings.py"]
    told = "".join(file.read_text(encoding="utf-8") for file in readers)
    settings = set(re.findall(r'"(BOP_[A-Z_]+)"', told))

    assert settings
    for page in ("README.md", "docs/beheer/installeren.md"):
        assert set(re.findall(r"BOP_[A-Z_]+", (ROOT / page).read_text())) >= settings, page


def test_the_design_has_the_bars_that_are_measured():
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    table = text[text.index("## 10.") :].partition("|---")[2].splitlines()[1:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    written = {bar: cells[2] for cells in rows for bar in cells[0].split(", ")}
    sides = {True: "at least", False: "at most"}

    assert written == {
        bar.name: "no bar"
        if bar.limit is None
        else f"{sides[bar.at_least]} {bar.limit:g} {bar.unit}"
        for bar in BARS
    }


def test_the_design_has_the_numbers_of_the_content():
    text = flowing(ROOT / "docs" / "design.md")
    library = load_content().library
    statements, style = library.gedrag.scoring, library.stijl.scoring
    choices, rules = library.waardenkeuze.scoring, load_content().catalogue.rules

    for sentence in (
        f"{len(library.gedrag.items)} statements",
        f"needs at least {statements.minimum_answered}",
        f"s₀ = {statements.prior_sd:g} points, ν₀ = {statements.prior_df}",
        f"gives {statements.direct_share:g} of its weight",
        f"needs {statements.minimum_own} statement of its own and {statements.minimum_value} in",
        f"needs {style.minimum_answered} of its eight",
        f"s₀ = {style.prior_sd:g} and ν₀ = {style.prior_df}",
        f"less than {style.balanced_below:g} from the middle is in balance",
        f"above {style.clear_above:g} a clear preference",
        f"({statements.spread_df}·{statements.spread_competencies:g}² + max(0,",
        f"{statements.spread_values:g} points for values and {statements.spread_clusters:g} for",
        f"worth {statements.spread_shared_df} scores",
        f"log odds are unsure by {statements.doubt_competencies:g}",
        f"doubt about the share is {statements.doubt_shared:g}",
        f"when P ≥ {statements.sure_competency:g}, at most".replace("0.", "."),
        f"with P ≥ {statements.sure_value:g}".replace("0.", "."),
        f"probability is at least {statements.sure_word:g}".replace("0.", "."),
        f"After {choices.stop_after} sets",
        f"{choices.cluster_variance:g} squared logits shared",
        f"and {choices.value_variance:g} of each value's own",
        f"{len(choices.scales)} scales from {choices.scales[0]:g} to {choices.scales[-1]:g}",
        f"own {choices.own_top}) ≥ {choices.leading_from:.2f}".replace("0.", "."),
        f"at most {choices.leading_most} values",
        f"mean) ≥ {choices.above_from:.2f}".replace("0.", "."),
        f"both at least {choices.gap_from:.2f}".replace("0.", "."),
        f"now version {rules.version}",
        f"certainty = {rules.certainty_sd:g}² /",
        f"times {rules.priority_lift:g} when",
        f"The {rules.needs} largest needs",
    ):
        assert sentence in text, sentence


def test_how_long_attempts_are_kept_is_told_as_the_code_does_it():
    both = re.compile(rf"{KEPT_DAYS} days[^.|]*{KEPT_RESULT_MONTHS} months")

    for page in ("README.md", "SECURITY.md", "docs/design.md"):
        assert both.search(flowing(ROOT / page)), page


def test_how_long_everything_is_kept_is_told_to_operators_as_the_code_does_it():
    copies, list_, mails = upgrading.COPY_DAYS, deletions.KEPT_DAYS, mailing.KEPT.days
    interest = f"{number_word(KEPT_INTEREST_MONTHS)} maanden"
    told = {
        "verwerkingsregister.md": [
            f"{FACTS['kept']} na het laatste gebruik",
            f"{FACTS['kept_result']} na het laatste gebruik en hooguit {FACTS['kept_term']}",
            f"{FACTS['kept_account']} na het laatste aanmelden",
            f"met alleen een logboek {FACTS['kept_result']}",
            f"uit een logboek haalt nog {FACTS['removed_days']}",
            f"hoogstens {FACTS['kept_unopened']} na het sluiten",
            f"{FACTS['kept_addresses']} na de laatste dag van de ronde",
            f"geen mail te willen {FACTS['kept_term']}",
            f"{FACTS['intervision_year']} na vaststellen",
            f"zonder vaste groepen {FACTS['intervision_unused']}",
            f"een groep {FACTS['intervision_review']} langer",
            f"waarover {mails} dagen",
            f"in die browser {FACTS['session_idle']}, hooguit {FACTS['session_most']}",
            f"uitnodigde {FACTS['kept_counts']}",
            f"onderzoekers {FACTS['kept_export']}",
            f"een bijwerking {number_word(copies)} dagen",
            f"(afdrukken) {list_} dagen",
            f"{FACTS['kept_log']} wie wat deed of opende",
            "hooguit een jaar;" if interest == "twaalf maanden" else interest,
        ],
        "dpia.md": [
            f"hoogstens {FACTS['kept_unopened']} na het sluiten",
            f"tot {FACTS['kept_addresses']} na de laatste dag",
            f"geen mail te willen {FACTS['kept_term']}",
            f"na {FACTS['kept']} zonder gebruik weg",
            f"na {FACTS['kept_result']} en hoogstens {FACTS['kept_term']}",
            f"hooguit {number_word(1 + throttling.LONGEST.days)} dagen",
        ],
        "README.md": [
            f"Wat iemand {FACTS['kept']} niet gebruikt",
            f"dat {FACTS['kept_result']} (en hooguit {FACTS['kept_term']} na het indienen)",
            f"{FACTS['Warning']} voordat de tijd om is",
            f"markering er {FACTS['warning']}",
            f"meer dan {number_word(retention.MOST_JUMP.days)} dagen af",
            f"`queued` boven de {LONG_QUEUE}",
            f"minder dan {LITTLE_FREE // 10**9} GB over",
        ],
        "vragen.md": [
            f"vanaf {number_word(FEWEST_COUNTED)} mensen, in stappen van {number_word(BAND)}",
            f"hoogstens {number_word(MOST_REMINDERS)} herinneringen",
            f"minstens {FACTS['fewest_asked']} zijn gevraagd",
            f"minstens {FACTS['fewest_raters']} antwoordden",
            f"vanaf {number_word(FEWEST_PUBLISHED)} mensen, per kwartaal",
        ],
        "terugzetten.md": [f"ouder dan {list_} dagen", f"die lijst {list_} dagen"],
        "bijwerken.md": [f"na {number_word(copies)} dagen"],
        "sleutels.md": [f"na {SESSION_IDLE_DAYS} dagen weg"],
        "incident.md": [f"minder dan {LEAST_FREE // 10**6} MB"],
    }

    missing = [
        (name, sentence)
        for name, sentences in told.items()
        for sentence in sentences
        if sentence not in flowing(ROOT / "docs" / "beheer" / name)
    ]
    assert missing == []


def test_whoever_reports_a_leak_reads_of_every_mailbox_that_the_database_shows():
    """It is step 4 of docs/beheer/datalek.md."""
    shown = {
        table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if ("address" in column.name or "address" in column.info)
        and not isinstance(column.type, EncryptedText)
    }

    assert shown == {"account", "mailbox", "coaching", "rater", "rater_answer", "pending",
                     "mail", "college_invitation", "round_invitation", "round_refusal"}  # fmt: skip


def test_the_gates_of_norms_are_those_of_the_code():
    text = flowing(ROOT / "docs" / "psychometrics.md")

    assert (
        f"under {norm_table.SMALLEST} people nothing; "
        f"{norm_table.SMALLEST} to {norm_table.STANINES_FROM - 1} quartiles" in text
    )
    assert f"from {norm_table.PERCENTILES_FROM} percentiles" in text
    assert f"expires after {norm_table.YEARS} years" in text


def test_every_change_says_which_scores_it_affects():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.split(r"^- ", text, flags=re.MULTILINE)[1:]

    assert entries
    assert [
        entry[:60] for entry in entries if "Scores affected:" not in " ".join(entry.split())
    ] == []
