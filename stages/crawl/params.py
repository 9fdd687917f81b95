"""Settings of `crawl`."""

from typing import Literal

from stages.core.params import Count, Few, Params, Positive, refuse

Encoding = Literal["utf-16", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1251", "cp1252"]
AssetKind = Literal[
    "code", "test", "api", "postman", "story", "model", "document", "config", "feedback", "change", "other"
]
Kind = Literal["git", "files", "python-distribution", "github", "gitlab"]
OnFailure = Literal["stop", "skip"]
SourceClass = Literal["own", "open-source", "commercial", "synthetic"]

LISTED = ("github", "gitlab")
"""Kinds that stand for many repositories, listed by a host."""


class Listing(Params, frozen=True):
    """Which repositories of an organisation or group are read."""

    query: str
    """Code search of the host: only repositories with a hit; empty takes all."""
    archived: bool
    """Whether archived repositories are read."""
    forks: bool
    """Whether forks are read."""
    leave_out: list[str]
    """Globs of repositories to leave out, by path below the organisation."""
    clone: Literal["https", "ssh"]
    """Which of the two URLs that the host gives is fetched from."""


class Declared(Params, frozen=True):
    """One entry of `crawl.sources`: a file of conf/source/."""

    kind: Kind
    """A Git repository, files, an installed Python distribution, or what a GitHub or GitLab host lists."""
    location: str
    """Where it is read.

    git: a bundle, bare repository or work tree, below data/ or at an absolute path, or a URL (only that uses
    a network). files: a folder or a file below data/. python-distribution: `name==version`. github: the
    page of an organisation or user, `https://host/name`. gitlab: that of a group, `https://host/group/subgroup`.
    DVC does not watch what lies at an absolute path: the pin decides what is read there.
    """
    ref: str
    """Branch or tag that is pinned, of each repository; empty is the default branch."""
    listing: Listing | None
    """What of the organisation or group is read; null for the kinds that are one source."""
    source_class: SourceClass
    """Decides the licence policy of `screen` and what may feed an adapter."""
    owner: str
    """Who answers for the source."""
    licence: str
    """SPDX expression declared for the whole source; metadata of a distribution must not say another one."""
    legal_basis: str
    """Why it may be used, in words of the register."""
    include: list[str]
    """Globs of paths to read; `**` crosses folders, `*` and `?` do not."""
    exclude: list[str]
    """Globs of paths to leave out; wins over `include`."""
    commits: Count
    """Of its latest commits (of each repository), how many are looked at as changes; no merges."""
    tags: list[str]
    """Words to find the source by; they stand in its snapshot and decide nothing."""

    def __post_init__(self) -> None:
        """Raise ValueError when settings are given that its kind has no use for."""
        listed = self.kind in LISTED
        refuse(
            (listed and self.listing is None, f"listing is null, kind {self.kind} needs it"),
            (not listed and self.listing is not None, f"listing is given, kind {self.kind} has none"),
            (
                self.kind in ("files", "python-distribution") and self.ref != "",
                f"ref is '{self.ref}', kind {self.kind} has none",
            ),
            (
                self.kind in ("files", "python-distribution") and self.commits > 0,
                f"commits is {self.commits}, kind {self.kind} has none",
            ),
        )


class PdfLimits(Params, frozen=True):
    """What the text of a PDF may cost; one that needs more has no text."""

    max_pages: Positive
    """Pages above which it is not read."""
    max_characters: Positive
    """Characters of text above which it is not read."""
    max_seconds: Positive
    """Seconds of one processor after which reading is given up."""
    max_memory: Positive
    """Bytes of memory that reading may take."""


class Changes(Params, frozen=True):
    """Which of the commits that a source names are read as changes: small steps."""

    max_files: Few
    """Files above which a commit is left out; so is one that adds or removes a file."""
    max_lines: Positive
    """Lines above which a commit is left out: those of the functions that it changed, before and after."""


class CrawlParams(Params, frozen=True):
    """Section `crawl` of params.yaml."""

    max_blob_bytes: Positive
    """Bytes above which a content is hashed but not kept."""
    always: list[str]
    """Globs of paths that `include` of a Git or files source need not name: what states a licence. `exclude`
    wins over it."""
    encodings: list[Encoding]
    """Encodings beside UTF-8 that a text may have; utf-16 needs a byte order mark, others are recognised.

    Of two that read equally well the first one counts. Alphabets of the same kind (cp1250 and cp1252) are not
    told apart.
    """
    pdf: PdfLimits
    """Limits within which text is taken out of a PDF."""
    on_failure: OnFailure
    """What happens when a source cannot be read: the run stops after the others were tried, or goes on."""
    clone: Literal["partial", "full", "shallow"]
    """What is fetched of a URL: all commits and the contents that are read; everything; or no history.

    Without history no names are read from it, and `anonymize` masks fewer. A host that knows no partial
    clones sends everything.
    """
    cache: str
    """Folder of clones of bundles and URLs; changes no byte of the results."""
    suppression_key: str
    """File outside the project with the key of the digests in governance/suppressions.jsonl; empty for the
    key that everybody knows."""
    changes: Changes
    """What is read of the histories of Git sources beside the names of people."""
    assets: dict[str, AssetKind]
    """Asset kind of all files of a source, by name of the source, in place of what path and content say."""
    sources: dict[str, Declared]
    """The sources by name, composed from conf/source/."""
