"""Replace what was found in one text, and prove that nothing else changed and nothing is left."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import msgspec

from stages.anonymize.change import Change
from stages.anonymize.decide import Reviews, Verdict, decide
from stages.anonymize.detect import Judged, Ranked, detect, settle
from stages.anonymize.elements import SIGN, blanked
from stages.anonymize.finding import CERTAIN, Finding, Limits, Subject
from stages.anonymize.generalize import coarser
from stages.anonymize.keys import Keys, fingerprint
from stages.anonymize.leaves import leaves
from stages.anonymize.lexers import PROSE, lexed
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.mend import mended
from stages.anonymize.params import Policy
from stages.anonymize.pseudonym import Words, company_words, placeholder, pseudonym
from stages.anonymize.rules import birth_date, cn_mobile, person
from stages.anonymize.scalars.depth import is_deep
from stages.anonymize.seams import GAP, STITCH
from stages.anonymize.shape import shape
from stages.anonymize.syntax import Outline, Skeleton, grammar_of, node_of, outline, region_of, texts_within
from stages.core.records.decision import Action
from stages.core.spans import apply

UNMISTAKABLE = frozenset(
    {
        "secret.private-key", "pii.cn-id", "pii.bank-card", "pii.cn-uscc", "company.package", "company.term",
        cn_mobile.NAMED, birth_date.NUMBERED,
    }
)  # fmt: skip
"""Entities and rules that refuse a file where nothing may be edited, such as a regular expression; so does a
secret with a format of its own."""

GAPS = re.compile(f"((?:{GAP.pattern})+)")
NAMES = re.compile(r"^(?:company\.|pii\.person$)")
"""Entities of which a value may be in several leaves."""

REPLACE = ("redact", "pseudonymize", "generalize")


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
    """`policy`, `too-large`, `syntax`, `no-syntax`, `skeleton` or `residual`; empty when the text is safe."""
    reason: str
    """The entities that refuse it, behind the language for `no-syntax`, the size for `too-large`."""

    @property
    def decided(self) -> list[Change]:
        """Return every decision."""
        return [*self.changes, *self.kept]


def rewrite(subject: Subject, path: str, masking: Masking) -> Rewritten:
    """Return the safe text of `subject`, or why there is none."""
    found = detect(subject)
    size = len(subject.text.encode()) if found else 0
    if size > subject.limits.max_rewritten_bytes:
        return _too_large(subject, found, size, masking)
    return _rewritten(subject, path, found, masking)


def _rewritten(subject: Subject, path: str, found: list[Ranked], masking: Masking) -> Rewritten:
    before = _outline(subject, path, found) if found else None
    first = plan(subject, found, before, masking)
    if first.dropped:
        return _refused("policy" if _is_policy(first) else "syntax", first)
    if not first.changes:
        return Rewritten(subject.text, [], first.kept, "", "")
    if before is None and subject.language not in PROSE:
        return _unread("no-syntax", subject.language, first)
    changes = _keeping(subject, path, before, first.changes)
    if not changes:
        return _refused("skeleton", first)
    rewritten = _with(subject, changes)._replace(limits=_limits_of(subject, found))
    again = _without_ours(detect(rewritten), subject.text, changes)
    left = plan(rewritten, again, _outline(rewritten, path, again), masking)
    if left.changes or left.dropped:
        return _refused("residual", first, left)
    return Rewritten(rewritten.text, changes, first.kept, "", "")


def _too_large(subject: Subject, found: list[Ranked], size: int, masking: Masking) -> Rewritten:
    """Return no text where anything must change; of what goes with the file no replacement is made, as that
    takes longer than to find it."""
    policy = masking.policy
    dropping = {
        entity: entry if entry.action == "keep" else msgspec.structs.replace(entry, action="drop_file")
        for entity, entry in policy.entities.items()
    }
    strict = masking._replace(policy=msgspec.structs.replace(policy, entities=dropping))
    planned = plan(subject, found, None, strict)
    if not planned.dropped:
        return Rewritten(subject.text, [], planned.kept, "", "")
    return _unread("too-large", f"{size} bytes", planned)


def _without_ours(again: list[Ranked], text: str, changes: list[Change]) -> list[Ranked]:
    """Return `again` without what lies within a replacement of `text`, as a part of a host in strings does,
    and without names that replacements have a part in: a short name of the company stands where a replacement
    meets the letter beside it, and what is drawn in Chinese may look like a person."""
    ours = list(_spans(text.encode(), changes))
    ends = [end for _, end, _ in ours]

    def is_ours(found: Finding) -> bool:
        near = ours[bisect_right(ends, found.start) : bisect_right(ours, found.end, key=_start)]
        return any(_is_ours(found, *span) for span in near)

    return [entry for entry in again if not is_ours(entry.finding)]


def _start(span: tuple[int, int, Finding]) -> int:
    return span[0]


def _is_ours(found: Finding, start: int, end: int, made: Finding) -> bool:
    if start <= found.start and found.end <= end:
        return True
    is_fit = _is_name(found) or (found.entity == "pii.person" and _is_name(made))
    return is_fit and start < found.end and found.start < end


def _is_name(finding: Finding) -> bool:
    return finding.entity.startswith("company.")


def _spans(text: bytes, changes: list[Change]) -> Iterator[tuple[int, int, Finding]]:
    """Yield where replacements stand in the rewritten text, in characters, and for what."""
    at = place = 0
    for change in changes:
        place += len(text[at : change.start].decode())
        yield place, place + len(change.text), change.finding
        place, at = place + len(change.text), change.end


def _unread(rule: str, why: str, found: Plan) -> Rewritten:
    """Return no text when words must change of which nobody can say whether the syntax stays: of a language
    that nothing knows, or of a text so large that the proof takes many times its memory."""
    refused = _refused(rule, found)
    return refused._replace(reason=f"{why}: {refused.reason}")


def _limits_of(subject: Subject, found: Iterable[Ranked]) -> Limits:
    """Return the limits with those of the other tools that found something: what a rewriting leaves is less,
    and to start a program for each text takes its time."""
    names = {name for entry in found for name in entry.finding.detectors}
    limits = subject.limits
    return limits._replace(detectors=tuple(one for one in limits.detectors if one.name in names))


def _outline(subject: Subject, path: str, found: list[Ranked]) -> Outline | None:
    """Return what a parser or a lexer sees; None for prose and for languages that neither knows."""
    text, language = subject.text, subject.language
    offsets = _byte_offsets(text, {place for entry in found for place in entry.finding[:2]})
    places = [(offsets[entry.finding.start], offsets[entry.finding.end]) for entry in found]
    regions, skeleton = leaves(text, language, places), shape(text, language)
    if regions is None or skeleton is None:
        seen = _seen(text, language, path)
        return seen and Outline(skeleton or seen.skeleton, regions or seen.regions, seen.free)
    return Outline(skeleton, regions, free=True)


@lru_cache(maxsize=1)
def _seen(text: str, language: str, path: str) -> Outline | None:
    """A safe text is compared with the raw one, and then searched again."""
    grammar = grammar_of(language, path)
    return outline(text.encode(), grammar) if grammar else lexed(text, language)


def _skeleton(text: str, language: str, path: str) -> Skeleton:
    """Return what a strict reader sees of a settings file; of one that it refuses, and of other files, what
    a parser or lexer sees."""
    read = shape(text, language)
    seen = _seen(text, language, path) if read is None else None
    return seen.skeleton if seen else read or []


def _keeping(subject: Subject, path: str, before: Outline | None, changes: list[Change]) -> list[Change]:
    """Return the changes, some of them shrunk, that leave the skeleton as it was; none when nothing does."""
    if before is None:
        return changes
    if subject.language == "yaml" and is_deep(subject.text, subject.language):
        return []

    def keeps(some: list[Change]) -> bool:
        return before.skeleton == _skeleton(_with(subject, some).text, subject.language, path)

    return changes if keeps(changes) else mended(subject.text.encode(), changes, before.regions, keeps)


def _with(subject: Subject, changes: list[Change]) -> Subject:
    return subject._replace(text=applied(subject.text, changes))


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
    return applied(subject.text, masks(subject, masking))


def masks(subject: Subject, masking: Masking) -> list[Change]:
    """Return what is replaced in a text without syntax, in order; what would drop a file is replaced, too."""
    planned = plan(subject, detect(subject), None, masking)
    gone = [one._replace(verdict=one.verdict._replace(action="redact")) for one in planned.dropped]
    return sorted([*planned.changes, *gone], key=lambda change: change.start)


def applied(text: str, changes: Iterable[Change]) -> str:
    """Return a text with the changes, in bytes, put in."""
    edits = sorted((change.start, change.end, change.text.encode()) for change in changes)
    return apply(text.encode(), edits).decode()


def plan(subject: Subject, found: list[Ranked], syntax: Outline | None, masking: Masking) -> Plan:
    """Return what is done with `found`, each where the syntax lets it be."""
    judged = [Judged(*entry, _judge(subject, entry.finding, masking), entry.finding) for entry in found]
    kept = [entry for entry in judged if entry.verdict.action == "keep"]
    heard = [entry for entry in judged if entry.verdict.action != "keep"]
    decided = [*_decided(subject, heard, syntax, masking), *_done(subject, kept, syntax, masking)]
    return Plan(
        changes=[change for change in decided if change.verdict.action in REPLACE],
        kept=[change for change in decided if change.verdict.action == "keep"],
        dropped=[change for change in decided if change.verdict.action == "drop_file"],
    )


def _decided(subject: Subject, heard: list[Judged], syntax: Outline | None, masking: Masking) -> list[Change]:
    """Return what is done with findings, in order: where nothing may be edited for the strongest of those
    that overlap, the others count, as the company's name in `foobank.core.internal`, a module of Python."""
    settled = settle(subject.text, heard)
    done = _done(subject, settled, syntax, masking)
    stuck = {change.finding for change in done if change.verdict[:2] == ("keep", "syntax")}
    beneath = _beneath([entry for entry in settled if entry.finding in stuck], heard)
    others = _decided(subject, beneath, syntax, masking) if 0 < len(beneath) < len(heard) else []
    return sorted([*done, *others], key=lambda change: change.start)


