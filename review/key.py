"""The key of a kit: which statement hides behind which number. It never goes to raters."""

import json
from dataclasses import asdict
from typing import Any

from assessment.json_reading import InputError, read_json_object
from review.forms import (
    CompetencyOption,
    DesirabilityForm,
    Forms,
    Sentence,
    SortingForm,
    Statement,
    ValueOption,
)
from review.texts import say
from values import ContentError
from values.toml_reading import build_each

FORMAT = "bop-review-key/1"


def write_key(forms: Forms) -> bytes:
    """Return the key as JSON."""
    table = {
        "format": FORMAT,
        "seed": forms.seed,
        "codes": list(forms.codes.values()),
        "sorting": asdict(forms.sorting),
        "closer": asdict(forms.closer),
        "desirability": asdict(forms.desirability),
    }
    return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()


def read_key(data: bytes, name: str) -> Forms:
    """Return the forms of a key; InputError when the file is no key, or was changed."""
    table = read_json_object(data)
    if table.get("format") != FORMAT:
        raise InputError([say("problems.no_key", file=name)])
    try:
        forms = _forms(table)
    except (ContentError, KeyError, TypeError, AttributeError) as error:
        raise InputError([say("problems.no_key", file=name)]) from error
    if table.get("codes") != list(forms.codes.values()):
        raise InputError([say("problems.changed_key", file=name)])
    return forms


def _forms(table: dict[str, Any]) -> Forms:
    return Forms(
        seed=table["seed"],
        sorting=_sorting(table["sorting"]),
        closer=_sorting(table["closer"]),
        desirability=DesirabilityForm(
            build_each(Sentence, table["desirability"]["sentences"], "sentence")
        ),
    )


def _sorting(table: dict[str, Any]) -> SortingForm:
    return SortingForm(
        kind=table["kind"],
        values=build_each(ValueOption, table["values"], "value"),
        competencies=build_each(CompetencyOption, table["competencies"], "competency"),
        statements=build_each(Statement, table["statements"], "statement"),
    )
