"""The names of the embedded sample stand for the sample only."""

import msgspec
import pytest

from stages.anonymize.keys import DEMO_CHECK
from stages.attest.params import AttestParams
from stages.attest.placeholders import SAMPLE, SAMPLE_KEY, refuse_placeholders
from stages.core.errors import PipelineError
from tests.layout import section_of

OWN = {"provider": "Acme", "namespace": "https://adaptrail.acme.com"}


def params(**named: str) -> AttestParams:
    return msgspec.convert(section_of("attest") | named, AttestParams)


def test_the_settings_are_those_of_the_sample_and_of_its_key() -> None:
    assert {name: section_of("attest")[name] for name in SAMPLE} == SAMPLE
    assert section_of("anonymize")["key_check"] == DEMO_CHECK == SAMPLE_KEY
    refuse_placeholders(params(), SAMPLE_KEY)


def test_own_names_go_with_any_key() -> None:
    for key in (SAMPLE_KEY, "0" * 16):
        refuse_placeholders(params(**OWN), key)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({}, "attest.provider and attest.namespace: of the embedded sample, expected your own"),
        ({"provider": "Acme"}, "attest.namespace: of the embedded sample, expected your own"),
        (
            {"namespace": "https://adaptrail.acme.com"},
            "attest.provider: of the embedded sample, expected your",
        ),
    ],
)
def test_a_name_of_the_sample_beside_an_own_key_is_one_line(named: dict[str, str], said: str) -> None:
    with pytest.raises(PipelineError, match=f"^{said}") as error:
        refuse_placeholders(params(**named), "0" * 16)
    assert "\n" not in str(error.value)
