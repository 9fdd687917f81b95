"""Settings of `crawl`."""

from typing import Literal

from stages.core.params import Params, Positive

Encoding = Literal["utf-16", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1251", "cp1252"]
AssetKind = Literal[
    "code", "test", "api", "postman", "story", "model", "document", "config", "feedback", "other"
]


class Source(Params, frozen=True):
    """One entry of `crawl.sources`: a file of conf/source/."""

    kind: Literal["git", "files", "python-distribution"]
    """A Git repository, a folder of files, or an installed Python distribution."""
    location: str
    """Where it is read.

    git: a bundle, bare repository or work tree, below data/ or at an absolute path, or a URL (only that uses
    a network). files: a folder below data/. python-distribution: `name==version`. DVC does not watch what
    lies at an absolute path: the pin decides what is read there.
    """
    rev: str
    """The pin: full commit id for git, Git tree id of the files for the other kinds. A branch is refused."""
    source_class: Literal["own", "open-source", "commercial", "synthetic"]
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


class CrawlParams(Params, frozen=True):
    """Section `crawl` of params.yaml."""

    max_blob_bytes: Positive
    """Bytes above which a content is hashed but not kept."""
    encodings: list[Encoding]
    """Encodings beside UTF-8 that a text may have; utf-16 needs a byte order mark, others are recognised.

    Of two that read equally well the first one counts. Alphabets of the same kind (cp1250 and cp1252) are not
    told apart.
    """
    pdf: PdfLimits
    """Limits within which text is taken out of a PDF."""
    on_failure: Literal["stop", "skip"]
    """What happens when a source cannot be read: the run stops after the others were tried, or goes on."""
    clone: Literal["partial", "full", "shallow"]
    """What is fetched of a URL: all commits and the contents that are read; everything; or no history.

    Without history no names are read from it, and `anonymize` masks fewer. A host that knows no partial
    clones sends everything.
    """
    cache: str
    """Folder of clones of bundles and URLs; changes no byte of the results."""
    assets: dict[str, AssetKind]
    """Asset kind of all files of a source, by name of the source, in place of what path and content say."""
    sources: dict[str, Source]
    """The sources by name, composed from conf/source/."""
