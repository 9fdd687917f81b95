"""Texts for the tests of other tools: ⟦ and ⟧ stand around what one of them must find."""

from stages.anonymize.extras import chosen
from stages.anonymize.finding import Detector, Finding, Subject
from tests.anonymize.cases import plain, subject


def asked(text: str, language: str, path: str, *detectors: Detector) -> Subject:
    """Return `text` as the detectors of the settings read it."""
    read = subject(text, language)._replace(path=path)
    return read._replace(limits=read.limits._replace(detectors=detectors))


def found(marked: str, language: str, path: str, detector: Detector) -> list[Finding]:
    """Return what one tool finds in a text, without its marks."""
    return list(chosen.find(asked(plain(marked), language, path, detector)))
