"""The commitment is the tree of RFC 9162."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.attest.merkle import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    root_from_proof,
)


def recursive_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 9162, section 2.1.1, word by word."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(recursive_root(leaves[:half]), recursive_root(leaves[half:]))


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root([]) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 100])
def test_the_root_follows_the_definition(size: int) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    assert root(leaves) == recursive_root(leaves)


@given(st.integers(1, 70), st.data())
def test_every_leaf_proves_its_place_and_no_other(size: int, data: st.DataObject) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_proof(leaves, index)
    assert root_from_proof(leaves[index], index, size, path) == root(leaves)
    assert root_from_proof(leaf_hash(b"another row"), index, size, path) != root(leaves)


@pytest.mark.parametrize(("change", "said"), [([], "too short"), ([b"x" * 32] * 9, "too long")])
def test_a_proof_of_another_length_is_refused(change: list[bytes], said: str) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(6)]
    with pytest.raises(ValueError, match=said):
        root_from_proof(leaves[0], 0, 6, change and inclusion_proof(leaves, 0) + change)


def test_a_changed_row_changes_the_root() -> None:
    rows = [b"a", b"b", b"c"]
    assert root([leaf_hash(row) for row in rows]) != root([leaf_hash(row) for row in [b"a", b"b", b"C"]])


def recursive_proof(leaves: list[bytes], first: int, *, is_known: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162, section 2.1.4.1, word by word."""
    if first == len(leaves):
        return [] if is_known else [recursive_root(leaves)]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if first <= half:
        return [*recursive_proof(leaves[:half], first, is_known=is_known), recursive_root(leaves[half:])]
    return [*recursive_proof(leaves[half:], first - half, is_known=False), recursive_root(leaves[:half])]


@given(st.integers(1, 70), st.data())
def test_a_consistency_proof_follows_the_definition(size: int, data: st.DataObject) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    first = data.draw(st.integers(1, size))
    assert consistency_proof(leaves, first) == recursive_proof(leaves, first)
