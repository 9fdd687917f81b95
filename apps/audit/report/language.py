"""The words of the report, by language: the same keys in each."""

from typing import NamedTuple

from apps.audit.report.chinese import WORDS as CHINESE
from apps.audit.report.english import WORDS as ENGLISH


class Language(NamedTuple):
    """One language of the report."""

    code: str
    """As HTML has it."""
    words: dict[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return the words at `key`, with the values that they name."""
        return self.words[key].format(**values)

    def named(self, group: str, name: str) -> str:
        """Return the words for `name` in a group; the name itself where the group has none for it."""
        return self.words.get(f"{group}.{name}", name)


LANGUAGES = {"en": Language("en", ENGLISH), "zh": Language("zh-Hans", CHINESE)}
