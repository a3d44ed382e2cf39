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
        "codes": [forms.sorting.code, forms.desirability.code],
        "sorting": asdict(forms.sorting),
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
    if table.get("codes") != [forms.sorting.code, forms.desirability.code]:
        raise InputError([say("problems.changed_key", file=name)])
    return forms


def _forms(table: dict[str, Any]) -> Forms:
    sorting = table["sorting"]
    return Forms(
        seed=table["seed"],
        sorting=SortingForm(
            values=build_each(ValueOption, sorting["values"], "value"),
            competencies=build_each(CompetencyOption, sorting["competencies"], "competency"),
            statements=build_each(Statement, sorting["statements"], "statement"),
        ),
        desirability=DesirabilityForm(
            build_each(Sentence, table["desirability"]["sentences"], "sentence")
        ),
    )
