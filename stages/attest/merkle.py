"""Commit to rows: Merkle trees of RFC 9162 over SHA-256."""

import hashlib


def leaf_hash(row: bytes) -> bytes:
    """Return the hash of one row (RFC 9162, section 2.1.1: a zero byte, then the row)."""
    return hashlib.sha256(b"\x00" + row).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees (a one byte, then both)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: list[bytes]) -> bytes:
    """Return the root over leaf hashes, in order; the hash of nothing for an empty list.

    Pairs are joined level by level and an odd last node is promoted, which gives the tree of the RFC.
    """
    if not leaves:
        return hashlib.sha256().digest()
    level = leaves
    while len(level) > 1:
        level = _parents(level)
    return level[0]


def inclusion_proof(leaves: list[bytes], index: int) -> list[bytes]:
    """Return the sibling hashes from leaf `index` up to the root (RFC 9162, section 2.1.3.1)."""
    path, level = [], leaves
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(level[sibling])
        index //= 2
        level = _parents(level)
    return path


def root_from_proof(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Return the root that `path` gives for `leaf` at `index` of a tree of `size` leaves.

    Raises ValueError when the path is longer or shorter than such a tree needs.
    """
    node, last, remaining = leaf, size - 1, list(path)
    while last > 0:
        if index % 2 or index < last:
            if not remaining:
                raise ValueError("the proof is too short for its tree")
            sibling = remaining.pop(0)
            node = node_hash(sibling, node) if index % 2 else node_hash(node, sibling)
        index //= 2
        last //= 2
    if remaining:
        raise ValueError("the proof is too long for its tree")
    return node


def consistency_proof(leaves: list[bytes], first: int) -> list[bytes]:
    """Return the hashes that show that a tree of these leaves grew out of the one of the `first` of them
    (RFC 9162, section 2.1.4.1), which must be at least one and at most all."""
    return _grown(leaves, first, is_known=True)


def _grown(leaves: list[bytes], first: int, *, is_known: bool) -> list[bytes]:
    """Return the proof of a subtree; `is_known` when its old root is the one that who checks it has."""
    if first == len(leaves):
        return [] if is_known else [root(leaves)]
    left = 1 << (len(leaves) - 1).bit_length() - 1
    if first <= left:
        return [*_grown(leaves[:left], first, is_known=is_known), root(leaves[left:])]
    return [*_grown(leaves[left:], first - left, is_known=False), root(leaves[:left])]


def _parents(level: list[bytes]) -> list[bytes]:
    pairs = zip(level[0::2], level[1::2], strict=False)
    promoted = [level[-1]] if len(level) % 2 else []
    return [node_hash(left, right) for left, right in pairs] + promoted
