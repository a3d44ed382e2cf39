"""While somebody listens, documents say the same, and every sentence leaves its key."""

import pytest

from assessment.plan import Plan
from assessment.report.documents.composing import compose_document
from assessment.services.content import load_content
from assessment.services.simulating import simulate
from study.sentences.claims import Names, list_said, load_claims
from study.sentences.composing import EVERY, gather, read_documents
from study.sentences.telling import SOURCES, Told, note_sentences, plain_key


def gather_person(seed):
    content = load_content()
    answers = simulate(
        seed, content.library, content.value_map, phase="zittend", office="wethouder"
    )
    return gather(content, answers, Plan(), None)


@pytest.fixture(scope="module")
def people():
    return [gather_person(seed) for seed in range(8)]


@pytest.fixture(scope="module")
def material(people):
    return next(material for material in people if material.standing_out[0])


@pytest.fixture(scope="module")
def names():
    return Names(load_content().value_map)


def test_listening_changes_no_document(material):
    silent = compose_document("plan", material)
    with note_sentences() as heard:
        listened = compose_document("plan", material)

    assert listened == silent
    assert len(heard) > 100


def test_afterwards_the_texts_are_plain_again_even_when_it_failed():
    before = {source: texts.tables for source, texts in SOURCES.items()}
    with pytest.raises(RuntimeError), note_sentences():
        raise RuntimeError

    assert all(texts.tables is before[source] for source, texts in SOURCES.items())


def test_the_wording_of_a_phase_counts_under_the_plain_key():
    keys = {"chapters.glance.most", "chapters.glance.most_oud-wethouder", "chapters.x.y_starter"}

    assert plain_key("chapters.glance.most_oud-wethouder", keys) == "chapters.glance.most"
    assert plain_key("chapters.x.y_starter", keys) == "chapters.x.y_starter"


def test_every_named_competency_is_found_in_the_sentence(material, names):
    above, _ = material.standing_out
    with note_sentences() as heard:
        read = read_documents(names, heard, material, EVERY)
    named = [said.subject for said in read.said if said.claim.key == "chapters.competencies.above"]

    assert above
    assert tuple(named) == above


def test_every_row_of_the_map_that_says_vooraan_is_a_claim(material, names):
    with note_sentences() as heard:
        read = read_documents(names, heard, material, EVERY)
    named = [said.subject for said in read.said if said.claim.key == "chapters.values.leidend"]
    shown = [value for value in material.leading if not material.is_virtue(value)]

    assert named == shown


def test_each_scored_competency_gets_one_word(material, names):
    stands = ("stand", "stand_mixed", "stand_between")
    with note_sentences() as heard:
        read = read_documents(names, heard, material, EVERY)
    told = [
        said.subject
        for said in read.said
        if said.claim.key in {f"chapters.competencies.{stand}" for stand in stands}
    ]
    scored = [c for c, estimate in material.profile.competencies.items() if estimate is not None]

    assert told == scored


def test_a_name_within_a_longer_name_is_not_found_apart(names):
    words = "‘Helder en zichtbaar communiceren’ en ‘Reflecteren en leren’"

    found = names.find("competency", words)
    assert [load_content().value_map.competency[c].name for c in found] == [
        "Helder en zichtbaar communiceren",
        "Reflecteren en leren",
    ]


def test_a_claim_that_names_nothing_known_is_an_error(material, names):
    said = Told("chapters.competencies.above", {"names": "‘Iets anders’"}, "")

    with pytest.raises(LookupError, match="nothing is named"):
        list(list_said([said], compose_document("intervisiekaart", material), names))


def test_a_few_people_read_most_of_what_can_be_claimed(people, names):
    with note_sentences() as heard:
        said = [
            one for person in people for one in read_documents(names, heard, person, EVERY).said
        ]

    assert len({one.claim.key for one in said}) > len(load_claims()) / 2
