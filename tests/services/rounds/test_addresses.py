"""Mailboxes as people give them: pasted, from a spreadsheet, in a wrong encoding, or broken."""

import time

import pytest

from assessment.services.rounds import addresses
from assessment.services.rounds.addresses import MOST_PEOPLE, AddressesRefused
from values.problems import MOST_TOLD

NOOR, ELS = "noor@gemeente.nl", "els@gemeente.nl"


def refuse(read, given):
    with pytest.raises(AddressesRefused) as refused:
        read(given)
    return refused.value.problems


@pytest.mark.parametrize(
    "text",
    [
        f"{NOOR}\n{ELS}",
        f"{NOOR}; {ELS}",
        f"{NOOR},{ELS},",
        f"Noor de Wit <{NOOR}>;\r\nEls <{ELS}>\r\n\r\n",
        f"  NOOR@gemeente.nl \v{ELS}",
    ],
)
def test_what_is_pasted_is_read_as_people_paste_it(text):
    assert addresses.read_typed(text).found == (NOOR, ELS)


def test_a_mailbox_that_stands_there_twice_counts_once_and_is_told():
    read = addresses.read_typed(f"{NOOR}\n{ELS}\nNoor@Gemeente.nl")

    assert (read.found, read.doubles) == ((NOOR, ELS), 1)


def test_each_wrong_line_is_told_with_its_number():
    problems = refuse(addresses.read_typed, f"{NOOR}\nnoor@gemeente\n\ngeen adres\njosé@x.nl")

    assert [p.split(":")[0] for p in problems] == ["Regel 2", "Regel 4", "Regel 5"]
    assert "geen adres" in problems[1]


def test_many_wrong_lines_are_told_as_a_number():
    problems = refuse(addresses.read_typed, "\n".join(f"fout{n}" for n in range(10_000)))

    assert len(problems) == MOST_TOLD + 1
    assert str(10_000 - MOST_TOLD) in problems[-1]


@pytest.mark.parametrize("nothing", ["", "\n \n", ";;"])
def test_nobody_is_told(nothing):
    assert len(refuse(addresses.read_typed, nothing)) == 1


CSV = f"naam;mailadres;gemeente\nNoor André;{NOOR};Echt\nEls;{ELS};Ede\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("between", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_in_the_encodings_and_forms_of_spreadsheets(encoding, between, end):
    data = CSV.replace(";", between).replace("\n", end).encode(encoding)

    assert addresses.read_file(data).found == (NOOR, ELS)


@pytest.mark.parametrize("heading", ["E-mailadres", "email", "Mail", "MAILADRES", "e-mail"])
def test_the_column_is_found_by_its_heading(heading):
    data = f"contact@bond.nl heet anders;{heading}\nx@y.nl;{NOOR}\n".encode()

    assert addresses.read_file(data).found == (NOOR,)


def test_without_a_heading_the_column_of_the_first_mailbox_is_read():
    assert addresses.read_file(f"Noor;{NOOR}\nEls;{ELS}\n".encode()).found == (NOOR, ELS)
    assert addresses.read_file(f"{NOOR}\n{ELS}".encode()).found == (NOOR, ELS)


def test_a_wrong_row_is_told_with_the_line_of_the_file():
    data = f'naam;mailadres\n"Noor\nde Wit";{NOOR}\nEls;els@\nPim;\n'.encode()

    (problem,) = refuse(addresses.read_file, data)

    assert problem.startswith("Regel 4:")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04 een werkmap", "Excel"),
        (b"\x00\x01\x02\x03" * 50, "geen tekst"),
        (b"\xff\xfe\x00", "geen tekst"),
        (b"", "geen mailadressen"),
        (b"naam;plaats\nNoor;Ede\n", "kolom"),
        (f'mailadres\n"{NOOR}'.encode() + b"x" * 200_000, "tabel"),
        (b"mailadres\n\n", "geen mailadressen"),
    ],
)
def test_what_is_no_table_of_mailboxes_is_refused_in_words(data, word):
    (problem,) = refuse(addresses.read_file, data)

    assert word in problem


def test_too_many_people_are_refused_and_ten_thousand_lines_are_read_at_once():
    lines = [f"lid{n}@gemeente.nl" for n in range(MOST_PEOPLE)]
    began = time.process_time()
    assert len(addresses.read_file("\n".join(["mailadres", *lines]).encode()).found) == MOST_PEOPLE
    assert time.process_time() - began < 5

    (problem,) = refuse(addresses.read_typed, "\n".join([*lines, "een@teveel.nl"]))
    assert str(MOST_PEOPLE) in problem
