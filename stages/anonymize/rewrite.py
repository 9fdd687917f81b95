"""Replace what was found in one text, and prove that nothing else changed and nothing is left."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from stages.anonymize.decide import Reviews, Verdict, decide
from stages.anonymize.detect import Judged, Ranked, detect, settle
from stages.anonymize.finding import CERTAIN, Finding, Limits, Subject
from stages.anonymize.generalize import GENERALIZERS
from stages.anonymize.keys import Keys, fingerprint
from stages.anonymize.lexers import lexed
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.params import Policy
from stages.anonymize.pseudonym import Words, company_words, placeholder, pseudonym
from stages.anonymize.rules import cn_mobile
from stages.anonymize.scalars.depth import is_deep
from stages.anonymize.shape import shape
from stages.anonymize.syntax import Outline, grammar_of, node_of, outline, region_of, texts_within
from stages.core.records.decision import Action
from stages.core.spans import apply

UNMISTAKABLE = frozenset(
    {
        "secret.private-key", "pii.cn-id", "pii.bank-card", "pii.cn-uscc", "company.package", "company.term",
        cn_mobile.NAMED,
    }
)  # fmt: skip
"""Entities and rules that refuse a file where nothing may be edited, such as a regular expression; so does a
secret with a format of its own."""

REPLACE = ("redact", "pseudonymize", "generalize")
JSON = ("json", "jsonl")
QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"')


class Masking(NamedTuple):
    """What replacements are made with, and what wants them."""

    keys: Keys
    words: Words
    policy: Policy
    reviews: Reviews

    @classmethod
    def of(cls, keys: Keys, lexicon: Lexicon, policy: Policy, reviews: Reviews) -> "Masking":
        """Return what the names of `lexicon` are masked with, too."""
        return cls(keys, company_words(keys.pseudonym, lexicon), policy, reviews)


class Change(NamedTuple):
    """One decision: a replacement, or that there is none."""

    start: int
    """First byte in the raw text."""
    end: int
    text: str
    """What takes the place; empty when the value is kept."""
    value: str
    """What was there; it stays in memory."""
    finding: Finding
    node: str
    verdict: Verdict


class Plan(NamedTuple):
    """What is to be changed in a text."""

    changes: list[Change]
    """In order, not overlapping."""
    kept: list[Change]
    """What was found and stays; it may overlap."""
    dropped: list[Change]
    """What the policy drops the file for, or cannot be edited and must not stay."""


class Rewritten(NamedTuple):
    """A text without what must not leave, or the rule that refuses it."""

    text: str
    changes: list[Change]
    kept: list[Change]
    """Decisions without a replacement; all of them when the text is refused."""
    refused: str
    """`policy`, `syntax`, `skeleton` or `residual`; empty when the text is safe."""
    reason: str
    """The entities that refuse it."""

    @property
    def decided(self) -> list[Change]:
        """Return every decision."""
        return [*self.changes, *self.kept]


def rewrite(subject: Subject, path: str, masking: Masking) -> Rewritten:
    """Return the safe text of `subject`, or why there is none."""
    found = detect(subject)
    before = _outline(subject, path) if found else None
    first = plan(subject, found, before, masking)
    if first.dropped:
        return _refused("policy" if _is_policy(first) else "syntax", first)
    if not first.changes:
        return Rewritten(subject.text, [], first.kept, "", "")
    rewritten = subject._replace(
        text=_applied(subject.text, first.changes), limits=_limits_of(subject, found)
    )
    after = _outline(rewritten, path)
    if (before and after and before.skeleton != after.skeleton) or _shape_is_lost(subject, rewritten):
        return _refused("skeleton", first)
    left = plan(rewritten, detect(rewritten), after, masking)
    if left.changes or left.dropped:
        return _refused("residual", first, left)
    return Rewritten(rewritten.text, first.changes, first.kept, "", "")


def _limits_of(subject: Subject, found: Iterable[Ranked]) -> Limits:
    """Return the limits with those of the other tools that found something: what a rewriting leaves is less,
    and to start a program for each text takes its time."""
    names = {name for entry in found for name in entry.finding.detectors}
    limits = subject.limits
    return limits._replace(detectors=tuple(one for one in limits.detectors if one.name in names))


def _outline(subject: Subject, path: str) -> Outline | None:
    """Return what a parser or a lexer sees; None where words may change anywhere, or a shape is kept."""
    grammar = grammar_of(subject.language, path)
    return outline(subject.text.encode(), grammar) if grammar else lexed(subject.text, subject.language)


def _is_policy(plan: Plan) -> bool:
    return any(change.verdict.reason != "syntax" for change in plan.dropped)


def _refused(rule: str, decided: Plan, culprit: Plan | None = None) -> Rewritten:
    """Return no text, and every decision: what was to be replaced went with the file."""
    gone = [
        change._replace(text="", verdict=change.verdict._replace(action="drop_file"))
        for change in [*decided.changes, *decided.dropped]
    ]
    named = culprit or decided
    entities = {change.finding.entity for change in named.dropped or named.changes}
    return Rewritten("", [], [*gone, *decided.kept], rule, ", ".join(sorted(entities)))


def mask(subject: Subject, masking: Masking) -> str:
    """Return a text without syntax, such as a path, with everything replaced that is found in it."""
    planned = plan(subject, detect(subject), None, masking)
    return _applied(subject.text, [*planned.changes, *planned.dropped])


def _applied(text: str, changes: Iterable[Change]) -> str:
    edits = sorted((change.start, change.end, change.text.encode()) for change in changes)
    return apply(text.encode(), edits).decode()


def plan(subject: Subject, found: list[Ranked], syntax: Outline | None, masking: Masking) -> Plan:
    """Return what is done with `found`, each where the syntax lets it be."""
    judged = [Judged(*entry, _judge(subject, entry.finding, masking)) for entry in found]
    settled = settle(subject.text, [entry for entry in judged if entry.verdict.action != "keep"])
    kept = [entry for entry in judged if entry.verdict.action == "keep"]
    places = {place for entry in [*settled, *kept] for place in entry.finding[:2]}
    offsets = _byte_offsets(subject.text, places)
    decided = [
        change
        for entry in [*settled, *kept]
        for change in _changes(
            subject, entry, (offsets[entry.finding.start], offsets[entry.finding.end]), syntax, masking
        )
    ]
    return Plan(
        changes=[change for change in decided if change.verdict.action in REPLACE],
        kept=[change for change in decided if change.verdict.action == "keep"],
        dropped=[change for change in decided if change.verdict.action == "drop_file"],
    )


def _judge(subject: Subject, finding: Finding, masking: Masking) -> Verdict:
    value = subject.text[finding.start : finding.end]
    said = masking.reviews and masking.reviews.get((fingerprint(masking.keys, value), finding.rule))
    return decide(finding, subject.source_class, masking.policy, said or finding.review)


def _changes(
    subject: Subject, entry: Judged, place: tuple[int, int], syntax: Outline | None, masking: Masking
) -> Iterator[Change]:
    """Yield what is done about one finding: one change, or one for each string that it reaches over."""
    finding, verdict = entry.finding, entry.verdict
    value = subject.text[finding.start : finding.end]
    whole = Change(*place, "", value, finding, node_of(syntax, *place), verdict)
    if verdict.action == "keep":
        yield whole
        return
    text = _replacement(subject, finding, value, verdict, masking)
    places = [place] if syntax is None else _places(finding, text, *place, syntax)
    if verdict.action == "drop_file":
        yield whole._replace(text=text)
    elif not places:
        action: Action = "drop_file" if _is_unmistakable(finding) else "keep"
        yield whole._replace(verdict=verdict._replace(action=action, reason="syntax"))
    elif text == value:
        yield whole._replace(verdict=verdict._replace(action="keep", reason="masked"))
    else:
        for start, end in places:
            part = value if (start, end) == place else subject.text.encode()[start:end].decode()
            yield whole._replace(start=start, end=end, text=text, value=part)


def _replacement(subject: Subject, finding: Finding, value: str, verdict: Verdict, masking: Masking) -> str:
    if verdict.action == "generalize":
        text = GENERALIZERS[finding.entity](value)
    elif verdict.action == "pseudonymize":
        text = pseudonym(finding.entity, value, masking.keys.pseudonym, masking.words)
    else:
        text = placeholder(finding.entity)
    bare = subject.language in JSON and not text.isdigit() and _is_bare(subject.text, finding)
    return f'"{text}"' if bare else text


def _places(finding: Finding, text: str, start: int, end: int, syntax: Outline) -> list[tuple[int, int]]:
    """Return the parts of bytes `start:end` that may become `text`."""
    region = region_of(syntax.regions, start, end)
    if region and region.kind == "number":
        fits = text.isdigit() and len(text) == end - start
        return [(start, end)] if fits and _is_unmistakable(finding) else []
    if region and (region.is_text or finding.entity.startswith("company.")):
        return [(start, end)]
    if finding.entity.startswith("secret.") and (not region or region.is_text):
        return list(texts_within(syntax.regions, start, end))
    return []


def _is_unmistakable(finding: Finding) -> bool:
    own_format = finding.entity.startswith("secret.") and finding.confidence >= CERTAIN
    return own_format or bool(UNMISTAKABLE & {finding.entity, finding.rule})


def _is_bare(text: str, finding: Finding) -> bool:
    """Outside a string a replacement needs quotes; JSON strings end where their line ends."""
    quotes, breaks = _marks(text)
    line = bisect_left(breaks, finding.start)
    begin = breaks[line - 1] if line else 0
    return (bisect_left(quotes, finding.start) - bisect_left(quotes, begin)) % 2 == 0


@lru_cache(maxsize=1)
def _marks(text: str) -> tuple[list[int], list[int]]:
    """Return the places of quotes and of line breaks of a text; a line may hold thousands of findings."""
    quotes = [match.end() - 1 for match in QUOTE.finditer(text)]
    return quotes, [match.start() for match in re.finditer("\n", text)]


def _byte_offsets(text: str, places: Iterable[int]) -> dict[int, int]:
    if text.isascii():
        return {place: place for place in places}
    offsets, last, total = {}, 0, 0
    for place in sorted(set(places)):
        total += len(text[last:place].encode())
        offsets[place], last = total, place
    return offsets


def _shape_is_lost(raw: Subject, safe: Subject) -> bool:
    if raw.language == "yaml" and is_deep(raw.text, raw.language):
        return True  # PyYAML takes time by the square of the depth
    expected = shape(raw.text, raw.language)
    return expected is not None and shape(safe.text, safe.language) != expected
