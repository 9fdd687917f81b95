"""Find the people that files of packages and of repositories name as authors, maintainers or owners.

Known limits: names that a program puts together, and organisations of two words that no word marks as such.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from stages.anonymize import build_people
from stages.anonymize.author_tags import COMPANY, LEAST_NAME, NAME, NOBODY, is_full, is_telling
from stages.anonymize.cues import compiled, within

Place = tuple[int, int]

FILES = re.compile(
    r"(?i)(?:(?:package|composer|bower|codemeta|manifest|\.zenodo|plugin|meta6?|deno)\.json|(?:pyproject|cargo|book)\.toml|setup\.(?:py|cfg)"
    r"|(?:chart|pubspec|galaxy|mkdocs|openapi|swagger|main|plugin|meta)\.ya?ml|citation\.cff|mix\.exs|description|control|copyright"
    r"|dockerfile.*|pkgbuild|(?:.*\.)?opam|(?:makefile|build)\.pl|rebar\.config|.*\.app\.src|_config\.ya?ml|snapcraft\.ya?ml|conanfile\.py|info\.plist|conf\.py|__(?:init|about|version)__\.py|build\.sbt|rockspec|pkg-info|dist\.ini|\.all-contributorsrc"
    r"|.*\.(?:gemspec|podspec|gradle|gradle\.kts|cabal|rockspec|spec|nix))"
)
"""Files in which keys such as `authors` name people."""
MARKUP = re.compile(
    r"(?i)(?:.*\.(?:pom|nuspec|(?:cs|fs|vb)proj|props|targets|sbt)|pom\.xml|package\.xml|plugin\.xml)"
)
LIST = r"(?i)(?:authors?|contributors?|maintainers?|committers?|credits?|thanks|developers|people|team)"
NOTICES = re.compile(r"(?i)(?:notice|copyright|copying)(?:\.(?:md|txt|rst))?")

KEY = re.compile(
    r"(?im)(?:^|(?<=[\s{(\[,.\"']))(?:authors?|contributors?|maintainers?|developers?|packager|uploaders?|creators?"
    r"|contact|author_name|maintainer_name|__authors?__)[\"']?[ \t]*"
    r"(?:(?:\.set|\+{1,2})?(?::=|=>|[=:(])|(?=\{)|,(?=[ ]?\[)|(?<=\bmaintainer)[ \t])[ \t]*"
    r"(?:(?:List|Seq|Array|listOf)(?=\())?"
)
"""A key, an argument, a block or an instruction whose value is people."""
KEY_CUE = r"(?i)author|contributor|maintainer|developer|packager|uploader|creator|contact"
NAME_KEY = re.compile(
    r"(?i)(?<![\w-])[\"']?(?:name|id|full_?name|login|alias)[\"']?"
    r"[ \t]*(?:\.set)?(?:=>|[=:(]|(?=[\"']))[ \t]*"
    r"(?:\"(?P<double>[^\"\n]+)\"|'(?P<single>[^'\n]+)'|(?P<bare>[^\s\"'{\[#][^\n\"'#,}]*))"
)
PAIRED = re.compile(r"(?:\"([^\"\n]+)\"|'([^'\n]+)')\s*=>\s*[\"'][^\"'\n]*@")
"""A name that its mail address follows, in a mapping."""
QUOTED = re.compile(r"\"([^\"\n]+)\"|'([^'\n]+)'")
ITEM = re.compile(rf"{QUOTED.pattern}|[\[\](){{}}]")
"""A quoted value, or a bracket around some."""
EMPLOYER = re.compile(r"(?i)[\"'](?:affiliation|organi[sz]ation|company|worksfor)[\"'][ \t]*:\s*\{[^{}]*\}")
PARTED = re.compile(r"(?i)citation\.cff|(?:codemeta|\.zenodo)\.json|description")
PARTS = (
    re.compile(
        r"(?i)\b(?:given|family)(?:-?names?)?[\"']?[ \t]*[=:][ \t]*"
        r"(?:\"([^\"\n]+)\"|'([^'\n]+)'|([^\W\d_](?:[^\n\"'#,{}]*[^\s\"'#,{}])?))"
    ),
    re.compile(r"\"name\"[ \t]*:[ \t]*\"([^\",\n]+),[ ]*(?! )([^\",\n]+)\""),
    re.compile(r"\bperson\(\s*\"([^\"\n]+)\"\s*,\s*\"([^\"\n]+)\""),
)
"""The parts of a name, each with its key, or with a comma between them."""
LINE = re.compile(r"[^\n,;\[\]]+")
CLOSES = frozenset("[{(")
BRACKET = re.compile(r"[\[\](){}]")
ROW = re.compile(r"(?m)^([ \t]*)(\S?)[^\n]*\n?")
SHORT = re.compile(rf"[A-Za-z][\w-]{{1,{LEAST_NAME - 2}}}")
"""An account that is too short to tell a person elsewhere."""
LONGEST = 20_000
"""Characters of a value in which people are looked for."""
BLOCK = re.compile(r"(?s)<(developers|contributors)>.{0,20000}?</\1>")
IN_BLOCK = re.compile(r"<(?:name|id)>\s*([^<>\n]+?)\s*</")
IN_TAG = re.compile(r"(?i)<(?:authors?|owners?|maintainer)(?:\s[^<>]*)?>([^<>]+)</")
MAILMAP = re.compile(r"(?m)(?:^|>)[ \t]*([^<>#\s](?:[^<>#\n]*[^<>#\s])?)[ \t]*(?=<)")
HANDLE = re.compile(r"(?m)(?:^|(?<=[\s(\[]))(?<!<!-- )@([\w-]+(?:\.[\w-]+)*)(?=[\s),:：\]|]|$)")
LABELS = re.compile(r"(?m)^labels:[^\n]*\n(?:[ \t]*-[^\n]*\n?)*")
OWNER = re.compile(
    r"(?m)(?:^[ \t]*-[ \t]+|[\[,][ \t]*)[\"']?"
    r"(?![\w.-]*(?:approvers|reviewers|leads|maintainers|admins|owners|team)\b)([A-Za-z][\w.-]+)"
    r"[\"']?(?=[ \t]*(?:[,\]#]|$))"
)
"""An account in a list of Kubernetes; those of groups end in what they do."""
MARK = re.compile(
    r"[ \t]*(?:[-*+•·|>]+|\d+[.)、])?[ \t]*(?:(?:(?:link:|mailto:|https?:)[^\s\[\]]*)?\[|\*\*|`)?"
)
ROWS = re.compile(r"(?m)^.+$(?!\n[=~^\"*-]{3,}[ \t]*$)")
"""A line that is no heading with its underline."""
BEHIND = re.compile(r"[ \t]*(?:$|[<(（](?![)）])|[\[|:：,，—–\]]|-[ ]|\*\*|@|https?:)")
HAN = re.compile(r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,6})?")
LATIN = re.compile(
    r"[A-Z][\w'’.-]*(?:[ ][A-Z][\w'’.-]*){1,3}|[\w.-]{3,30}(?=[ \t]*[<(（](?:@|https?:|[^\s<>()（）]+@))"
)
FULL = re.compile(rf"{HAN.pattern}|[A-Z][\w'’.-]*(?:[ ][A-Z][\w'’.-]*){{1,3}}")
API = re.compile(r"(?m)^[ \t{]*\"?(?:openapi|swagger)\"?[ \t]*:")
NO_NAME = re.compile(
    r"(?i)\b(?:the|this|to|of|and|for|how|our|all|with|list|thanks?|please|special|core|code|guide|project|github|license"
    r"|contribut\w*|author\w*|maintain\w*|version|apache|table|contents|copyright|released|written|docs?|module"
    r"|package|add(?:s|ed)?|fix(?:e[sd])?|update[sd]?|remove[sd]?|improve[sd]?|implement(?:s|ed)?)\b"
)
"""Words of a heading, a sentence or what somebody did, in which every word may begin with a capital."""
PEOPLE = (
    r"(?:\b(?:authors?|contributors|maintainers|committers|team|credits|contacts?)\b"
    r"|作者|贡献者|维护|负责人|成员|联系人)"
)
HEADINGS = (
    re.compile(
        rf"(?im)^(?:#{{1,6}}|={{1,6}})[ ][^\n]*?{PEOPLE}[^\n]*(?:\n|\Z)(?P<list>(?:(?![#=])[^\n]*\n?)*)"
    ),
    re.compile(
        rf"(?im)^[^\n]{{0,60}}?{PEOPLE}[^\n]{{0,60}}\n(?P<line>[=~^\"*-])(?P=line){{2,}}[ \t]*\n"
        r"(?P<list>(?:(?![^\n]*\n(?P=line){3,})[^\n]*\n?)*)"
    ),
)
"""A part of a document that is a list of people."""
BY = re.compile(
    r"(?i:developed|written|created|maintained|contributed|authored|provided|copyright)[ ](?i:by)[ :]+"
)


def people(path: str, text: str) -> Iterator[Place]:
    """Yield the range of each name of a person in a file that names people by its convention."""
    name = path.rpartition("/")[2]
    found = {place for files in _kinds(name) for place in READERS[files](text)}
    yield from sorted(place for place in found if _is_person(text[slice(*place)]))


def parts(path: str, text: str) -> Iterator[Place]:
    """Yield the range of each given name and family name, and of each short account; alone they are words,
    and name nobody elsewhere."""
    name = path.rpartition("/")[2]
    if PARTED.fullmatch(name):
        for match in (match for pattern in PARTS for match in pattern.finditer(text)):
            if not COMPANY.search(match[0].strip("\"'")):
                yield from (match.span(number) for number, part in enumerate(match.groups(), 1) if part)
    for files in (files for files in _kinds(name) if files in ACCOUNTS):
        yield from (place for place in ACCOUNTS[files](text) if _is_account(text[slice(*place)]))


@lru_cache(maxsize=4096)
def _kinds(name: str) -> list[re.Pattern[str]]:
    """Return the kinds of files that one of that name is of."""
    return [files for files in READERS if files.fullmatch(name)]


def _by_keys(text: str) -> Iterator[Place]:
    done = 0
    for key in within(text, KEY_CUE, KEY):
        if key.start() < done:
            continue
        start, done = _value(text, key.end())
        employers = [match.span() for match in EMPLOYER.finditer(text, start, done)]
        named = [
            _group(match)
            for pattern in (NAME_KEY, PAIRED)
            for match in pattern.finditer(text, start, done)
            if not any(first < match.start() < last for first, last in employers)
        ]
        quoted = list(_quoted(text, start, done))
        bare = [match.span() for match in LINE.finditer(text, start, done) if _is_bare(match[0].strip())]
        for place in [*named, *quoted] or bare:
            is_one = COMPANY.search(text[slice(*place)])
            yield from () if is_one else (_trimmed(text, *one.span()) for one in LINE.finditer(text, *place))


def _quoted(text: str, start: int, end: int) -> Iterator[Place]:
    """Yield the strings of a value that stand in no bracket within its own, as those of an object do."""
    depth, outer = 0, text[start : start + 1] in ("[", "(")
    for item in ITEM.finditer(text, start, end):
        if not item.lastindex:
            depth += 1 if item[0] in CLOSES else -1
        elif depth <= outer:
            yield _group(item)


def _is_bare(value: str) -> bool:
    """Say whether a value without quotes is one: a single word may be a variable, but not in a list."""
    return value.startswith("-") or " " in value or not value.isascii()


def _group(match: re.Match[str]) -> Place:
    return match.span(match.lastindex or 0)


def _value(text: str, start: int) -> Place:
    """Return the range of a value: up to its bracket or quote, its indented lines, or the end of its line."""
    first = text[start : start + 1]
    if first in CLOSES:
        return start, _closed(text, start)
    if first in ("\n", "\r"):
        return start, _indented(text, start)
    if first in ('"', "'"):
        end = text.find(first, start + 1, start + LONGEST)
        return start, end + 1 if end > 0 else start + 1
    end = text.find("\n", start, start + LONGEST)
    return start, min(len(text), start + LONGEST) if end < 0 else end


def _closed(text: str, start: int) -> int:
    """Return the end of a bracket; of one that nothing closes, how far its people are looked for."""
    depth = 0
    for bracket in BRACKET.finditer(text, start, start + LONGEST):
        depth += 1 if bracket[0] in CLOSES else -1
        if not depth:
            return bracket.end()
    return min(len(text), start + LONGEST)


def _indented(text: str, start: int) -> int:
    """Return the end of the lines that stand deeper than the key, or are items of its list."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    depth = len(line) - len(line.lstrip())
    end = start
    for row in ROW.finditer(text, start + 1, start + LONGEST):
        is_item = row[2] == "-" and len(row[1]) == depth
        if row[2] and len(row[1]) <= depth and not is_item:
            break
        end = row.end()
    return end


