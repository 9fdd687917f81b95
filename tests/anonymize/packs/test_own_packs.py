"""Our own rules find their examples and leave their near misses alone."""

import pytest

from stages.anonymize.packs.load import load_packs, own_pack
from stages.anonymize.packs.pack import Config, Rule, merged
from tests.anonymize.cases import secrets
from tests.anonymize.packs.template import expand

RULES = own_pack().rules
SCANNER = load_packs(["default"])
SEEDS = range(3)


def test_there_are_rules_for_many_providers_each_with_examples_and_near_misses() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) >= 250
    assert [rule.id for rule in RULES if not (rule.examples and rule.misses)] == []


def test_rules_and_their_patterns_are_without_faults() -> None:
    assert merged("ours", Config(rules=RULES), ()).rules == RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_examples_whole(rule: Rule) -> None:
    for example in (expand(template, seed) for template in rule.examples for seed in SEEDS):
        found = [entry for entry in secrets(SCANNER, example.text, "a.py") if entry.rule == rule.id]
        assert any(entry.start <= example.start and example.end <= entry.end for entry in found), example


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_its_near_misses_alone(rule: Rule) -> None:
    for text in (expand(template, seed).text for template in rule.misses for seed in SEEDS):
        assert [entry for entry in secrets(SCANNER, text, "a.py") if entry.rule == rule.id] == [], text


def test_the_same_seed_expands_to_the_same_text_and_another_to_another() -> None:
    assert expand("a ⟦<w20>⟧ b", 1) == expand("a ⟦<w20>⟧ b", 1) != expand("a ⟦<w20>⟧ b", 2)
    assert expand("a ⟦<w20>⟧ b", 1)[1:] == (2, 22)
