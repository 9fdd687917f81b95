"""Read the listed names of the company. They are confidential: only their keyed digest is in the settings."""

import os
from pathlib import Path

from stages.anonymize.keys import Keys, fingerprint
from stages.anonymize.seams import GAP
from stages.core.errors import PipelineError

VARIABLE = "ADAPTRAIL_LEXICON"
SHORTEST = 2
"""Characters of a listed name: a single one stands in every text."""


def load_terms(keys: Keys, lexicon_check: str, lexicon_file: str) -> tuple[str, ...]:
    """Return the listed names in lower case, one a line, from the environment, or from `lexicon_file`.

    Raises PipelineError when they cannot be read, or are not those that the settings name by their digest.
    """
    given = os.environ.get(VARIABLE)
    where = VARIABLE if given else lexicon_file
    terms = terms_of(given or read_lexicon(lexicon_file), where)
    found = digest(keys, terms)
    if found != lexicon_check:
        raise PipelineError(
            f"{where}: its digest is {found}, expected "
            f"{lexicon_check}. Give the right lexicon, or set anonymize.lexicon_check: a new lexicon is a "
            "new lineage."
        )
    return terms


def terms_of(text: str, lexicon_file: str) -> tuple[str, ...]:
    """Return the names of a lexicon in order; empty lines and those that start with `#` are none."""
    lines = [(number, line.strip().lower()) for number, line in enumerate(text.splitlines(), 1)]
    named = [(number, term) for number, term in lines if term and not term.startswith("#")]
    short = [number for number, term in named if len(GAP.sub("", term)) < SHORTEST]
    if short:
        raise PipelineError(
            f"{lexicon_file}:{short[0]}: one character at most, expected {SHORTEST} or more. "
            "Write the whole name."
        )
    return tuple(sorted({term for _, term in named}))


def digest(keys: Keys, terms: tuple[str, ...]) -> str:
    """Return the keyed digest of listed names, 64 bits as hex."""
    return fingerprint(keys, "\n".join(["lexicon", *terms]))[:16]


def read_lexicon(lexicon_file: str) -> str:
    """Return the text of the lexicon, also below `~`; raises PipelineError when there is none."""
    try:
        return Path(lexicon_file).expanduser().read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PipelineError(
            f"{lexicon_file}: {error.strerror}, expected the names of the company, one a line. Set "
            f"{VARIABLE} or anonymize.lexicon_file."
        ) from error
    except UnicodeDecodeError as error:
        raise PipelineError(f"{lexicon_file}: not UTF-8, expected it. Write it in UTF-8.") from error