def _done(subject: Subject, entries: list[Judged], syntax: Outline | None, masking: Masking) -> list[Change]:
    offsets = _byte_offsets(subject.text, {place for entry in entries for place in entry.finding[:2]})
    return [
        change
        for entry in entries
        for change in _changes(
            subject, entry, (offsets[entry.finding.start], offsets[entry.finding.end]), syntax, masking
        )
    ]


def _beneath(stuck: list[Judged], judged: list[Judged]) -> list[Judged]:
    """Return what else was found within `stuck`, which is in order."""
    starts = [entry.finding.start for entry in stuck]

    def is_beneath(found: Finding) -> bool:
        over = stuck[bisect_right(starts, found.start) - 1]
        return found != over.named and over.finding.start <= found.start and found.end <= over.finding.end

    return [entry for entry in judged if is_beneath(entry.finding)] if stuck else []


def _judge(subject: Subject, finding: Finding, masking: Masking) -> Verdict:
    value = subject.text[finding.start : finding.end]
    said = masking.reviews and masking.reviews.get((fingerprint(masking.keys, value), finding.rule))
    return decide(finding, subject.source_class, masking.policy, said or finding.review)


def _changes(
    subject: Subject, entry: Judged, place: tuple[int, int], syntax: Outline | None, masking: Masking
) -> Iterator[Change]:
    """Yield what is done about one finding: one change, or one for each string that it reaches over."""
    finding, verdict, named = entry.finding, entry.verdict, entry.named
    value = subject.text[named.start : named.end]
    whole = Change(*place, "", value, finding, node_of(syntax, *place), verdict)
    if verdict.action == "keep":
        yield whole
        return
    text = _quoted(_replacement(finding, value, verdict, masking), place, syntax)
    written = subject.text[finding.start : finding.end]
    places = _elements(finding, written, place[0]) or (
        [(*place, text)] if syntax is None else _places(finding, written, text, place, syntax)
    )
    if verdict.action == "drop_file":
        yield whole._replace(text=text)
    elif not places:
        is_lost = _is_unmistakable(finding) and not _is_code(written, place, syntax)
        action: Action = "drop_file" if is_lost else "keep"
        yield whole._replace(verdict=verdict._replace(action=action, reason="syntax"))
    elif text == written:
        yield whole._replace(verdict=verdict._replace(action="keep", reason="masked"))
    else:
        fitting = ((start, end, _fitting(start, end, part, syntax)) for start, end, part in places)
        yield from (whole._replace(start=start, end=end, text=part) for start, end, part in fitting)


