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
    ("name", "value"),
    [
        ("provider", "The Embedded  Sample of Adaptrail."),
        ("provider", ""),
        ("provider", " \t"),
        ("provider", "TODO"),
        ("provider", "todo"),
        ("provider", "TODO: ask legal"),
        ("provider", "<your company>"),
        ("provider", "Your company"),
        ("provider", "an example organisation"),
        ("provider", "Change me"),
        ("provider", "???"),
        ("provider", "${PROVIDER}"),
        ("provider", "示例公司"),
        ("provider", "（待填写）"),
        ("namespace", "https://Sample.Adaptrail.Example"),
        ("namespace", "https://me@example.org:1/x"),
        ("namespace", "https://example.com/audit"),
        ("namespace", "https://audit.acme.example"),
        ("namespace", "https://audit.invalid:8443/x"),
        ("namespace", "https://<host>/audit"),
        ("namespace", "https://TODO.acme.com"),
    ],
)
def test_a_name_to_come_is_nobodys(name: str, value: str) -> None:
    with pytest.raises(PipelineError, match=f"^attest.{name}: of the embedded sample or left open"):
        refuse_placeholders(params(**OWN | {name: value}), "0" * 16)
    refuse_placeholders(params(**OWN | {name: value}), SAMPLE_KEY)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("provider", "Todo Software GmbH"),
        ("provider", "Exemplary Yourself Ltd"),
        ("provider", "Sample & Sons"),
        ("provider", "None Such Records"),
        ("provider", "样例科技有限公司"),
        ("namespace", "https://example.acme.com"),
        ("namespace", "https://test.acme.com/todo"),
        ("namespace", "https://myexample.com"),
        ("namespace", "https://[x"),
        ("namespace", "urn:example-of:acme"),
    ],
)
def test_a_name_that_looks_like_one_is_somebodys(name: str, value: str) -> None:
    refuse_placeholders(params(**OWN | {name: value}), "0" * 16)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({}, "attest.provider and attest.namespace: of the embedded sample or left open, expected"),
        ({"provider": "Acme"}, "attest.namespace: of the embedded sample or left open, expected"),
        (
            {"namespace": "https://adaptrail.acme.com"},
            "attest.provider: of the embedded sample or left open, expected",
        ),
    ],
)
def test_a_name_of_the_sample_beside_an_own_key_is_one_line(named: dict[str, str], said: str) -> None:
    with pytest.raises(PipelineError, match=f"^{said}") as error:
        refuse_placeholders(params(**named), "0" * 16)
    assert "\n" not in str(error.value)
