"""Find telephones, cards and social security numbers in prose by recognizers of Presidio that are patterns.

Only three recognizers are made, and no model of language: of the others, one takes slices for addresses, one
identifiers for licences, and the one for mail fetches a list of domains.
"""

import logging
import re
from collections.abc import Collection, Iterator
from importlib import import_module

from stages.anonymize.extras.versions import version_of
from stages.anonymize.finding import LIKELY, POSSIBLE, Detector, Finding, Subject

PACKAGE = "presidio-analyzer"
PROSE = ("markdown", "rst", "text")
ENTITIES = {"PHONE_NUMBER": "pii.phone", "CREDIT_CARD": "pii.bank-card", "US_SSN": "pii.us-ssn"}
GROUPED = 2
"""Leniency of libphonenumber: a valid number, its digits grouped as they are in a country."""
WEAK, CHECKED = 0.4, 0.85
"""Scores from which on there is a form at all, and a check digit or a whole format."""
DIGITS = 8
"""Fewer are a number of an issue or a row of a table."""
PSEUDONYM = "999"
"""Start of the telephones that this stage makes up."""
BEFORE, AFTER = re.compile(r"[\w#&=/.%-]"), re.compile(r"[\w/%-]|\.\w")
"""Signs next to a part of a path, an address, a version or a fragment."""


def load(_texts: Collection[str]) -> Detector:
    """Return the detector."""
    logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL + 1)
    presidio = import_module("presidio_analyzer")
    known = import_module("presidio_analyzer.predefined_recognizers")
    model = [{"lang_code": "en", "model_name": "no_op"}]
    engine = import_module("presidio_analyzer.nlp_engine").NoOpNlpEngine(model)
    made = [known.PhoneRecognizer(leniency=GROUPED), known.CreditCardRecognizer(), known.UsSsnRecognizer()]
    analyzer = presidio.AnalyzerEngine(presidio.RecognizerRegistry(recognizers=made), engine)

    def find(subject: Subject) -> Iterator[Finding]:
        text, prose = subject.text, subject.language in PROSE
        every = {"language": "en", "entities": list(ENTITIES), "score_threshold": WEAK}
        for found in analyzer.analyze(text, **every) if prose else ():
            entity, rule = ENTITIES[found.entity_type], f"presidio/{found.entity_type}"
            if _is_whole(text, found.start, found.end):
                yield Finding(
                    found.start, found.end, entity, rule, LIKELY if found.score >= CHECKED else POSSIBLE
                )

    return Detector("presidio", *version_of(__name__, PACKAGE), frozenset(ENTITIES.values()), find)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a number is no part of something longer, and none that this stage made up."""
    digits = re.sub(r"\D", "", text[start:end])
    apart = not (start and BEFORE.match(text, start - 1)) and not AFTER.match(text, end)
    return apart and len(digits) >= DIGITS and not digits.startswith(PSEUDONYM)
