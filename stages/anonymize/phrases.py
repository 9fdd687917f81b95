"""Say whether some words are a passphrase rather than a sentence or a label."""

import re

WORDS = re.compile(r"[^\s:;,?!(){}<>\[\]\"'`=/\\|]{1,30}(?: [^\s:;,?!(){}<>\[\]\"'`=/\\|]{1,30}){1,11}")
LOWER = re.compile(r"(?=[a-z])[a-z0-9]+(?:-[a-z0-9]+)?")
LEAST = 2
"""Words without a number that are all small letters."""
SAID = frozenset(
    """
    a an the this that these those is are was were be been being am has have had do does did done not no nor
    of to for from with without by on in at as into onto or and if when then than must should shall can cannot
    could may might will would need needs use uses used using please enter type input provide set get reset
    change changed update confirm choose create forgot forgotten remember show hide send save check verify
    match matches matched wrong invalid incorrect correct-format bad valid missing required optional empty
    blank null long short least most minimum maximum characters character letters digits length same different
    expired protected secure strong weak encrypted hashed hash plain clear raw stored default current old new
    your you our his her its their user users username name admin login account email mail database
    server password passwords passwd pwd passphrase pass secret key token pin code field value string text
    test example sample dummy here failed fail error success ok true false any some all other only also just
    """.split()  # noqa: SIM905  a page of words
)
"""Words of sentences, labels and messages about passwords."""


def is_phrase(value: str) -> bool:
    """Say whether `value` is words with a number among them, or small words that no sentence has."""
    if not WORDS.fullmatch(value) or not value.isascii():
        return False
    words = value.lower().rstrip(".").split(" ")
    if not SAID.isdisjoint(words):
        return False
    return any(sign.isdigit() for sign in value) or (
        len(words) >= LEAST and all(map(LOWER.fullmatch, value.split(" ")))
    )
