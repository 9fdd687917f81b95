"""Names that are confidential in the texts of their owner."""

from typing import NamedTuple


class Lexicon(NamedTuple):
    """Names that are confidential, each group in a fixed order."""

    own: bool = False
    """Whether the text is the company's: author tags are masked only there, elsewhere they give credit."""
    terms: tuple[str, ...] = ()
    """Listed names of the company, lower case: masked wherever they occur."""
    mined: tuple[str, ...] = ()
    """Names found in packages and mail domains: masked as a word or as a part of a compound identifier."""
    packages: tuple[str, ...] = ()
    """Package roots, `com.acme`: the last segment is masked."""
    domains: tuple[str, ...] = ()
    """Mail domains of the company."""
    persons: tuple[str, ...] = ()
    """Names of contributors and authors."""
    modules: tuple[str, ...] = ()
    """Modules of Python with the name of such a person: their paths lose it, and so must code."""
    told: tuple[str, ...] = ()
    """Names of persons whom the changes of one commit show: masked in all of them."""
    tickets: tuple[str, ...] = ()
    """Project keys of the tracker, upper case: `KEY` of KEY-123."""
