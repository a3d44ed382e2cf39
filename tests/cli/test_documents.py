"""`bop plan --document`: which one, from which parts, as PDF or HTML."""

import io
import json
import re
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from assessment.cli import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("documents")
    for phase in ("zittend", "aspirant"):
        path = str(made / f"{phase}.json")
        assert main(["simulate", "--seed", "4", "--phase", phase, "-o", path]) == 0
    return made


def plan(*arguments: object) -> int:
    return main(["plan", *(str(argument) for argument in arguments)])


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert plan(*arguments) == 2
    return capsys.readouterr().err


def pages(path: Path) -> int:
    return len(pikepdf.open(io.BytesIO(path.read_bytes())).pages)


@pytest.mark.parametrize(("name", "count"), [("gesprekswijzer", 2), ("intervisiekaart", 1)])
def test_the_small_documents_have_their_pages(folder: Path, name: str, count: int) -> None:
    out = folder / f"{name}.pdf"

    assert plan(folder / "zittend.json", "--document", name, "-o", out) == 0
    assert pages(out) == count


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("plan", "Bestuurlijk ontwikkelplan"),
        ("gesprekswijzer", "Gesprekswijzer"),
        ("intervisiekaart", "Intervisiekaart"),
        ("orientatieverslag", "Oriëntatieverslag"),
    ],
)
def test_every_document_is_html_by_its_name(folder: Path, name: str, title: str) -> None:
    out = folder / f"{name}.html"

    phase = "aspirant" if name == "orientatieverslag" else "zittend"
    assert plan(folder / f"{phase}.json", "--document", name, "-o", out) == 0
    page = BeautifulSoup(out.read_bytes(), "html.parser")
    assert page.h1.get_text() == title
    assert out.stat().st_mode & 0o077 == 0


def test_without_document_it_is_the_plan(folder: Path) -> None:
    one, two = folder / "one.pdf", folder / "two.pdf"
    assert plan(folder / "zittend.json", "-o", one) == 0
    assert plan(folder / "zittend.json", "--document", "plan", "-o", two) == 0

    assert one.read_bytes() == two.read_bytes()


def test_without_document_an_aspirant_gets_the_orientatieverslag(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "own.html"

    assert plan(folder / "aspirant.json", "-o", out) == 0
    assert BeautifulSoup(out.read_bytes(), "html.parser").h1.get_text() == "Oriëntatieverslag"
    said = refused(capsys, folder / "aspirant.json", "--document", "plan", "-o", folder / "no.pdf")
    assert "fase aspirant" in said


def test_a_gesprekswijzer_is_made_of_all_parts_or_of_those_that_are_named(folder: Path) -> None:
    def text(*include: str) -> str:
        out = folder / "wijzer.html"
        named = [word for part in include for word in ("--include", part)]
        wanted = ("--document", "gesprekswijzer", *named, "-o", out)
        assert plan(folder / "zittend.json", *wanted) == 0
        return BeautifulSoup(out.read_bytes(), "html.parser").get_text()

    assert "competenties, bestuursstijl, waarden, eigen woorden en doelen" in text()
    assert "koos: bestuursstijl en doelen." in text("doelen", "stijl")
    assert not re.search(r"score \d", text("ervaring"))


def test_an_orientatieverslag_is_refused_for_another_phase_by_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "niet.pdf"
    said = refused(capsys, folder / "zittend.json", "--document", "orientatieverslag", "-o", out)

    assert "alleen voor de fase aspirant" in said
    assert "fase zittend" in said
    assert not out.exists()


def test_parts_belong_to_a_gesprekswijzer_only(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "niet.pdf"

    assert "--include" in refused(capsys, folder / "zittend.json", "--include", "stijl", "-o", out)
    assert not out.exists()


@pytest.mark.parametrize("wrong", [["--document", "brief"], ["--include", "geheimen"]])
def test_an_unknown_document_or_part_is_told_with_what_there_is(
    folder: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        plan(folder / "zittend.json", *wrong, "-o", folder / "niet.pdf")

    assert left.value.code == 2
    known = "intervisiekaart" if "--document" in wrong else "waarden"
    assert known in capsys.readouterr().err


def test_goals_come_along_in_every_document(folder: Path) -> None:
    goals = folder / "goals.json"
    aim = "Ik leg besluiten uit aan de keukentafel"
    goals.write_text(json.dumps({"format": "bop-goals/1",
                                 "goals": [{"about": "PUB3", "aim": aim}]}))  # fmt: skip
    for name in ("plan", "gesprekswijzer", "intervisiekaart", "orientatieverslag"):
        out = folder / "goals.html"
        source = folder / f"{'aspirant' if name == 'orientatieverslag' else 'zittend'}.json"
        assert plan(source, "--goals", goals, "--document", name, "-o", out) == 0
        assert aim in BeautifulSoup(out.read_bytes(), "html.parser").get_text(), name


def test_a_practice_card_is_made_by_its_name(folder: Path) -> None:
    out = folder / "kaart.pdf"
    card = ("--document", "praktijkkaart", "--card", "online-haat")

    assert plan(folder / "zittend.json", *card, "-o", out) == 0
    assert pages(out) == 1
    assert pikepdf.open(out).open_metadata()["dc:title"] == "Online haat en bedreiging"


def test_a_wrong_card_is_refused_with_the_names_and_a_card_belongs_to_a_praktijkkaart(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, out = folder / "zittend.json", folder / "geen.pdf"

    told = refused(capsys, answers, "--document", "praktijkkaart", "--card", "nee", "-o", out)
    assert "'nee'" in told
    assert "online-haat" in told
    assert "laatste-honderd-dagen" in told
    assert "--card" in refused(capsys, answers, "--card", "online-haat", "-o", out)
    assert not out.exists()


def test_the_day_of_the_answers_is_told_in_dutch_time(folder: Path, tmp_path: Path) -> None:
    answers = json.loads((folder / "zittend.json").read_text(encoding="utf-8"))
    answers["taken_at"] = "2026-11-23T23:30:00Z"
    file = tmp_path / "late.json"
    file.write_text(json.dumps(answers), encoding="utf-8")

    assert plan(file, "-o", tmp_path / "late.html") == 0

    text = (tmp_path / "late.html").read_text(encoding="utf-8")
    assert "24 november 2026" in text
    assert "23 november 2026" not in text


def test_what_cannot_be_printed_is_told_on_the_screen(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = json.loads((folder / "zittend.json").read_text())
    odd = folder / "odd.json"
    odd.write_text(json.dumps({**answers, "name": "Ra \U00013000 محمد"}))

    assert plan(odd, "--document", "gesprekswijzer", "-o", folder / "odd.pdf") == 0

    assert f"{odd}: deze tekens kunnen we niet drukken: \U00013000 (U+13000)" in (
        capsys.readouterr().err
    )
