"""The class of a licence follows from its parts, and the action from the class."""

import fnmatch

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stages.core.errors import PipelineError
from stages.core.params import checked
from stages.screen.licences import Licence
from stages.screen.params import CLASSES, Policy, Release
from stages.screen.policy import class_of, decider
from tests import records
from tests.layout import ROOT

CONF = yaml.safe_load((ROOT / "conf/standards/licences.yaml").read_text(encoding="utf-8"))
POLICY = msgspec.convert(CONF, Policy)
OWN = "LicenseRef-Lanhai"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", "permissive"),
        ("mit", "permissive"),
        ("MIT-0", "permissive"),
        ("MIT-Modern", "unknown"),
        ("BSD-3-Clause", "permissive"),
        ("BSD-3-Clause-No-Nuclear-License", "unknown"),
        ("CC-BY-4.0", "permissive"),
        ("CC-BY-SA-4.0", "strong"),
        ("CC-BY-NC-4.0", "unknown"),
        ("LGPL-2.1-or-later", "weak"),
        ("GPL-3.0-only", "strong"),
        ("AGPL-3.0-or-later", "strong"),
        ("SSPL-1.0", "strong"),
        ("BUSL-1.1", "unknown"),
        ("NOASSERTION", "unknown"),
        ("", "unknown"),
        ("MIT AND GPL-3.0-only", "strong"),
        ("GPL-3.0-only OR MIT", "permissive"),
        ("MIT AND (GPL-3.0-only OR LGPL-3.0-only)", "weak"),
        ("MIT OR GPL-3.0-only AND BUSL-1.1", "permissive"),
        ("(MIT OR GPL-3.0-only) AND BUSL-1.1", "unknown"),
        ("((MIT))", "permissive"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "weak"),
        ("GPL-2.0-only  with  classpath-exception-2.0", "weak"),
        ("GPL-2.0-only WITH Font-exception-2.0", "unknown"),
        ("MIT WITH Classpath-exception-2.0", "unknown"),
        (OWN, "own"),
        (f"{OWN} AND MIT", "permissive"),
        (f"{OWN} and GPL-3.0-only", "strong"),
        (f"{OWN} AND(GPL-3.0-only)", "strong"),
        (f"{OWN}\nAnd\tGPL-3.0-only", "strong"),
        (f"GPL-3.0-only or {OWN}", "own"),
        ("LicenseRef-Other", "unknown"),
        ("LicenseRef-Lanhai-Two", "unknown"),
        (f"{OWN}, GPL-3.0-only", "unknown"),
        (f"{OWN} GPL-3.0-only", "unknown"),
        (f"{OWN} / GPL-3.0-only", "unknown"),
        ("MIT AND", "unknown"),
        ("OR MIT", "unknown"),
        ("(MIT", "unknown"),
        ("MIT)", "unknown"),
        ("()", "unknown"),
        ("MIT AND AND ISC", "unknown"),
        ("MIT WITH", "unknown"),
        ("(" * 300 + "MIT" + ")" * 300, "unknown"),
    ],
)
def test_the_worst_of_all_and_the_best_of_a_choice_counts(expression: str, expected: str) -> None:
    assert class_of(expression, OWN, POLICY) == expected


NAMES = {"own": OWN, "permissive": "MIT", "weak": "MPL-2.0", "strong": "GPL-2.0-only", "unknown": "X"}
Node = str | tuple["Node", str, "Node"]
EXPRESSIONS = st.recursive(
    st.sampled_from(CLASSES), lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR"]), inner)
)


def spelled(node: Node) -> str:
    return NAMES[node] if isinstance(node, str) else f"({spelled(node[0])} {node[1]} {spelled(node[2])})"


def worst_or_best(node: Node) -> str:
    if isinstance(node, str):
        return node
    choose = max if node[1] == "AND" else min
    return choose(worst_or_best(node[0]), worst_or_best(node[2]), key=CLASSES.index)


@given(EXPRESSIONS)
def test_brackets_are_read(node: Node) -> None:
    assert class_of(spelled(node), OWN, POLICY) == worst_or_best(node)


@pytest.mark.parametrize(
    ("source_class", "declared", "spdx", "expected"),
    [
        ("own", OWN, OWN, "own"),
        ("commercial", OWN, OWN, "own"),
        ("open-source", OWN, OWN, "unknown"),
        ("own", "MIT", "MIT", "permissive"),
        ("own", "MIT", OWN, "unknown"),
        ("own", f"{OWN} AND MIT", OWN, "own"),
    ],
)
def test_own_is_only_what_a_source_of_ours_declares(
    source_class: str, declared: str, spdx: str, expected: str
) -> None:
    file = records.file("a", "1", source_class=source_class)
    assert decider(POLICY)(file, Licence(spdx, "header"), declared).policy_class == expected


def test_a_source_class_can_have_other_actions() -> None:
    policy = msgspec.structs.replace(POLICY, by_source_class={"open-source": {"permissive": "deny"}})
    file = records.file("a", "1", source_class="open-source")
    assert decider(policy)(file, Licence("MIT", "header"), "MIT").action == "deny"
    assert decider(policy)(file, Licence("MPL-2.0", "header"), "MIT").action == "quarantine"
    assert decider(policy)(records.file("a", "1"), Licence("MIT", "header"), "MIT").action == "allow"


RELEASE = Release(source="shop", path="lib/*", licence="MPL-2.0", reason="unchanged", who="office")


@pytest.mark.parametrize(
    ("path", "spdx", "changes", "action"),
    [
        ("lib/a/b.js", "MPL-2.0", {}, "allow"),
        ("src/b.js", "MPL-2.0", {}, "quarantine"),
        ("lib/b.js", "MPL-1.1", {}, "quarantine"),
        ("lib/b.js", "MPL-2.0", {"source": "till"}, "quarantine"),
        ("lib/b.js", "GPL-3.0-only", {"licence": "GPL-3.0-only"}, "deny"),
    ],
)
def test_an_entry_releases_what_is_quarantined_and_nothing_else(
    path: str, spdx: str, changes: dict[str, str], action: str
) -> None:
    entry = msgspec.structs.replace(RELEASE, **changes)
    policy = msgspec.structs.replace(POLICY, releases=[entry])
    decision = decider(policy)(records.file(path, "1"), Licence(spdx, "header"), OWN)
    assert decision.action == action
    assert decision.release == (entry if action == "allow" else None)


def test_a_policy_says_what_is_done_with_every_class() -> None:
    with pytest.raises(PipelineError, match="actions does not name weak"):
        checked(
            "screen.policy",
            {
                **CONF,
                "actions": {"own": "allow"} | dict.fromkeys(("permissive", "strong", "unknown"), "deny"),
            },
            Policy,
        )


def test_no_licence_has_two_classes() -> None:
    known = [one for globs in POLICY.classes.values() for one in globs]
    assert len(known) == len(set(known))
    plain = {name: [one for one in globs if "*" not in one] for name, globs in POLICY.classes.items()}
    wrong = [
        one
        for name, ids in plain.items()
        for one in ids
        if " WITH " not in one
        for other, globs in POLICY.classes.items()
        if other != name and any(fnmatch.fnmatchcase(one, glob) for glob in globs if " WITH " not in glob)
    ]
    assert not wrong
