"""What a validator says of a text: which rule, how bad, where, what is wrong and how to mend it.

A format keeps its sentences in one table by key. The key is the rule, or the rule, a dot and a variant when
one rule speaks differently of different faults: `header`, `header.rule`.
"""

from collections.abc import Mapping
from string import Template
from typing import NamedTuple

LANGUAGES = ("en", "zh")


class Words(NamedTuple):
    """One sentence in both languages; `$name` stands for what was found."""

    en: str
    zh: str

    def filled(self, found: Mapping[str, "str | int | Words"]) -> "Words":
        """Return the sentence with what was found in place of its names."""
        en, zh = (
            Template(sentence).substitute(
                {
                    name: getattr(value, language) if isinstance(value, Words) else value
                    for name, value in found.items()
                }
            )
            for language, sentence in zip(LANGUAGES, self, strict=True)
        )
        return Words(en, zh)


class Says(NamedTuple):
    """What a rule says: the fault and, in one line, how to mend it."""

    message: Words
    hint: Words
    severity: str = "error"
    """`error`: the text cannot be parsed; `warning`: it can, and lacks something."""


class Violation(NamedTuple):
    """One fault of a text; never a piece of the text longer than a token."""

    rule: str
    severity: str
    """`error` or `warning`."""
    line: int
    """1-based; 0 when the fault is of the whole text."""
    column: int
    """1-based, in characters; 0 when the fault is of the whole line."""
    message: Words
    hint: Words

    def told(self, language: str) -> str:
        """Return the one line that a person or a model reads, in `en` or `zh`."""
        place = ":".join(str(number) for number in (self.line, self.column) if number)
        message, hint = getattr(self.message, language), getattr(self.hint, language)
        return f"{place or '-'}: {self.rule}: {message}{'。' if language == 'zh' else '. '}{hint}"


def violation(
    says: Mapping[str, Says], key: str, line: int, column: int = 0, **found: str | int | Words
) -> Violation:
    """Return the violation of the rule that `key` names in a format's table, filled with what was found."""
    said = says[key]
    return Violation(
        rule=key.partition(".")[0],
        severity=said.severity,
        line=line,
        column=column,
        message=said.message.filled(found),
        hint=said.hint.filled(found),
    )
