"""The settings of signing in at the organisation."""

import pytest

from assessment.identity import read_provider
from assessment.json_reading import InputError

WHOLE = {
    "BOP_SIGN_IN_ISSUER": "https://aanmelden.vereniging.example/eigen/",
    "BOP_SIGN_IN_NAME": "de vereniging",
    "BOP_SIGN_IN_CLIENT": "bop",
    "BOP_SIGN_IN_SECRET": "geheim",
    "BOP_SIGN_IN_STRONG": "substantial high",
}


def test_without_an_issuer_there_is_none():
    assert read_provider({"BOP_SIGN_IN_NAME": "de vereniging"}) is None


def test_a_whole_provider_is_read_and_its_secret_never_shown():
    provider = read_provider(WHOLE)

    assert provider.issuer == "https://aanmelden.vereniging.example/eigen"
    assert provider.strong == {"substantial", "high"}
    assert "geheim" not in repr(provider)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"BOP_SIGN_IN_ISSUER": "http://aanmelden.vereniging.example"}, "https"),
        ({"BOP_SIGN_IN_ISSUER": "vereniging"}, "BOP_SIGN_IN_ISSUER"),
        ({"BOP_SIGN_IN_NAME": " "}, "BOP_SIGN_IN_NAME"),
        ({"BOP_SIGN_IN_CLIENT": ""}, "BOP_SIGN_IN_CLIENT"),
        ({"BOP_SIGN_IN_SECRET": ""}, "BOP_SIGN_IN_SECRET"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(changes, named):
    with pytest.raises(InputError, match=named):
        read_provider(WHOLE | changes)


def test_all_that_is_missing_is_named_at_once():
    with pytest.raises(InputError) as refused:
        read_provider({"BOP_SIGN_IN_ISSUER": "https://a.example"})

    assert len(refused.value.problems) == 3