def _trimmed(text: str, start: int, end: int) -> Place:
    """Return the name in `Name <mail> (url)` and `name # remark`."""
    name = re.split(r"[<(（]|https?:|\s[@#]|\S+@", text[start:end], maxsplit=1)[0]
    first = start + len(name) - len(name.lstrip(" \t\r\n-*"))
    return first, max(first, start + len(name.rstrip(" \t\r\n,;")))


def _of_markup(text: str) -> Iterator[Place]:
    for block in BLOCK.finditer(text):
        yield from (match.span(1) for match in IN_BLOCK.finditer(text, *block.span()))
    for tag in IN_TAG.finditer(text):
        yield from (_trimmed(text, *match.span()) for match in LINE.finditer(text, *tag.span(1)))


def _of_mailmap(text: str) -> Iterator[Place]:
    yield from (match.span(1) for match in MAILMAP.finditer(text))


def _of_accounts(text: str) -> Iterator[Place]:
    yield from (match.span(1) for match in HANDLE.finditer(text))


def _of_owners(text: str) -> Iterator[Place]:
    people = LABELS.sub(lambda block: " " * len(block[0]), text)
    yield from (match.span(1) for match in OWNER.finditer(people))


def _of_data(text: str) -> Iterator[Place]:
    """Yield full names: other data under such a name has names of fields, and an API nothing else."""
    if API.search(text):
        return
    places = (_trimmed(text, *_group(match)) for match in NAME_KEY.finditer(text))
    yield from (place for place in places if FULL.fullmatch(text[slice(*place)]))


