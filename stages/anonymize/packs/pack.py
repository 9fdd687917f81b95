"""Read rules for secrets in the format of gitleaks: policy as code.

Keys of our own, which gitleaks ignores: `examples` and `misses` of a rule, which tests expand, and `cue`.
Not supported: composite rules (`required`), and `extend.url`. `commits` of an allowlist are read and ignored:
a blob belongs to no commit.
"""

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

import msgspec
import re2  # type: ignore[import-untyped]

from stages.core.errors import PipelineError

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
LONGEST_SIGN = 8
"""Characters of a pattern that a message may hold: an operator such as `(?=`, never a value."""
TRIED = (b"a b", b"1~2", b"-=_")
"""Texts in which a pattern that may match nothing does so; of 50 MB it would do so 50 million times."""
REMEDY = "Mend the file, or take it out of anonymize.packs."


class Allowlist(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What is no secret although a rule matches it."""

    description: str = ""
    condition: Literal["", "OR", "AND", "||", "&&", "or", "and"] = "OR"
    commits: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    regexes: tuple[str, ...] = ()
    regex_target: Literal["", "secret", "match", "line"] = "secret"
    stopwords: tuple[str, ...] = ()
    target_rules: tuple[str, ...] = ()
    """Rules that it is for; empty for all. Only outside rules."""


class Rule(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One pattern of a secret; after `merged` with all allowlists that hold for it."""

    id: str
    description: str = ""
    regex: str = ""
    secret_group: int = 0
    """Group of `regex` that is the secret; 0 for the first group that is not empty, else the whole match."""
    entropy: float = 0
    """Bits a byte that a secret must exceed."""
    keywords: tuple[str, ...] = ()
    """In a text without any of them, in any case, the rule finds nothing."""
    cue: str = ""
    """Pattern that is in each match of a rule whose keywords many texts have."""
    path: str = ""
    """Pattern of the paths in which the rule looks; alone it finds whole files."""
    tags: tuple[str, ...] = ()
    allowlists: tuple[Allowlist, ...] = ()
    allowlist: Allowlist | None = None
    """The older form of `allowlists`."""
    examples: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


class Extend(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What a file builds on."""

    path: str = ""
    """Another file, from the directory of the run, as gitleaks has it."""
    use_default: bool = False
    """Our own packs."""
    disabled_rules: tuple[str, ...] = ()


class Config(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The content of one file."""

    title: str = ""
    description: str = ""
    min_version: str = ""
    extend: Extend = Extend()
    rules: tuple[Rule, ...] = ()
    allowlists: tuple[Allowlist, ...] = ()
    allowlist: Allowlist | None = None


class Pack(NamedTuple):
    """Rules that are ready, and where they come from."""

    name: str
    rules: tuple[Rule, ...]


def parse(name: str, text: str) -> Config:
    """Return the content of the file `name`; raises PipelineError with the rule at fault."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PipelineError(f"{name}: {_line(error)}, expected TOML. {REMEDY}") from error
    try:
        return msgspec.convert(table, type=Config)
    except msgspec.ValidationError as error:
        raise PipelineError(f"{name}: {_place(table, str(error))}. {REMEDY}") from error


def merged(name: str, config: Config, base: Iterable[Rule]) -> Pack:
    """Return the rules of `config` over those that it extends; raises PipelineError with the first fault.

    As in gitleaks, a rule with the id of one of `base` changes what it sets, and adds to its lists. Where the
    base is our packs in place of the rules of gitleaks, ids that they lack are passed over.
    """
    kept = {rule.id: rule for rule in base}
    named = (_with_base(_one_form(rule), kept.get(rule.id)) for rule in config.rules)
    is_ours = config.extend.use_default
    own = {rule.id: rule for rule in named if rule.regex or rule.path or not is_ours}
    off = config.extend.disabled_rules
    everywhere = (*config.allowlists, *([config.allowlist] if config.allowlist else []))
    rules = tuple(guarded(rule, everywhere) for id_, rule in {**kept, **own}.items() if id_ not in off)
    meant = {*off, *(id_ for allowlist in everywhere for id_ in allowlist.target_rules)}
    faults = [
        *(
            f"rule '{id_}' is there {n} times"
            for id_, n in Counter(r.id for r in config.rules).items()
            if n > 1
        ),
        *(f"no rule '{id_}', which it names" for id_ in sorted(meant - {*kept, *own}) if not is_ours),
        *(f"rule '{rule.id}': {fault}" for rule in rules for fault in _faults(rule)),
    ]
    if faults:
        more = f" and {len(faults) - 1} more faults" if len(faults) > 1 else ""
        raise PipelineError(f"{name}: {faults[0]}{more}. {REMEDY}")
    return Pack(name, rules)


def version(rule: Rule) -> str:
    """Return the first 8 hex digits of the SHA-256 of what makes a rule find or not."""
    plain = msgspec.structs.replace(rule, description="", cue="", examples=(), misses=())
    return hashlib.sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()[:8]


@cache
def compiled(pattern: str) -> "re2._Regexp":
    """Return a pattern for UTF-8; raises re2.error. It runs in linear time and bounded memory."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 16 << 20
    return re2.compile(pattern.encode(), options)


def _one_form(rule: Rule) -> Rule:
    if not rule.allowlist:
        return rule
    return msgspec.structs.replace(rule, allowlists=(*rule.allowlists, rule.allowlist), allowlist=None)


def _with_base(rule: Rule, base: Rule | None) -> Rule:
    if not base:
        return rule
    both = {name: (*getattr(base, name), *getattr(rule, name)) for name in ("keywords", "tags", "allowlists")}
    single = ("description", "regex", "secret_group", "entropy", "path", "examples", "misses")
    changed = {name: getattr(rule, name) or getattr(base, name) for name in single}
    cue = rule.cue if rule.regex else rule.cue or base.cue
    return msgspec.structs.replace(rule, cue=cue, **both, **changed)


def guarded(rule: Rule, everywhere: tuple[Allowlist, ...]) -> Rule:
    """Return a rule with those of the allowlists that are for it."""
    own = tuple(entry for entry in everywhere if not entry.target_rules or rule.id in entry.target_rules)
    return msgspec.structs.replace(rule, allowlists=(*rule.allowlists, *own)) if own else rule


def _faults(rule: Rule) -> Iterator[str]:
    if not ID.fullmatch(rule.id):
        yield "an id of letters, digits, - and _ is expected"
    if not rule.regex and not rule.path:
        yield "regex or path is expected"
    allowed = (pattern for entry in rule.allowlists for pattern in (*entry.regexes, *entry.paths))
    patterns = [rule.regex, rule.cue, rule.path, *allowed]
    yield from (fault for pattern in patterns for fault in _faults_of(pattern))
    if not rule.regex or any(_faults_of(rule.regex)):
        return
    if not 0 <= rule.secret_group <= _groups(rule.regex):
        yield f"secretGroup {rule.secret_group}, expected a group of regex, 0 to {_groups(rule.regex)}"
    found = ((one.span(), len(text)) for text in TRIED for one in compiled(rule.regex).finditer(text))
    if any(0 < start == end < length for (start, end), length in found):
        yield "regex matches nothing between any two signs, expected a secret in each match"


def _groups(pattern: str) -> int:
    groups: int = compiled(pattern).groups
    return groups


def _faults_of(pattern: str) -> Iterator[str]:
    try:
        compiled(pattern)
    except re2.error as error:
        said = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else error.args[0]
        reason, _, at = str(said).partition(": ")
        shown = f"{reason}: {at}" if len(at) <= LONGEST_SIGN else reason
        yield f"{_line(shown)}, expected a regular expression of RE2 (no look-around, no back-reference)"


def _place(table: object, said: str) -> str:
    """Return a message of msgspec with the id of the rule in place of its number."""
    fault, _, place = said.partition(" - at `$")
    number = re.match(r"\.rules\[(\d+)\]", place)
    if not number or not isinstance(table, dict):
        return f"{_line(fault)}{' in ' + place.strip('.`') if place else ''}"
    rule = table["rules"][int(number[1])]
    name = rule.get("id", f"number {int(number[1]) + 1}") if isinstance(rule, dict) else number[1]
    rest = place[number.end() :].strip(".`")
    return f"rule '{_line(name)}': {_line(fault)}{' in ' + rest if rest else ''}"


def _line(said: object) -> str:
    return " ".join(str(said).split())[:160]
