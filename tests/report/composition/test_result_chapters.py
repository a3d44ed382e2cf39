"""Cover, essentials and result chapters: what they say, and above all what they do not say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assessment.report.composition.competency_figure import summarise_competencies
from assessment.report.composition.style import style as style_chapter
from assessment.report.composition.style_figure import summarise_style
from assessment.report.model import Bullets, Figure, Paragraph, Table
from tests.each import holds_for_each
from tests.people import simulated, someone
from tests.people.varied import PEOPLE, case
from tests.report.composition import plain
from tests.report.composition.looking import headings, rows, said
from values import Nameable

EVERYONE = holds_for_each("name", PEOPLE.keys())
SCORE = re.compile(r"(\d+) \((\d+ tot \d+)\)")


# Cover and footer


def test_the_cover_says_what_it_is_not_for_and_why_it_expires() -> None:
    cover = simulated.report(simulated.person(7)).cover
    assert "selectie" in cover.warning
    assert cover.made_on == date(2026, 11, 24)
    assert cover.valid_until == date(2027, 11, 24)
    assert any("Mensen veranderen" in line for line in cover.lines)


def test_a_report_of_a_leap_day_is_valid_until_the_end_of_february() -> None:
    made = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert simulated.report(simulated.person(7), created_at=made).cover.valid_until == date(
        2029, 2, 28
    )


def test_without_a_name_cover_and_footer_still_read_well() -> None:
    content = simulated.report(simulated.silent())
    assert content.cover.name == "Naam niet ingevuld"
    assert content.footer.startswith("Bestuurlijk ontwikkelplan |")


def test_the_footer_names_person_and_day() -> None:
    person = simulated.person(7)
    content = simulated.report(person)
    assert content.footer == f"{person.name} | gemaakt op 24 november 2026"
    assert content.document_id == simulated.DOCUMENT


# In één oogopslag


@EVERYONE
def test_what_is_named_at_a_glance_has_its_number_in_the_chapters(name: str) -> None:
    content = case(name).content
    glance = content.section("oogopslag")
    for block in glance.blocks:
        for item in block.texts if isinstance(block, Bullets) else ():
            competency, _, score = item.partition(": ")
            if found := SCORE.fullmatch(score):
                number, interval = rows(content, "competenties")[competency][:2]
                assert (number, interval) == found.groups()
    for value, score, interval in re.findall(r"([a-z -]+) (\d+) \((\d+ tot \d+)\)", _prose(glance)):
        label = re.split(r"\ben |: |, ", value)[-1].strip().capitalize()
        assert rows(content, "waardenkaart")[label][:2] == (score, interval)


def _prose(section: object) -> str:
    blocks = getattr(section, "blocks")  # noqa: B009  a Section, as any text may be looked at
    return "\n".join(b.text for b in blocks if isinstance(b, Paragraph))


@EVERYONE
def test_strengths_come_before_needs(name: str) -> None:
    found = headings(case(name).content, "oogopslag")
    if "Wat meer ruimte kan krijgen" in found:
        assert found.index("Wat je het meest laat zien") < found.index(
            "Wat meer ruimte kan krijgen"
        )


def test_a_flat_profile_is_told_that_nothing_stands_out() -> None:
    text = said(simulated.report(simulated.flat(4)), "oogopslag")
    assert "te onzeker" in text or "toeval ze ook kan geven" in text
    assert "Boven je eigen gemiddelde" not in text


@EVERYONE
def test_what_is_called_surely_visible_is_what_scoring_named(name: str) -> None:
    person = case(name)
    text = said(person.content, "waarden")
    most = simulated.value_map().values
    names = [most[v].name.lower() for v in person.profile.most_visible]
    assert ("je in deze antwoorden zien:" in text) == bool(names)
    for value in names:
        assert value in text


# Competenties


@EVERYONE
def test_a_competency_is_told_in_its_band_only_when_the_interval_allows(name: str) -> None:
    person = case(name)
    text = said(person.content, "competenties")
    for competency in simulated.value_map().competencies:
        told = [b for b, line in competency.feedback.items() if person_reads(person, line) in text]
        found = person.profile.likely_score(competency.id)
        assert len(told) <= 1
        for band in told:
            assert found is not None
            assert band == simulated.library().gedrag.scoring.band(round(found.score + 1e-9))


def person_reads(person, line) -> str:
    return line.wording(person.answers.phase)


def with_one_competency(competency: str, **answers: int):
    """Somebody whose answers to one competency are 5, but for those named."""
    items = [i.id for i in simulated.library().gedrag.items if i.competency == competency]
    told = dict.fromkeys(items, 5) | {key.replace("_", "-"): x for key, x in answers.items()}
    return replace(simulated.person(7), gedrag={**simulated.person(7).gedrag, **told})


def test_a_sentence_is_told_only_when_its_own_statements_were_answered_so() -> None:
    """The score of POL1 is the same for both: only what the sentence rests on differs."""
    line = simulated.value_map().competency["POL1"].feedback["sterk"]
    assert line.rests_on == ("pol1-1", "pol1-3")

    for answers, is_told in (({"pol1_2": 3}, True), ({"pol1_1": 3}, False)):
        person = with_one_competency("POL1", **answers)
        profile = someone.with_likely(simulated.profile_of(person), "POL1", 88, 2, 84, 92)
        text = said(simulated.report(person, profile=profile), "competenties")
        assert (line.text in text) is is_told


def test_the_next_step_is_the_statement_that_the_person_answered_lowest() -> None:
    person = with_one_competency("POL1", pol1_4=2)
    profile = someone.with_likely(simulated.profile_of(person), "POL1", 88, 2, 84, 92)

    text = said(simulated.report(person, profile=profile), "competenties")

    [item] = [i for i in simulated.library().gedrag.items if i.id == "pol1-4"]
    assert f"Een volgende stap zit in: ‘{item.text}’ (af en toe)." in text


def test_a_virtue_is_never_given_a_lowest_statement_as_next_step() -> None:
    person = with_one_competency("PER1", per1_2=1)
    [item] = [i for i in simulated.library().gedrag.items if i.id == "per1-2"]

    assert f"stap zit in: ‘{item.text}" not in said(simulated.report(person), "competenties")


def test_two_bands_are_named_when_a_limit_runs_through_the_interval() -> None:
    person = simulated.person(7)
    profile = simulated.profile_of(person)
    changed = someone.with_likely(profile, "POL1", 61, 7, 49, 73)
    content = simulated.report(person, profile=changed)
    plain = round(profile.competencies["POL1"].score + 1e-9)
    assert rows(content, "competenties")["Krachtenveld lezen"][:3] == (
        str(plain), "61 (49 tot 73)", "tussen op weg en stevig",
    )  # fmt: skip
    told = said(content, "competenties")
    assert not [
        line
        for line in simulated.value_map().competency["POL1"].feedback.values()
        if line.text in told
    ]


def test_no_word_is_named_when_none_is_sure_enough() -> None:
    person = simulated.person(7)
    changed = someone.with_likely(simulated.profile_of(person), "POL1", 60, 30, 11, 100)
    content = simulated.report(person, profile=changed)

    assert rows(content, "competenties")["Krachtenveld lezen"][2] == "niet te zeggen"
    assert "60 (11 tot 100): welk woord past, is niet te zeggen." in said(content, "competenties")


def test_a_profile_of_an_older_version_says_so_and_names_nothing() -> None:
    person = simulated.person(7)
    made = simulated.profile_of(person)
    older = replace(made, likely={}, versions={**made.versions, "scoring": 2})
    content = simulated.report(person, profile=older)

    assert "gemaakt met rekenwijze 2" in said(content, "verantwoording")
    assert "er duidelijk bovenuit" not in said(content, "competenties")
    assert "gemaakt met rekenwijze" not in said(simulated.report(person), "verantwoording")


def test_the_advice_is_that_of_the_score_as_it_is_printed() -> None:
    """A score of 59.6 is printed as 60, so a reader may expect the advice that belongs to 60."""
    competency = simulated.value_map().competency["POL1"]
    alike = {i.id: 3 for i in simulated.library().gedrag.items if i.competency == "POL1"}
    person = replace(simulated.person(7), gedrag={**simulated.person(7).gedrag, **alike})
    profile, scoring = simulated.profile_of(person), simulated.library().gedrag.scoring
    limit = sorted(scoring.bands.values())[2]
    changed = someone.with_likely(profile, "POL1", limit - 0.4, 7, limit - 12, limit + 11)

    text = said(simulated.report(person, profile=changed), "competenties")

    def told(band: str) -> bool:
        advice = competency.advice[band]
        return f"Volgende stap: {advice[:1].lower()}{advice[1:]}" in text

    assert told(scoring.band(limit))
    assert not told(scoring.band(limit - 0.4))


def test_answers_that_differ_much_are_not_told_as_one_habit() -> None:
    content = case("answers that differ").content
    text = said(content, "competenties")
    answers = case("answers that differ").answers.gedrag
    assert "uiteenlopen" in text
    for competency in simulated.value_map().competencies:
        for often, line in enumerate(competency.feedback.values(), start=2):
            if line.text in text:
                assert all(abs(answers[item] - often) <= 1 for item in line.rests_on)


def test_competencies_without_a_score_are_named_with_what_to_do() -> None:
    content = case("one competency").content
    callout = content.section("competenties").blocks[-1]
    text = said(content, "competenties")
    assert getattr(callout, "title", "") == "Nog geen score"
    assert "Collegiaal besturen (0 van de 5 uitspraken)" in text
    assert "Rekenschap geven (" not in text  # a virtue has none, whatever was answered
    assert "minstens 3 antwoorden" in text
    assert "Krachtenveld lezen (" not in text


@pytest.mark.parametrize("seed", [7, 12, 42])
def test_what_is_told_as_most_and_least_is_the_highest_and_lowest_of_all_answers(seed: int) -> None:
    person = simulated.person(seed)
    text = said(simulated.report(person), "competenties")
    labels = [option.label for option in simulated.library().gedrag.options]
    quotes = re.findall(r"(Het vaakst|Het minst vaak): ‘([^’]+)’ \(([^)]+)\)", text)
    items = {item.text: item for item in simulated.library().gedrag.items}

    assert quotes
    for end, statement, label in quotes:
        of = items[statement].competency
        own = [person.gedrag[i.id] for i in items.values() if i.competency == of]
        numbers = [answer for answer in own if isinstance(answer, int)]
        told = max(numbers) if end == "Het vaakst" else min(numbers)
        assert labels[told - 1] == label


def test_answers_one_step_apart_are_not_told_to_differ_much() -> None:
    for seed in range(1, 25):
        person = simulated.person(seed)
        text = said(simulated.report(person), "competenties")
        for found in re.finditer(r"flink uiteenlopen\. Het vaakst: ‘([^’]+)’", text):
            items = simulated.library().gedrag.items
            of = next(item.competency for item in items if item.text == found[1])
            own = [person.gedrag[item.id] for item in items if item.competency == of]
            numbers = [answer for answer in own if isinstance(answer, int)]
            assert max(numbers) - min(numbers) > 1


# Bestuursstijl


@EVERYONE
def test_a_clear_preference_is_said_only_with_an_interval_beyond_balance(name: str) -> None:
    person = case(name)
    certain = [
        axis
        for axis in person.profile.style.axes.values()
        if axis is not None and abs(axis.score) > 50 and min(abs(axis.low), abs(axis.high)) > 20
    ]
    told = headings(person.content, "oogopslag") and said(person.content, "oogopslag")
    assert str(told).count("Een duidelijke voorkeur") <= len(certain)


@EVERYONE
def test_nobody_is_called_a_type(name: str) -> None:
    text = "\n".join(t for _, t in plain.everything(case(name).content, own_words=False))
    for style in simulated.value_map().styles:
        assert not re.search(rf"\b(bent|ben) (een|de) {style.name}", text, re.IGNORECASE)


def test_who_prefers_a_side_reads_its_pitfall_and_the_opposite_it_may_miss() -> None:
    content = case("clear styles").content
    text = said(content, "stijl")
    style = simulated.value_map().style
    for preferred, other in (("KOE", "BRU"), ("HOE", "VER"), ("AMS", "WAA")):
        assert style[preferred].pitfall in text
        assert style[other].pitfall not in text
        assert style[other].missing_effect in text


def test_who_is_in_balance_reads_both_sides() -> None:
    text = said(case("in the middle").content, "stijl")
    style = simulated.value_map().style
    assert style["KOE"].quality in text
    assert style["BRU"].quality in text
    assert "precies in het midden" in text


def test_an_aspirant_reads_nothing_about_a_college_that_lacks_a_style() -> None:
    found = headings(simulated.report(simulated.person(3, "aspirant")), "stijl")
    assert "Als een stijl in het college ontbreekt" not in found


def test_places_have_no_minus_sign_for_the_reader() -> None:
    for row in rows(case("clear styles").content, "stijl").values():
        assert not re.search(r"[-−]\d", " ".join(row))


# Waarden


@EVERYONE
def test_values_stand_in_the_order_of_the_map_never_of_the_score(name: str) -> None:
    content = case(name).content
    order = [value.name for value in simulated.value_map().values.values()]
    for block in content.section("waarden").blocks:
        table = block.table if isinstance(block, Figure) else block
        if isinstance(table, Table):
            found = [row[0] for row in table.rows if row[0] in order]
            assert found == [value for value in order if value in found]


@EVERYONE
def test_gaps_are_named_only_when_scoring_names_them_and_as_a_question(name: str) -> None:
    person = case(name)
    named = {c for c, gap in person.profile.importance.gaps.items() if gap.named}
    blocks = person.content.section("waarden").blocks
    questions = [i for b in blocks if isinstance(b, Bullets) for i in b.texts]
    for cluster in simulated.value_map().clusters:
        told = [question for question in questions if cluster.name in question]
        assert len(told) == (cluster.id in named)
    assert all(question.endswith("?") for question in questions)


def test_no_number_of_importance_stands_in_running_text() -> None:
    text = _prose(simulated.report(simulated.person(7)).section("waarden"))
    assert not re.search(r"\d,\d", text)


@EVERYONE
def test_tensions_are_told_only_between_leading_values(name: str) -> None:
    person = case(name)
    groups = person.profile.importance.values
    leading = {value for value, found in groups.items() if found.group == "leidend"}
    text = said(person.content, "waarden")
    for tension in simulated.value_map().tensions:
        assert (tension.text in text) == (set(tension.values) <= leading)


def test_without_enough_choices_importance_is_left_out() -> None:
    content = case("no waardenkeuze").content
    text = said(content, "waarden")
    assert "0 van de 32 keuzes" in text
    assert "belang-en-gedrag" not in [
        b.id for b in content.section("waarden").blocks if isinstance(b, Figure)
    ]


def test_of_who_drew_lots_nothing_of_importance_is_told_and_that_kindly() -> None:
    random = case("random choices")
    text = said(random.content, "waarden")
    assert random.profile.importance.by_chance
    assert "willekeurig kiezen verklaart ze minstens even goed" in text
    assert "Dat mag." in text
    assert "vooraan staan" not in text
    assert not {block.id for block in random.content.section("waarden").blocks
                if isinstance(block, Figure)} & {"belang-en-gedrag"}  # fmt: skip
    assert "willekeurig kiezen" not in said(case("nothing leads").content, "waarden")


def test_it_is_said_what_leading_means_and_how_often_a_name_returns() -> None:
    text = said(case("tension").content, "waarden")
    assert "bij de tien van de 39 waarden die voor jou het zwaarst tellen" in text
    assert "minstens 80 procent" in text
    assert "in onze simulatie twee tot vijf van de tien." in text


def test_values_surely_above_the_mean_are_named_with_the_weaker_word() -> None:
    person = case("tension")
    values = person.profile.importance.values
    second = {**values, "gezag": replace(values["gezag"], group="boven-gemiddeld")}
    profile = replace(person.profile, importance=replace(person.profile.importance, values=second))
    told = said(simulated.report(simulated.person(11), profile=profile), "waarden")
    assert "telt voor jou bijna zeker ook: gezag." in told
    assert "bijna zeker ook" not in said(person.content, "waarden")


def test_of_answers_that_look_unread_no_chapter_says_that_they_are_even() -> None:
    read = simulated.material(simulated.person(3))
    unread = replace(read, nameable=Nameable(behaviour=False, style=False, unread=True))

    for told in (summarise_competencies(unread), summarise_style(unread)):
        assert told.startswith("Uit je antwoorden komt geen beeld dat vast genoeg is")
    told = [block.text for block in style_chapter(unread).blocks if isinstance(block, Paragraph)]
    assert sum("maar geven geen vast beeld" in text for text in told) == 3
    assert not any("je plaats is" in text for text in told)
    assert "kleiner dan de onzekerheid" not in summarise_competencies(unread)
    assert "per situatie" not in summarise_style(unread)
