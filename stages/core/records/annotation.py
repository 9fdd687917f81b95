"""What is known of a content where it stands."""

from stages.core.records.record import Record


class Annotation(Record, frozen=True):
    """One row per distinct pair of content and path over all sources, sorted by both: a name decides, too."""

    blob: str
    path: str
    language: str
    """Language in lower case, by linguist's data; `unknown` when it names none."""
    encoding: str
    """As crawl found it: `utf-8`, `binary`, ...; empty for what has no content here."""
    generated: str
    """Rule by which a tool wrote the file: linguist's name of it, `mark` for a comment at the top that says
    so, or the folder that a build writes; empty when no rule holds."""
    vendored: str
    """The folder or linguist's pattern that makes it somebody else's code, or an empty string."""
    minified: bool
    """Linguist's word: lines of a script or style sheet have more than 110 characters on average."""
    pointer: bool
    """Whether it stands for a file in Git LFS."""
    lines: int
    """Lines that are not blank."""
    mean_line: float
    """Characters of a line that is not blank, on average."""
    longest_line: int
    """Characters."""
    letters: float
    """Share of letters and digits in the characters, white space left out; 0 for a text that is blank."""
    header: str
    """SPDX expression that the file's first comment states, or an empty string."""
    licence_text: str
    """SPDX expression of the text of a licence file, `NOASSERTION` when it is not recognised; the rules of a
    `REUSE.toml` as JSON; empty for all other files."""
