"""`make mutants` on a tree of two modules: one is tested well, the other not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.mutants import ROOT, read_rooms

TREE = {
    "assessment/__init__.py": "",
    "assessment/good.py": "def adult(age: int) -> bool:\n    return age >= 18\n",
    "assessment/poor.py": "def rich(money: int) -> bool:\n    return money > 1000\n",
    "tests/test_good.py": (
        "from assessment.good import adult\n\n\ndef test_adult():\n"
        "    assert [adult(17), adult(18), adult(19)] == [False, True, True]\n"
    ),
    "tests/test_poor.py": (
        "from assessment.poor import rich\n\n\ndef test_rich():\n    assert rich(5000)\n"
    ),
    "tests/conftest.py": (
        "from hypothesis import settings\n\nsettings.register_profile('bop')\n"
    ),
    "tools/mutants.toml": (
        '[[rooms]]\nmodules = ["assessment/good.py"]\ntests = ["tests/test_good.py"]\n'
        '[[rooms]]\nmodules = ["assessment/p*.py"]\ntests = ["tests/test_poor.py"]\n'
    ),
}  # fmt: skip


def plant(folder: Path) -> Path:
    for path, text in TREE.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for name in ("__init__.py", "mutants.py", "mutation.py"):
        (folder / "tools" / name).write_bytes((ROOT / "tools" / name).read_bytes())
    return folder


def run(tree: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "tools.mutants", *options],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return plant(tmp_path)


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> "subprocess.CompletedProcess[str]":
    """All mutants of the tree, once; the tree itself must stay as it was."""
    tree = plant(tmp_path_factory.mktemp("tree"))
    before = {path: path.read_bytes() for path in tree.rglob("*.py")}
    ended = run(tree)
    assert {path: path.read_bytes() for path in tree.rglob("*.py")} == before
    return ended


def test_every_change_to_what_is_tested_is_noticed(
    ended: "subprocess.CompletedProcess[str]",
) -> None:
    assert "good.py" not in ended.stdout
    assert ended.stderr == ""


def test_what_survives_is_told_with_its_place_and_counted(
    ended: "subprocess.CompletedProcess[str]",
) -> None:
    told = ended.stdout.splitlines()

    assert (
        "assessment/poor.py:2 in rich: return money > 1000 -> return (money >= 1000)" in told[:-1]
    )
    assert told[-1].startswith(f"12 mutants, {len(told) - 1} alive (")
    assert ended.returncode == 1


def test_what_makes_no_difference_is_not_tried_once_it_is_listed(
    tree: Path, ended: "subprocess.CompletedProcess[str]"
) -> None:
    listed = tree / "tools" / "mutants.toml"
    told = ended.stdout.splitlines()[:-1]
    for line in told:
        change = json.dumps(line.partition(": ")[2], ensure_ascii=False)
        listed.write_text(
            listed.read_text() + f'[[equivalent]]\npath = "assessment/poor.py"\n'
            f'function = "rich"\nchange = {change}\nwhy = "nobody is asked"\n'
        )

    again = run(tree, "--only", "poor")

    assert told
    assert again.returncode == 0
    assert again.stdout.startswith(f"{6 - len(told)} mutants, 0 alive (0.0%)")


def test_what_is_listed_must_be_there(tree: Path) -> None:
    listed = tree / "tools" / "mutants.toml"
    listed.write_text(TREE["tools/mutants.toml"].replace("test_poor", "test_gone"))
    with pytest.raises(ValueError, match=r"nothing is called tests/test_gone\.py"):
        read_rooms(tree)

    listed.write_text(
        TREE["tools/mutants.toml"]
        + '[[equivalent]]\npath = "assessment/good.py"\nfunction = "adult"\nchange = "a -> b"\n'
    )
    with pytest.raises(ValueError, match="no mutant is like the equivalent"):
        read_rooms(tree)


def test_tests_that_fail_by_themselves_end_it_at_once(tree: Path) -> None:
    (tree / "tests" / "test_poor.py").write_text("def test_rich():\n    assert False\n")

    ended = run(tree, "--only", "poor")

    assert ended.returncode == 1
    assert "without any change these fail" in ended.stderr


def test_the_rooms_of_this_product_exist() -> None:
    rooms, _ = read_rooms(ROOT)

    assert {module for room in rooms for module in room.modules} >= {
        "assessment/report/composition/claims.py",
        "assessment/plan/suggest.py",
        "assessment/store/research.py",
        "assessment/services/policy.py",
    }
