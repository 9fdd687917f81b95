"""Rules in the format of gitleaks: what loads, what is refused, and what allowlists do."""

import os
import time
from pathlib import Path

import pytest

from stages.anonymize.packs.load import load_packs
from stages.core.errors import PipelineError
from tests.anonymize.cases import secrets

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
    found = secrets(load_packs([str(_written(folder, config))]), text, path)
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


RULE = """
[[rules]]
id = "house-token"
regex = 'k=(house_[a-z0-9]{4});'
"""
TOKEN = "house_ab12"


@pytest.mark.parametrize(
    ("allowlist", "text", "path", "found"),
    [
        ("regexes = ['^house_ab']", f"k={TOKEN};", "a.py", False),
        ("regexes = ['^k=']", f"k={TOKEN};", "a.py", True),
        ("regexes = ['^k=']\nregexTarget = 'match'", f"k={TOKEN};", "a.py", False),
        ("regexes = ['fake']\nregexTarget = 'match'", f"k={TOKEN}; fake", "a.py", True),
        ("regexes = ['fake']\nregexTarget = 'line'", f"k={TOKEN}; fake", "a.py", False),
        ("regexes = ['fake']\nregexTarget = 'line'", f"fake k={TOKEN};\n", "a.py", False),
        ("regexes = ['fake']\nregexTarget = 'line'", f"fake\nk={TOKEN};\nfake", "a.py", True),
        ("stopwords = ['AB12']", f"k={TOKEN};", "a.py", False),
        ("paths = ['^t/']\nstopwords = ['ab12']", f"k={TOKEN};", "a.py", False),
        ("condition = 'AND'\npaths = ['^t/']\nstopwords = ['ab12']", f"k={TOKEN};", "a.py", True),
        ("condition = 'AND'\npaths = ['^t/']\nstopwords = ['ab12']", f"k={TOKEN};", "t/a.py", False),
        ("paths = ['^t/']", f"k={TOKEN};", "t/a.py", False),
        ("targetRules = ['house-token']\nstopwords = ['ab12']", f"k={TOKEN};", "a.py", False),
    ],
)
def test_an_allowlist_names_secret_match_lines_words_and_paths(
    tmp_path: Path,
    allowlist: str,
    text: str,
    path: str,
    found: bool,  # noqa: FBT001
) -> None:
    assert scanned(tmp_path, f"{RULE}[[allowlists]]\n{allowlist}\n", text, path) == [TOKEN] * found


def test_a_rule_of_paths_finds_whole_files_but_for_allowed_ones(tmp_path: Path) -> None:
    config = "[[rules]]\nid = 'store'\npath = '[.]p12$'\n[[allowlists]]\npaths = ['^t/']\n"
    assert scanned(tmp_path, config, "all of it", "a.p12") == ["all of it"]
    assert scanned(tmp_path, config, "all of it", "a.p13") == []
    assert scanned(tmp_path, config, "all of it", "t/a.p12") == []


def test_a_file_extends_another_and_ours_without_what_it_disables(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(RULE)
    path = str(tmp_path / "base.toml")
    both = load_packs([str(_written(tmp_path, f"[extend]\npath = '{path}'\nuseDefault = true\n"))])
    assert {"house-token", "github-token"} <= {entry.rule.id for entry in both.rules}
    off = f"[extend]\npath = '{path}'\ndisabledRules = ['house-token']\n"
    assert load_packs([str(_written(tmp_path, off))]).rules == ()


def test_what_a_file_says_of_default_rules_that_ours_lack_is_passed_over(tmp_path: Path) -> None:
    config = (
        "[extend]\nuseDefault = true\ndisabledRules = ['github-pat', 'github-token']\n"
        "[[rules]]\nid = 'generic-api-key'\n[[rules.allowlists]]\npaths = ['^a/']\n"
        f"[[allowlists]]\ntargetRules = ['etsy-access-token']\npaths = ['^b/']\n{RULE}"
    )
    ids = {entry.rule.id for entry in load_packs([str(_written(tmp_path, config))]).rules}
    assert "house-token" in ids
    assert ids.isdisjoint({"generic-api-key", "github-pat", "github-token"})
    ours = load_packs(["default"]).rules
    assert len(ids) == len(ours)


def test_lines_with_many_matches_are_looked_through_once(tmp_path: Path) -> None:
    config = f"{RULE}[[allowlists]]\nregexes = ['nothing like it']\nregexTarget = 'line'\n"
    start = time.perf_counter()
    assert len(scanned(tmp_path, config, f"k={TOKEN};" * 40_000)) == 40_000
    assert time.perf_counter() - start < 10


def _written(folder: Path, config: str) -> Path:
    path = folder / "house.toml"
    path.write_text(config)
    return path


def test_rules_of_a_user_stand_beside_ours(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(USER)
    both = load_packs(["default", str(tmp_path / "house.toml")])
    text = "ghp_" + "a1B2c3D4e5F6" * 3 + " house_0123456789abcdef"
    assert {entry.rule for entry in secrets(both, text, "a.py")} >= {"github-token", "house-token"}


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("rules = [", r"house\.toml.*expected"),
        ('[[rules]]\nid = "a"\nregex = "(?<=x)y"\n', r"rule 'a': .*expected a regular expression of RE2"),
        ('[[rules]]\nid = "a"\nregex = "(y)\\\\1"\n', r"rule 'a': .*expected a regular expression of RE2"),
        ('[[rules]]\nid = "a"\nregex = "y{9999}"\n', r"rule 'a': .*expected a regular expression of RE2"),
        ('[[rules]]\nid = "a"\nregexp = "y"\n', r"regexp"),
        ('[[rules]]\nid = "a"\nregex = "(y)"\nsecretGroup = 2\n', r"secretGroup 2, expected a group"),
        ('[[rules]]\nid = "a"\nregex = "y*"\n', r"rule 'a': regex matches nothing"),
        ('[[rules]]\nid = "a"\nregex = "\\\\b|y"\n', r"rule 'a': regex matches nothing"),
        ('[[rules]]\nid = "a"\n', r"rule 'a': regex or path is expected"),
        ('[extend]\ndisabledRules = ["a"]\n', r"no rule 'a', which it names"),
        ('[[rules]]\nid = "a"\nregex = "y"\n' * 2, r"rule 'a' is there 2 times"),
        ('[extend]\npath = "house.toml"\n', r"expected an end|No such file"),
    ],
)
def test_a_broken_file_is_one_line(tmp_path: Path, config: str, said: str) -> None:
    (tmp_path / "house.toml").write_text(config)
    with pytest.raises(PipelineError, match=said) as refusal:
        load_packs([str(tmp_path / "house.toml")])
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_one_line() -> None:
    with pytest.raises(PipelineError, match=r"no\.toml: No such file or directory"):
        load_packs(["no.toml"])


def test_a_catastrophic_pattern_is_linear(tmp_path: Path) -> None:
    config = '[[rules]]\nid = "a"\nregex = "(a+)+b"\n'
    assert scanned(tmp_path, config, "a" * 200_000) == []


@pytest.mark.external
@pytest.mark.skipif("ADAPTRAIL_GITLEAKS" not in os.environ, reason="needs gitleaks.toml: ADAPTRAIL_GITLEAKS")
def test_the_rules_of_gitleaks_load_unchanged() -> None:
    scanner = load_packs([os.environ["ADAPTRAIL_GITLEAKS"]])
    assert len(scanner.rules) > 200
