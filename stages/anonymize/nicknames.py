"""Tell nicknames that are words of Chinese (最后, 时间) from names of persons.

Known limit: a word that begins with a surname and has the signs of a name is taken for one (高原).
"""

from stages.anonymize.chinese_names import SURNAMES
from stages.anonymize.name_places import is_word
from stages.anonymize.name_reading import is_known
from stages.anonymize.name_signs import LEAST, likelihood
from stages.anonymize.written import is_han

LONG = 3
"""Signs from which on a word of a dictionary is no name."""


def is_nickname(name: str) -> bool:
    """Say whether a name is a word, and would mask that word wherever it stands."""
    if not is_han(name) or not is_known(name):
        return False
    return name[0] not in SURNAMES or len(name) >= LONG or is_word(name) or likelihood(name) < LEAST