def _of_list(text: str) -> Iterator[Place]:
    """Yield accounts, and the name with which each line begins that has nothing else, or a mail, a link or a
    remark behind."""
    yield from _of_accounts(text)
    for line in ROWS.finditer(text):
        mark = MARK.match(text, *line.span())
        start = mark.end() if mark else line.start()
        name = HAN.match(text, start, line.end()) or LATIN.match(text, start, line.end())
        if name and BEHIND.match(text, name.end(), line.end()) and not NO_NAME.search(name[0]):
            yield name.span()


def _of_parts(text: str) -> Iterator[Place]:
    headings = HEADINGS if compiled(f"(?i){PEOPLE}").search(text) else ()
    for part in (part for heading in headings for part in heading.finditer(text)):
        at = part.start("list")
        yield from ((at + start, at + end) for start, end in _of_list(part["list"]))


def _of_notice(text: str) -> Iterator[Place]:
    for by in BY.finditer(text):
        name = HAN.match(text, by.end()) or LATIN.match(text, by.end())
        if name and is_full(name[0]):
            yield name.start(), name.start() + len(name[0].rstrip("."))


def _is_person(name: str) -> bool:
    words = name.split()
    return bool(
        is_telling(name)
        and NAME.fullmatch(name)
        and words[0].lower() not in NOBODY
        and not COMPANY.search(name)
    )


def _is_account(name: str) -> bool:
    return bool(SHORT.fullmatch(name)) and name.lower() not in NOBODY and not COMPANY.search(name)


ACCOUNTS: Mapping[re.Pattern[str], Callable[[str], Iterable[Place]]] = {
    **build_people.READERS,
    FILES: _by_keys,
    MARKUP: _of_markup,
}
"""What reads files in which a word under the key of people names one."""
READERS: Mapping[re.Pattern[str], Callable[[str], Iterable[Place]]] = {
    **ACCOUNTS,
    re.compile(r"\.mailmap"): _of_mailmap,
    re.compile(r"(?i)codeowners"): _of_accounts,
    re.compile(r"(?i)owners(?:_aliases)?"): _of_owners,
    re.compile(rf"{LIST}(?:\.(?:md|txt|rst|adoc))?"): _of_list,
    re.compile(rf"{LIST}\.(?:ya?ml|json|toml)"): _of_data,
    NOTICES: _of_notice,
    re.compile(r"(?i).*\.(?:md|markdown|rst|adoc|asciidoc)"): _of_parts,
}
"""What reads each kind of file, by its name."""
