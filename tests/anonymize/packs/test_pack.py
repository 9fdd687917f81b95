"""Rules in the format of gitleaks: what loads, what is refused, and what allowlists do."""

import os
from pathlib import Path

import pytest

from stages.anonymize.packs.load import load_packs
from stages.anonymize.packs.scan import scan
from stages.core.errors import PipelineError

USER = """
title = "rules of a house"
[[rules]]
id = "house-token"
description = "token of the house"
regex = '''house_([a-z0-9]{16})'''
secretGroup = 1
keywords = ["house_"]
[[rules.allowlists]]
stopwords = ["fake"]
[[allowlists]]
paths = ['''(?:^|/)testdata/''']
"""


def scanned(folder: Path, config: str, text: str, path: str = "src/a.py") -> list[str]:
    (folder / "house.toml").write_text(config)
    found = scan(load_packs([str(folder / "house.toml")]), text, path)
    return [text[entry.start : entry.end] for entry in found]


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("t = 'house_0123456789abcdef'", "src/a.py", ["0123456789abcdef"]),
        ("t = 'HOUSE_0123456789abcdef'", "src/a.py", []),
        ("蓝海 house_0123456789abcdef", "src/a.py", ["0123456789abcdef"]),
        ("t = 'house_0123fake89abcdef'", "src/a.py", []),
        ("t = 'house_0123456789abcdef'", "x/testdata/a.py", []),
    ],
)
def test_a_rule_of_a_user_holds_with_its_allowlists(
    tmp_path: Path, text: str, path: str, expected: list[str]
) -> None:
    assert scanned(tmp_path, USER, text, path) == expected


def test_rules_of_a_user_stand_beside_ours(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(USER)
    both = load_packs(["default", str(tmp_path / "house.toml")])
    text = "ghp_" + "a1B2c3D4e5F6" * 3 + " house_0123456789abcdef"
    assert {entry.rule for entry in scan(both, text, "a.py")} >= {"github-token", "house-token"}


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("rules = [", r"house\.toml.*expected"),
        ('[[rules]]\nid = "a"\nregex = "(?<=x)y"\n', r"rule 'a': .*expected a regular expression of RE2"),
        ('[[rules]]\nid = "a"\nregex = "(y)\\\\1"\n', r"rule 'a': .*expected a regular expression of RE2"),
        ('[[rules]]\nid = "a"\nregex = "y{9999}"\n', r"rule 'a': .*expected a regular expression of RE2"),
        ('[[rules]]\nid = "a"\nregexp = "y"\n', r"regexp"),
        ('[[rules]]\nid = "a"\nregex = "(y)"\nsecretGroup = 2\n', r"secretGroup 2, expected a group"),
        ('[[rules]]\nid = "a"\nregex = "y"\n' * 2, r"rule 'a' is there 2 times"),
        ('[extend]\npath = "house.toml"\n', r"expected an end|not readable"),
    ],
)
def test_a_broken_file_is_one_line(tmp_path: Path, config: str, said: str) -> None:
    (tmp_path / "house.toml").write_text(config)
    with pytest.raises(PipelineError, match=said) as refusal:
        load_packs([str(tmp_path / "house.toml")])
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_one_line() -> None:
    with pytest.raises(PipelineError, match=r"no\.toml: not readable as UTF-8"):
        load_packs(["no.toml"])


def test_a_catastrophic_pattern_is_linear(tmp_path: Path) -> None:
    config = '[[rules]]\nid = "a"\nregex = "(a+)+b"\n'
    assert scanned(tmp_path, config, "a" * 200_000) == []


@pytest.mark.external
@pytest.mark.skipif("ADAPTRAIL_GITLEAKS" not in os.environ, reason="needs gitleaks.toml: ADAPTRAIL_GITLEAKS")
def test_the_rules_of_gitleaks_load_unchanged() -> None:
    scanner = load_packs([os.environ["ADAPTRAIL_GITLEAKS"]])
    assert len(scanner.rules) > 200
