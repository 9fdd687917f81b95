"""What the policy and people who looked want done with a finding."""

import re
from collections.abc import Mapping
from typing import Any, get_args

import msgspec
import pytest
import yaml

from stages.anonymize.decide import decide, dropping, idle, refuse_unknown
from stages.anonymize.detect import ENTITIES
from stages.anonymize.finding import Finding
from stages.anonymize.generalize import GENERALIZERS
from stages.anonymize.params import AnonymizeParams, Policy, SourceClass
from stages.anonymize.rewrite import rewrite
from stages.core.errors import PipelineError
from stages.core.records.decision import Review
from stages.crawl.params import SourceClass as DECLARED  # noqa: N811
from tests.anonymize.cases import ROOT, masking, params, subject

ALL = ["own", "commercial", "open-source", "synthetic"]


def policy(**entities: Mapping[str, Any]) -> Policy:
    entries = {
        name.replace("__", ".").replace("_any", "*"): {"scope": ALL, "min_confidence": 0.5} | dict(entry)
        for name, entry in entities.items()
    }
    wanted = {
        "name": "test",
        "entities": entries,
        "drop_paths": ["*.pem", ".env*"],
        "keep_paths": [".env.example"],
    }
    return msgspec.convert(wanted, Policy)


def found(entity: str, confidence: float) -> Finding:
    return Finding(0, 4, entity, "a-rule", confidence)


POLICY = policy(
    secret___any={"action": "redact"},
    pii___any={"action": "pseudonymize", "scope": ["own"], "min_confidence": 0.8},
    pii__email={"action": "keep"},
    net__ip={"action": "generalize"},
)


@pytest.mark.parametrize(
    ("entity", "confidence", "source_class", "review", "expected"),
    [
        ("secret.jwt", 0.5, "own", "", ("redact", "policy")),
        ("secret.jwt", 0.4, "own", "", ("keep", "confidence")),
        ("secret.jwt", 0.4, "own", "T", ("redact", "review")),
        ("secret.jwt", 0.99, "own", "F", ("keep", "review")),
        ("secret.jwt", 0.99, "own", "X", ("redact", "policy")),
        ("pii.person", 0.8, "own", "", ("pseudonymize", "policy")),
        ("pii.person", 0.8, "open-source", "", ("keep", "scope")),
        ("pii.person", 0.8, "open-source", "T", ("keep", "scope")),
        ("pii.email", 0.99, "own", "T", ("keep", "policy")),
        ("net.ip", 0.8, "own", "", ("generalize", "policy")),
    ],
)
def test_the_longest_glob_decides_and_people_go_before_confidence(
    entity: str, confidence: float, source_class: str, review: Review, expected: tuple[str, str]
) -> None:
    assert decide(found(entity, confidence), source_class, POLICY, review)[:2] == expected


def test_an_entity_without_an_entry_is_one_line() -> None:
    with pytest.raises(PipelineError, match=r"policy 'test': no entry for company.term, expected one\."):
        decide(found("company.term", 1), "own", POLICY, "")


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"pii__emial": {"action": "keep"}}, "entity 'pii.emial', expected one that a rule finds"),
        ({"secret___any": {"action": "pseudonymize"}}, "pseudonymize for secret.* expected a constant"),
        ({"pii__cn-uscc": {"action": "generalize"}}, "generalize for pii.cn-uscc, expected one of net.ip"),
    ],
)
def test_a_policy_that_cannot_be_followed_is_one_line(entries: Mapping[str, Any], said: str) -> None:
    with pytest.raises(PipelineError, match=said.replace("*", ".*")) as refusal:
        refuse_unknown(policy(_any={"action": "keep"}, **entries), ENTITIES, GENERALIZERS)
    assert "\n" not in str(refusal.value)


def test_a_policy_that_leaves_out_what_a_rule_finds_is_refused_before_it_is_found() -> None:
    with pytest.raises(PipelineError, match=r"policy 'test': no entry for company.package, expected one\."):
        refuse_unknown(POLICY, ENTITIES, GENERALIZERS)


