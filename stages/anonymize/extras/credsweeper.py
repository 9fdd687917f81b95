"""Find secrets by the rules of CredSweeper, in this process.

Its model gates nothing, since it has learned random values and drops the weak passwords of real life: its
score, in four steps, decides only which of the uncertain values people are asked about first.
"""

import logging
import warnings
from collections.abc import Collection, Iterator
from importlib import import_module
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Any

from stages.anonymize.extras.chosen import secret
from stages.anonymize.extras.versions import version_of
from stages.anonymize.finding import LIKELY, POSSIBLE, Detector, Finding, Subject

PACKAGE = "credsweeper"
KEEP_ALL = 0.0
"""Threshold of the model; the whole number 0 would switch its score off."""
STEPS = 4


def load(_texts: Collection[str]) -> Detector:
    """Return the detector."""
    logging.getLogger("credsweeper").setLevel(logging.CRITICAL + 1)  # its messages quote lines
    sweeper = import_module("credsweeper.app").CredSweeper(ml_threshold=KEEP_ALL, ml_threads_limit=1)

    def find(subject: Subject) -> Iterator[Finding]:
        lines = subject.text.split("\n")
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        for candidate in _candidates(sweeper, lines, subject.path):
            name, sure = candidate.rule_name, _confidence(candidate)
            for part in candidate.line_data_list:
                start = starts[part.line_num - 1]
                if 0 <= part.value_start < part.value_end:
                    span = (start + part.value_start, start + part.value_end)
                    yield Finding(*span, secret(name), f"credsweeper/{name}", sure)

    entities = frozenset(secret(rule.rule_name) for rule, _ in sweeper.scanner.rules_scanners)
    return Detector("credsweeper", *version_of(__name__, PACKAGE), entities, find)


def _candidates(sweeper: Any, lines: list[str], path: str) -> list[Any]:  # noqa: ANN401  a class of the extra
    provider = import_module("credsweeper.file_handler.string_content_provider").StringContentProvider
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it is to be renamed
        content = provider(
            [line.removesuffix("\r") for line in lines], file_path=path, file_type=PurePosixPath(path).suffix
        )
    sweeper.credential_manager.set_credentials(sweeper.file_scan(content))
    sweeper.post_processing(None)
    found: list[Any] = sweeper.credential_manager.get_credentials()
    return found


def _confidence(candidate: Any) -> float:  # noqa: ANN401
    """Return LIKELY for a format of its own, else POSSIBLE and a little more the surer the model is."""
    score = candidate.ml_probability
    return LIKELY if score is None else round(POSSIBLE + 0.02 * min(STEPS - 1, int(score * STEPS)), 2)
