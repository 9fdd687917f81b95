"""Settings of `anonymize`."""

from typing import Annotated, Literal

import msgspec

from stages.core.params import Count, Params, Seed, Share
from stages.core.records.decision import Action

SourceClass = Literal["own", "open-source", "commercial", "synthetic"]
"""Class of a source, as its declaration names it."""


class EntityPolicy(Params, frozen=True):
    """What is done with one entity, or all that a glob names."""

    action: Action
    """`redact` (a constant), `pseudonymize` (keyed), `generalize` (coarser), `keep` or `drop_file`."""
    scope: list[SourceClass]
    """Classes of sources in which that is done; elsewhere what is found is kept."""
    min_confidence: Share
    """Confidence below which what is found is kept, 0 to 1."""


class Policy(Params, frozen=True):
    """What is done with what is found."""

    name: str
    """How reports call it."""
    entities: dict[str, EntityPolicy]
    """By entity, as a glob; the longest glob that names an entity counts."""
    drop_paths: list[str]
    """Globs of names of files that are dropped as a whole, in any case."""
    keep_paths: list[str]
    """Globs of names that `drop_paths` names too and that stay."""


class AnonymizeParams(Params, frozen=True):
    """Section `anonymize` of params.yaml."""

    key_id: str
    """Name of the key, written into the report; never the key."""
    key_check: str
    """First 16 hex digits of HMAC-SHA256(key, "adaptrail key check"): a new key is a new lineage."""
    key_file: str
    """File that holds the key; the environment variable ADAPTRAIL_KEY takes its place when it is set."""
    packs: list[str]
    """Rules for secrets in the format of gitleaks: `default` for our own, and paths of files."""
    detectors: list[str]
    """What looks beside the core: `kingfisher`, `credsweeper`, `presidio`, and paths of baselines of
    detect-secrets."""
    vault_file: str
    """File outside Git that holds what was pseudonymised, sealed with the key of ADAPTRAIL_VAULT_KEY; empty
    for none."""
    policy: Policy
    """What is done with what is found, by entity; the presets are in conf/anonymize/policy/."""
    confidential_classes: list[SourceClass]
    """Source classes whose company names and people are masked; secrets and numbers are masked in all."""
    lexicon_file: str
    """File of the names of the company and its products, one a line; ADAPTRAIL_LEXICON takes its place."""
    lexicon_check: str
    """Keyed digest of these names, 16 hex digits: a new lexicon is a new lineage."""
    undecided: Literal["mask", "keep"]
    """What is done with mined names that nobody accepted or rejected in governance/lexicon.jsonl."""
    undecided_score: Share
    """Score from which on an undecided name is masked, 0 to 1: two kinds of evidence give 0.75 at most."""
    package_majority: Share
    """Share of a source's Java files that a package root must hold to count as the company's, 0 to 1."""
    mail_domain_share: Share
    """Share of a source's contributors that a mail domain must have to count as the company's, 0 to 1."""
    public_mail_domains: list[str]
    """Mail domains that anybody can use: never the company's."""
    public_words: list[str]
    """Words that are no company name although a package, host, notice or mail domain is named so."""
    internal_suffixes: list[str]
    """Last labels of host names that only an internal name server knows."""
    public_hosts: list[str]
    """Host names below an internal suffix that the whole world uses; subdomains included."""
    public_addresses: list[str]
    """IP networks that say nothing about the company: loopback, documentation, well-known name servers."""
    canaries: Count
    """Values planted into a shadow copy after each run, to count what survives; 0 plants none, and
    none is of an entity that the policy keeps in own sources."""
    canary_seed: Seed
    """Of what is planted where."""
    max_survivors: Share
    """Share of canaries, without those in Base64, cut in two or in dropped files, that may survive, from 0 to
    1; of those with a format or check digit of their own, and of listed names, none may."""
    min_entropy: Annotated[float, msgspec.Meta(ge=0, le=8)]
    """Bits a character from which on the value of a key or token counts as a secret."""
    max_rewritten_bytes: Count
    """Size above which a file is dropped when words in it must change, in bytes; others stay at any size."""