@pytest.mark.parametrize("place", ["scope", "confidential_classes"])
def test_a_class_of_sources_that_nobody_has_is_refused(place: str) -> None:
    """A misspelt class would keep everything, in silence."""
    assert get_args(SourceClass) == get_args(DECLARED)
    wanted = msgspec.to_builtins(params())
    (wanted if place == "confidential_classes" else wanted["policy"]["entities"]["pii.*"])[place] = ["onw"]
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value 'onw'"):
        msgspec.convert(wanted, AnonymizeParams)


@pytest.mark.parametrize("name", ["default", "strict"])
def test_the_presets_can_be_followed(name: str) -> None:
    preset = msgspec.convert(
        yaml.safe_load((ROOT / f"conf/anonymize/policy/{name}.yaml").read_text()), Policy
    )
    refuse_unknown(preset, ENTITIES, GENERALIZERS)
    assert preset.name == name


def test_every_entity_of_a_rule_is_one_that_a_policy_may_name() -> None:
    code = [path.read_text() for path in (ROOT / "stages/anonymize/rules").glob("*.py")]
    named = {name for text in code for name in re.findall(r'"((?:secret|pii|net|company)\.[a-z-]+)"', text)}
    assert named
    assert named <= ENTITIES


@pytest.mark.parametrize(
    ("path", "dropped"),
    [
        ("a/server.PEM", "*.pem"),
        ("deploy/.env", ".env*"),
        ("deploy/.env.production", ".env*"),
        ("deploy/.env.example", ""),
        ("docs/pem.md", ""),
        ("src/env.py", ""),
    ],
)
def test_files_that_hold_nothing_but_secrets_go_by_their_names(path: str, dropped: str) -> None:
    assert dropping(path, POLICY) == dropped


@pytest.mark.parametrize(
    "glob", ["certs/*.pem", "**/*.pem", "*.{pem,key}", r"x\*.pem", " *.pem", "*.pem ", ""]
)
@pytest.mark.parametrize("place", ["drop_paths", "keep_paths"])
def test_a_glob_that_no_name_of_a_file_fits_is_one_line(glob: str, place: str) -> None:
    wanted = msgspec.to_builtins(policy(_any={"action": "redact"})) | {place: [glob]}
    with pytest.raises(PipelineError, match=f"policy 'test': '{re.escape(glob)}', expected the name of a"):
        refuse_unknown(msgspec.convert(wanted, Policy), ENTITIES, GENERALIZERS)


def test_a_scope_of_no_class_is_one_line_and_one_of_no_source_is_said() -> None:
    with pytest.raises(PipelineError, match=r"scope \[\] of 'net\.ip', expected classes of sources\."):
        refuse_unknown(
            policy(_any={"action": "keep"}, net__ip={"action": "redact", "scope": []}), ENTITIES, GENERALIZERS
        )
    said = policy(
        _any={"action": "redact"},
        net__ip={"action": "redact", "scope": ["commercial", "synthetic"]},
        pii__email={"action": "keep", "scope": ["commercial"]},
    )
    assert list(idle(said, {"own", "open-source"})) == [
        "policy 'test': scope commercial, synthetic of 'net.ip', but the sources are of open-source, own. "
        "It masks nothing here."
    ]
    assert list(idle(said, {"synthetic"})) == []


def test_the_strict_policy_drops_a_file_with_an_identity_number() -> None:
    strict = msgspec.convert(yaml.safe_load((ROOT / "conf/anonymize/policy/strict.yaml").read_text()), Policy)
    text = 'String id = "110105' + "19491231" + '002X";'
    safe = rewrite(subject(text, "java"), "A.java", masking(policy=strict))
    assert (safe.text, safe.refused, safe.reason) == ("", "policy", "pii.cn-id")
    assert params().policy.name == "default"