def _replacement(finding: Finding, value: str, verdict: Verdict, masking: Masking) -> str:
    if verdict.action == "generalize":
        return coarser(finding.entity, value)
    if verdict.action == "pseudonymize":
        return pseudonym(finding.entity, value, masking.keys.pseudonym, masking.words)
    return placeholder(finding.entity)


def _quoted(text: str, place: tuple[int, int], syntax: Outline | None) -> str:
    """Return `text` with quotes where it would be no value without them, as 123 in JSON is one."""
    region = region_of(syntax.regions, *place) if syntax else None
    is_number = text.isdecimal() and not text.startswith("0")
    return f'"{text}"' if region and region.kind == "bare" and not is_number else text


def _elements(finding: Finding, written: str, start: int) -> list[tuple[int, int, str]]:
    """Return what takes the place of each element of a list of signs or bytes that a secret is, or of the
    number that it is: a sign or a number, of which the syntax stays."""
    parts = blanked(written) if finding.entity.startswith("secret.") else []
    offsets = _byte_offsets(written, {place for part in parts for place in part[:2]})
    return [(start + offsets[part.start], start + offsets[part.end], part.text) for part in parts]


def _places(
    finding: Finding, written: str, text: str, place: tuple[int, int], syntax: Outline
) -> list[tuple[int, int, str]]:
    """Return the parts of the bytes of a place that may change, each with what of `text` takes the place of
    what is written there."""
    start, end = place
    whole = [(start, end, text)]
    if syntax.free:
        return whole
    region = region_of(syntax.regions, start, end)
    if region and region.kind == "pattern":
        return whole if _is_name(finding) and text.isalpha() else []
    if region and region.kind == "number":
        fits = text.isdigit() and len(text) == end - start
        return whole if fits and _is_unmistakable(finding) else []
    if region and (region.is_text or _is_name(finding) or finding.rule == person.MODULE):
        return whole
    if finding.entity.startswith("secret.") and (not region or region.is_text):
        return [(*place, text) for place in texts_within(syntax.regions, start, end)]
    return _pieces(finding, written, text, start, syntax)


