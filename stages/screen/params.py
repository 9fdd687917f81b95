"""Settings of `screen`."""

from typing import Literal

from stages.core.params import Count, Params, Positive, Share, refuse

CLASSES = ("own", "permissive", "weak", "strong", "unknown")
"""From best to worst."""

PolicyClass = Literal["own", "permissive", "weak", "strong", "unknown"]
Action = Literal["allow", "quarantine", "deny"]


class Release(Params, frozen=True):
    """Lets quarantined files through: somebody looked at them."""

    source: str
    """Name of the source."""
    path: str
    """Glob of paths; `*` crosses folders."""
    licence: str
    """The licence as the drop row says it: with another one the entry does not hold."""
    reason: str
    """Why these files may be used."""
    who: str
    """Role or team that answers for it."""


class Policy(Params, frozen=True):
    """What is done with a file, by the class of its licence."""

    classes: dict[Literal["permissive", "weak", "strong"], list[str]]
    """SPDX ids of a class, as globs, in any case; an exception must be listed with its licence. The first
    class that names a licence counts; one that no class names is `unknown`."""
    actions: dict[PolicyClass, Action]
    """What is done with a file of a class: `allow`, `quarantine` (dropped until an entry of `releases` lets
    it through) or `deny`."""
    by_source_class: dict[str, dict[PolicyClass, Action]]
    """Other actions for sources of a class."""
    owned: list[str]
    """Classes of sources whose declared LicenseRef is class `own`, and where a licence file that is not
    recognised is the house's own, so that what is declared holds; elsewhere both are `unknown`."""
    releases: list[Release]
    """Quarantined files that may be used."""

    def __post_init__(self) -> None:
        """Refuse a policy that does not say what is done with a class."""
        lacking = sorted(set(CLASSES) - set(self.actions))
        refuse((bool(lacking), f"actions does not name {', '.join(lacking)}"))


class AnnotateParams(Params, frozen=True):
    """What annotations depend on, beside a content and its path."""

    generated_lines: Count
    """Lines at the top of a file in whose comments a generator's mark is looked for."""
    licence_head: Count
    """Characters at the top of a file in whose comments its own licence is looked for."""
    vendored: list[str]
    """Folders, as parts of a path, that hold somebody else's code."""
    not_vendored: list[str]
    """Patterns of linguist's vendor.yml, as written there, that do not say so here."""
    generated_paths: list[str]
    """Folders, as parts of a path, that a build writes."""


class ScreenParams(Params, frozen=True):
    """Section `screen` of params.yaml."""

    annotate: AnnotateParams
    """What is looked for in each content: a change annotates everything anew."""
    max_bytes: Positive
    """Size above which a file is dropped, in bytes."""
    assets: list[str]
    """Kinds of assets that a later stage reads; others are dropped."""
    languages: list[str]
    """Languages that may go on, in the names of out/screen/annotations; files in others are dropped."""
    minified_languages: list[str]
    """Languages whose files are judged by the length of their lines."""
    minified_mean: Positive
    """Mean length of a line, in characters, above which a file of these languages counts as minified."""
    minified_longest: Positive
    """Length of the longest line, in characters, above which it does."""
    min_letters: Share
    """Share of letters and digits below which code is a table or a drawing."""
    policy: Policy
    """What is done with a file, by the class of its licence: conf/standards/licences.yaml."""
