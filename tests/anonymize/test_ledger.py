"""A row says what was done, and nothing of the value; a row that is changed or gone breaks the chain."""

import msgspec
import pytest

from stages.anonymize.change import Change
from stages.anonymize.decide import Verdict
from stages.anonymize.finding import CERTAIN, Finding
from stages.anonymize.ledger import Owner, broken, bucket, chained, decisions, policy_digest
from stages.core.contract import canonical
from stages.core.records.decision import Decision
from tests.anonymize.cases import KEYS, OTHER_KEYS, params

VALUE = "wang.li@lanhai-retail.com"
FOUND = Finding(4, 29, "pii.email", "address", CERTAIN, ("kingfisher", "core"), "v1")
CHANGE = Change(4, 29, "lu.bo@kivo.example", VALUE, FOUND, "string", Verdict("pseudonymize", "policy", "T"))
OWNER = Owner("shop:a.py", "b" * 40)


def rows(*changes: Change) -> list[Decision]:
    return chained(decisions(OWNER, changes, policy_digest(params().policy), KEYS))


def test_a_row_says_what_was_done_and_nothing_of_the_value() -> None:
    row = rows(CHANGE)[0]
    said = (row.document, row.blob, row.start, row.end, row.node, row.entity, row.rule, row.version)
    assert said == ("shop:a.py", "b" * 40, 4, 29, "string", "pii.email", "address", "v1")
    done = (row.action, row.reason, row.replacement, row.review, row.length, row.detectors, row.confidence)
    made = ("pseudonymize", "policy", "lu.bo@kivo.example", "T", "17-32", ["core", "kingfisher"], CERTAIN)
    assert done == made
    assert not any(part in canonical(row) for part in (b"wang", b"lanhai"))
    other = next(decisions(OWNER, [CHANGE], "p", OTHER_KEYS))
    assert other.fingerprint != row.fingerprint


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (0, "0-8"),
        (1, "1-8"),
        (8, "1-8"),
        (9, "9-16"),
        (32, "17-32"),
        (33, "33-64"),
        (128, "65-128"),
        (129, "129-"),
    ],
)
def test_a_length_is_said_in_buckets(length: int, said: str) -> None:
    assert bucket(length) == said


def test_a_row_that_is_changed_moved_or_gone_breaks_the_chain() -> None:
    chain = rows(*(CHANGE._replace(start=place, end=place + 9) for place in (40, 20, 60)))
    assert [row.start for row in chain] == [20, 40, 60]
    assert broken(chain) == []
    changed = msgspec.structs.replace(chain[0], confidence=0.1)
    assert broken([changed, *chain[1:]]) == [2]
    assert broken([chain[0], chain[2]]) == [2]
    assert broken([chain[1], chain[0], chain[2]]) == [1, 2, 3]


def test_another_policy_has_another_digest() -> None:
    policy = params().policy
    assert policy_digest(policy) == policy_digest(policy)
    assert policy_digest(msgspec.structs.replace(policy, drop_paths=[])) != policy_digest(policy)