def _fitting(start: int, end: int, part: str, syntax: Outline | None) -> str:
    """Return what is put in a place: for a literal of one sign, one sign."""
    region = region_of(syntax.regions, start, end) if syntax else None
    return SIGN if region and region.kind == "sign" and len(part) != 1 else part


def _pieces(
    finding: Finding, written: str, text: str, start: int, syntax: Outline
) -> list[tuple[int, int, str]]:
    """Return the leaves that hold a value together, each with its share of `text`: `foo.bank` in code are
    two, and so are those of `"foo" + "bank"`. Nothing where one of them may not change."""
    border = STITCH if STITCH.search(written) else GAPS
    raw, made = border.split(written), border.split(text)
    if len(raw) != len(made) or len(raw) == 1 or not (NAMES.search(finding.entity) or border is STITCH):
        return []
    ends = [start + end for end in accumulate(len(part.encode()) for part in raw)]
    places = [(end - len(part.encode()), end) for part, end in zip(raw, ends, strict=True)][::2]
    regions = [region_of(syntax.regions, *place) for place in places]
    is_code = border is GAPS and "\n" not in written and _is_name(finding)
    if not all(r and (r.is_text or (r.kind == "identifier" and is_code)) for r in regions):
        return []
    return [(*place, word) for place, word in zip(places, made[::2], strict=True) if place[0] < place[1]]


def _is_code(written: str, place: tuple[int, int], syntax: Outline | None) -> bool:
    """Say whether what looks like a name in pieces is words of code, as in a difference over two lines."""
    if not syntax or not ("\n" in written or STITCH.search(written)):
        return False
    return not any(texts_within(syntax.regions, *place))


def _is_unmistakable(finding: Finding) -> bool:
    own_format = finding.entity.startswith("secret.") and finding.confidence >= CERTAIN
    return own_format or bool(UNMISTAKABLE & {finding.entity, finding.rule})


def _byte_offsets(text: str, places: Iterable[int]) -> dict[int, int]:
    if text.isascii():
        return {place: place for place in places}
    offsets, last, total = {}, 0, 0
    for place in sorted(set(places)):
        total += len(text[last:place].encode())
        offsets[place], last = total, place
    return offsets
