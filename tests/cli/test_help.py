"""What the command line says to a Dutch person is Dutch, and stands in help.toml."""

import argparse
import ast
import inspect
import re
import tomllib
from pathlib import Path

import pytest

import assessment.cli
from assessment.cli import build_parser, main
from assessment.cli.parsing import TEXTS, dutch_argparse
from values.facts import with_facts

SOURCES = sorted(Path(assessment.cli.__file__).parent.glob("*.py"))
TABLE = with_facts(tomllib.loads(TEXTS.read_text(encoding="utf-8")))
ENGLISH = {"the", "and", "an", "file", "folder", "usage", "options", "arguments", "argument",
           "this", "exit", "default", "required", "invalid", "choice", "error", "expected",
           "choose", "from", "unrecognized", "value", "message", "subcommands"}  # fmt: skip
# What no person at the command line ever meets: what argparse says to who builds a parser wrongly,
# and of what no command of ours has (versions, defaults, what is to go: Python 3.13 and newer).
FOR_AUTHORS = {
    ".__call__() not defined", "'required' is an invalid argument for positionals",
    "mutually exclusive arguments must be optional", "%r is not callable",
    "cannot merge actions - two groups are named %r", "dest= is required for options like %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "invalid conflict_resolution value: %r", "cannot have multiple subparser arguments",
    "conflicting subparser: %s", "conflicting subparser alias: %s",
    "conflicting option string: %s", "conflicting option strings: %s",
    "unexpected option string: %s",
    "can't open '%(filename)s': %(error)s", 'argument "-" with mode %r',  # FileType: not used
    "show program's version number and exit", " (default: %(default)s)", "subcommands",
    "%(heading)s:", "%(prog)s: warning: %(message)s\n", "option '%(option)s' is deprecated",
    "argument '%(argument_name)s' is deprecated", "command '%(parser_name)s' is deprecated",
}  # fmt: skip


def texts_in(table):
    for value in table.values():
        yield from texts_in(value) if isinstance(value, dict) else [value]


def parsers_in(parser):
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers_in(inner)


def all_parsers():
    with dutch_argparse():
        return list(parsers_in(build_parser()))


PARSERS = all_parsers()
OWN_TEXTS = set(texts_in(TABLE))


def is_english(text):
    words = re.sub(r"\(anders: [a-z]+\)", "", text)
    return ENGLISH & set(re.findall(r"[a-z]+", re.sub(r"-[-\w]+", "", words.lower())))


def test_every_command_is_walked():
    names = {parser.prog for parser in PARSERS}

    assert {"bop", "bop plan", "bop norm build", "bop calibrate stop", "bop db upgrade"} <= names
    assert len(names) > 15


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.prog)
def test_every_text_of_a_command_stands_in_the_file_of_texts(parser):
    said = [parser.description, *(group.title for group in parser._action_groups)]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            said += [action.metavar, *(choice.help for choice in action._choices_actions)]
        else:
            said += [action.help, *([action.metavar] if takes_a_value(action) else [])]

    for text in said:
        assert text in OWN_TEXTS, text


def takes_a_value(action):
    return action.nargs != 0


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.prog)
def test_the_help_of_a_command_says_nothing_in_english(parser):
    with dutch_argparse():
        said = parser.format_help()

    assert is_english(said) == set()
    assert "None" not in said


def test_the_check_on_english_can_fail():
    assert is_english("usage: bop [-h]") == {"usage"}
    assert is_english("toon the file (anders: file)") == {"the", "file"}


def test_everything_that_argparse_can_say_to_a_person_has_a_translation():
    said = set()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
            said |= {a.value for a in node.args if isinstance(a, ast.Constant)}

    assert said - FOR_AUTHORS - set(TABLE["argparse"]) == set()


def test_a_translation_asks_for_nothing_that_argparse_does_not_give():
    places = r"%(?:\(\w+\))?[sr]"
    for english, dutch in TABLE["argparse"].items():
        assert set(re.findall(places, dutch)) <= set(re.findall(places, english)), english


def keys_in(table, above=""):
    for name, value in table.items():
        yield from keys_in(value, f"{above}{name}.") if isinstance(value, dict) else [above + name]


def test_every_text_is_used():
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    used = set(re.findall(r'"([a-z-]+(?:\.[a-z_-]+)+)"', code))
    for command in re.findall(r'command_texts\(\s*"([^"]+)"', code):
        used |= {f"{command}.help", f"{command}.description"}
    for step in re.findall(r'add_step\(\s*\w+, "([^"]+)"', code):
        used |= {f"{step}.help", f"{step}.description", f"{step}.number"}

    own = {section: texts for section, texts in TABLE.items() if section != "argparse"}
    assert set(keys_in(own)) - used == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_text_for_a_person_stands_in_the_code(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for keyword in node.keywords if isinstance(node, ast.Call) else []:
            if keyword.arg in ("help", "description", "metavar", "title", "epilog"):
                assert not isinstance(keyword.value, ast.Constant | ast.JoinedStr), node.lineno


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("plan", "bop plan: er ontbreekt nog: BESTAND, -o/--output"),
        ("score a b", "bop: onbekend: b; haal het weg of kijk wat er kan met --help"),
        ("simulate --seed x -o b", "--seed: 'x' past hier niet; geef een heel getal"),
        ("plan a -o b --jobs 0", "--jobs: 0 past hier niet; geef een heel getal van 1 tot"),
        ("plan a -o b --document x", "--document: 'x' bestaat niet; kies uit 'plan',"),
        ("plan a -o b --p x", "--p kan op meer manieren worden gelezen: --previous,"),
        ("score a -o", "-o/--output: hierachter hoort nog iets te staan"),
        ("retention --dry-run=ja", "--dry-run: hier hoort geen 'ja' achter; haal het weg"),
        ("bouw", "OPDRACHT: 'bouw' bestaat niet; kies uit 'serve',"),
    ],
)
def test_a_mistake_on_the_command_line_is_told_in_dutch(capsys, arguments, said):
    with pytest.raises(SystemExit) as left:
        main(arguments.split())

    told = capsys.readouterr().err
    assert left.value.code == 2
    assert told.startswith("gebruik: bop")
    assert said in told
    assert is_english(told) == set()


def test_argparse_speaks_its_own_language_to_other_programs():
    with dutch_argparse():
        assert argparse.ArgumentParser(prog="x").format_help().startswith("gebruik")

    assert argparse.ArgumentParser(prog="x").format_help().startswith("usage")
