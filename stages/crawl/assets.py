"""Tell which engineering asset a file is, from its path and the start of its text."""

import re
from collections.abc import Collection
from posixpath import basename, splitext

from stages.core.formats.change import changed
from stages.core.formats.story_table import delimiter, holds_stories

# fmt: off
CODE = frozenset((
    ".c", ".cc", ".cpp", ".cs", ".css", ".go", ".groovy", ".h", ".hpp", ".java", ".js", ".jsx", ".kt",
    ".kts", ".less", ".m", ".mjs", ".php", ".proto", ".ps1", ".py", ".rb", ".rs", ".scala", ".scss", ".sh",
    ".sql", ".swift", ".ts", ".tsx", ".vue",
))
DOCUMENTS = frozenset((
    ".adoc", ".doc", ".docx", ".md", ".markdown", ".pdf", ".rst", ".txt",
))
CONFIGURATION = frozenset((
    ".cfg", ".conf", ".editorconfig", ".env", ".gradle", ".ini", ".json", ".lock", ".properties", ".tf",
    ".toml", ".xml", ".yaml", ".yml",
))
CONFIGURATION_NAMES = frozenset((
    "dockerfile", "go.mod", "makefile", "jenkinsfile", ".gitignore", ".gitattributes", ".dockerignore",
))
# fmt: on

_TEST_FOLDER = re.compile(r"(^|/)(tests?|__tests__|spec|androidtest|testfixtures)/", re.IGNORECASE)
_TEST_NAME = re.compile(
    r"Test([A-Z_]\w*)?|\w+(Test|Tests|TestCase)|\w*[a-z0-9]IT|test_\w+|\w+_test|[\w.-]+\.(test|spec)|conftest"
)
HEAD = 4096
"""Characters at the start of a text in which it tells what it is."""

_HINTS = {
    "api": re.compile(r"""(?m)(^|[{,])\s*["']?(openapi|swagger)["']?\s*:\s*["']?[1-9]"""),
    "feedback": re.compile(r'"suggestion"\s*:.*"action"\s*:|"action"\s*:.*"suggestion"\s*:'),
    "postman": re.compile(r'"_postman_id"\s*:|schema\.(get)?postman\.com/'),
    "story": re.compile(r"(?m)^(?:#{1,6}\s*)?(?:用户故事|User [Ss]tory)\s*[:：]|^\**(?:作为[一某]?|As an? )"),
}
"""What the start of a text says, where the path alone does not tell."""

_WORDS = (
    ("openapi", "api"),
    ("swagger", "api"),
    ('"suggestion"', "feedback"),
    ("postman", "postman"),
    ("User ", "story"),
    ("As a", "story"),
    ("用户故事", "story"),
    ("作为", "story"),
)
"""Words of which a pattern of `_HINTS` needs one: looked for first, because that is many times faster."""

STORY_TABLE = "story-table"
"""Hint of a table, or of JSON Lines, whose columns are those of user stories."""

PLAIN = {
    ".feature": "story",
    ".dbml": "model",
    ".er": "model",
    ".iuml": "model",
    ".mmd": "model",
    ".plantuml": "model",
    ".puml": "model",
}
"""Kinds that the suffix alone tells. SQL is code, whatever it defines."""

_TOLD = (
    ((".json",), "postman", "postman"),
    ((".json", ".yaml", ".yml"), "api", "api"),
    ((".jsonl",), "feedback", "feedback"),
    ((".csv", ".jsonl", ".tsv"), STORY_TABLE, "story"),
    ((".md", ".markdown"), "story", "story"),
)
"""Suffixes, the hint that counts for them, and the kind that it tells; the first that fits."""

_KEY = re.compile(r'"([^"\\]{1,80})"\s*:')

_COLUMN = re.compile(
    r"acceptance|criteri|description|story|summary|title|want|我|内容|描述|摘要|故事|标题|概要|需求|验收",
    re.IGNORECASE,
)
"""A word that the first line of a table of stories has."""


def hints(text: str) -> list[str]:
    """Return the asset kinds that the start of a text may tell; the path decides which counts."""
    head = text[:HEAD]
    # From the end: CPython's search forward takes three times as long.
    likely = {kind for word, kind in _WORDS if head.rfind(word) >= 0}
    told = sorted(kind for kind in likely if _HINTS[kind].search(head))
    return [*told, STORY_TABLE] if _is_story_table(head) else told


def _is_story_table(head: str) -> bool:
    lines = (line for line in head.lstrip("\ufeff").splitlines() if line.strip())
    first = next((line for line in lines if not line.lower().startswith("sep=")), "")
    if not _COLUMN.search(first):
        return False
    keys = _KEY.findall(first) if first.startswith("{") else first.split(delimiter(first))
    return holds_stories(keys, head)


def asset_kind(path: str, told: Collection[str]) -> str:
    """Return the kind of the file at `path` whose text told the `told` hints."""
    if changed(path):
        return "change"
    suffix = splitext(path)[1].lower()
    if suffix in CODE:
        return "test" if is_test(path) else "code"
    if suffix in PLAIN:
        return PLAIN[suffix]
    found = next((kind for suffixes, hint, kind in _TOLD if suffix in suffixes and hint in told), "")
    if found or suffix in DOCUMENTS:
        return found or "document"
    return "config" if suffix in CONFIGURATION or _is_configuration(path) else "other"


def is_test(path: str) -> bool:
    """Return whether a source file is a test by the habits of its language: its folder or its name."""
    return bool(_TEST_FOLDER.search(path) or _TEST_NAME.fullmatch(splitext(basename(path))[0]))


def _is_configuration(path: str) -> bool:
    return basename(path).lower() in CONFIGURATION_NAMES
