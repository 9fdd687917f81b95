"""Find telephones, cards and social security numbers in prose by recognizers of Presidio that are patterns.

Only three recognizers are made, and no model of language: the others take slices for addresses and
identifiers for licences, and the one for mail fetches a list of domains.
"""

import logging
from collections.abc import Collection, Iterator
from importlib import import_module

from stages.anonymize.extras.versions import version_of
from stages.anonymize.finding import LIKELY, POSSIBLE, Detector, Finding, Subject

PACKAGE = "presidio-analyzer"
PROSE = ("markdown", "rst", "text")
ENTITIES = {"PHONE_NUMBER": "pii.phone", "CREDIT_CARD": "pii.bank-card", "US_SSN": "pii.us-ssn"}
RECOGNIZERS = ("PhoneRecognizer", "CreditCardRecognizer", "UsSsnRecognizer")
CHECKED = 0.85
"""Score from which on a check digit or a whole format was seen."""
PSEUDONYM = "999"
"""Start of the telephones that this stage makes up."""


def load(_texts: Collection[str]) -> Detector:
    """Return the detector."""
    logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL + 1)
    presidio = import_module("presidio_analyzer")
    known = import_module("presidio_analyzer.predefined_recognizers")
    engine = import_module("presidio_analyzer.nlp_engine").NoOpNlpEngine(
        [{"lang_code": "en", "model_name": "no_op"}]
    )
    registry = presidio.RecognizerRegistry(recognizers=[getattr(known, name)() for name in RECOGNIZERS])
    analyzer = presidio.AnalyzerEngine(registry=registry, nlp_engine=engine)

    def find(subject: Subject) -> Iterator[Finding]:
        if subject.language not in PROSE:
            return
        for found in analyzer.analyze(subject.text, language="en", entities=list(ENTITIES)):
            digits = "".join(filter(str.isdigit, subject.text[found.start : found.end]))
            if not digits.startswith(PSEUDONYM):
                sure = LIKELY if found.score >= CHECKED else POSSIBLE
                rule = f"presidio/{found.entity_type}"
                yield Finding(found.start, found.end, ENTITIES[found.entity_type], rule, sure)

    return Detector("presidio", *version_of(__name__, PACKAGE), frozenset(ENTITIES.values()), find)
