"""Find what manifests of Kubernetes keep as Secrets.

A manifest says of itself what it is. A part of one that does not is known by `stringData`, by its type, or by
`data` of which every value is encoded.
"""

import re
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterable

import re2  # type: ignore[import-untyped]

from stages.anonymize.scalars.scalar import Scalar

SECRET = "Secret"  # noqa: S105  a kind of manifest
HOLDS = frozenset({"data", "stringData"})
GENERATED = ("secretGenerator", "literals")
"""Owner and key of what Kustomize makes Secrets of: entries `KEY=VALUE`."""
TYPE = (
    r"(?:Opaque|kubernetes\.io/"
    r"(?:tls|service-account-token|ssh-auth|basic-auth|dockercfg|dockerconfigjson))"
)
TYPED = re.compile(TYPE)
SAID = re.compile(rf"(?:kind[\"']?[ \t]*:[ \t]*[\"']?{SECRET}\b|{TYPE})")
_PADDED = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)"
_FULL = r"(?:[A-Za-z0-9+/]{4})+"
PADDED, FULL = re.compile(_PADDED), re.compile(_FULL)
MIXED = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{16,}")
VALUE = rf"(?:[I-Za-f][A-Za-z0-9+/]{{3}}(?:{_FULL})?|{_PADDED})"
"""A text or padded bytes, encoded: the first letter of a text is none of the others."""
CUE = rf"(?:secretGenerator|[dD]ata)\\?[\"']?[ \t]*:|kind\\?[\"']?[ \t]*:[ \t]*\\?[\"']?{SECRET}|{TYPE}"
KEPT = re2.compile(
    rf"stringData|secretGenerator|{SECRET}|{TYPE}"
    r"|\bdata\\?[\"']?[ \t]*:\s*\{?\s*[\\\"']{0,2}[\w.-]+[\\\"']{0,2}:[ \t]*(?:[|>]-?\s+)?"
    rf"[\\\"']{{0,2}}{VALUE}[\\\"']{{0,2}}\s*(?:[\n,}}]|$)"
)
"""What a text must have for its values to be looked at."""


def secrets(text: str, scalars: Iterable[Scalar]) -> list[Scalar]:
    """Return those of the values of a text that Secrets keep."""
    said = dict[tuple[str, int], str]()
    groups = defaultdict[tuple[int, int, str], list[Scalar]](list)
    made = list[Scalar]()
    for scalar in scalars:
        if (scalar.owner, scalar.key) == GENERATED:
            made.append(scalar._replace(start=text.find("=", scalar.start, scalar.end) + 1 or scalar.start))
        if scalar.key in ("kind", "type"):
            said[scalar.key, scalar.holder] = text[scalar.start : scalar.end]
        if scalar.owner in HOLDS or not scalar.owner:
            groups[scalar.holder, scalar.above, scalar.owner].append(scalar)
    return made + [
        scalar
        for (holder, above, owner), group in groups.items()
        if _is_of_secret(
            owner, said.get(("kind", above if owner else holder), ""), said.get(("type", above), "")
        )
        or (("kind", above if owner else holder) not in said and _is_part(text, owner, group))
        for scalar in group
    ]


def _is_of_secret(owner: str, kind: str, sort: str) -> bool:
    """Say whether a mapping is one of a Secret by what stands beside it."""
    if owner == "stringData":
        return kind in (SECRET, "")
    return owner == "data" and (kind == SECRET or (not kind and bool(TYPED.fullmatch(sort))))


def _is_part(text: str, owner: str, group: list[Scalar]) -> bool:
    """Say whether a mapping without a kind is one of a Secret: every value is encoded, and it is `data` or
    near words that say what it is."""
    values = [text[scalar.start : scalar.end] for scalar in group]
    return (owner == "data" or bool(SAID.search(text))) and all(map(_is_encoded, values))


def _is_encoded(value: str) -> bool:
    """Say whether a value is Base64 of a text or of bytes, rather than a word."""
    if not FULL.fullmatch(value):
        return bool(PADDED.fullmatch(value))
    decoded = b64decode(value)
    return bool(MIXED.fullmatch(value)) or (decoded.isascii() and decoded.decode().isprintable())
