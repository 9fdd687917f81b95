"""Tell which engineering asset a file is, from its path and the start of its text."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath

# fmt: off
CODE = frozenset((
    ".c", ".cc", ".cpp", ".cs", ".css", ".go", ".groovy", ".h", ".hpp", ".java", ".js", ".jsx", ".kt",
    ".kts", ".less", ".m", ".mjs", ".php", ".proto", ".ps1", ".py", ".rb", ".rs", ".scala", ".scss", ".sh",
    ".sql", ".swift", ".ts", ".tsx", ".vue",
))
DOCUMENTS = frozenset((
    ".adoc", ".doc", ".docx", ".md", ".markdown", ".pdf", ".puml", ".plantuml", ".rst", ".txt",
))
CONFIGURATION = frozenset((
    ".cfg", ".conf", ".editorconfig", ".env", ".gradle", ".ini", ".json", ".lock", ".properties", ".tf",
    ".toml", ".xml", ".yaml", ".yml",
))
CONFIGURATION_NAMES = frozenset((
    "dockerfile", "makefile", "jenkinsfile", ".gitignore", ".gitattributes", ".dockerignore",
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


def hints(text: str) -> list[str]:
    """Return the asset kinds that the start of a text may tell; the path decides which counts."""
    head = text[:HEAD]
    # From the end: CPython's search forward takes three times as long.
    likely = {kind for word, kind in _WORDS if head.rfind(word) >= 0}
    return sorted(kind for kind in likely if _HINTS[kind].search(head))


def asset_kind(path: str, told: Collection[str]) -> str:
    """Return the kind of the file at `path` whose text told the `told` hints."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in CODE:
        return "test" if is_test(path) else "code"
    if suffix in (".yaml", ".yml", ".json"):
        return _data_kind(suffix, told)
    if suffix == ".feature":
        return "story"
    if suffix in DOCUMENTS:
        return "story" if suffix in (".md", ".markdown") and "story" in told else "document"
    if suffix == ".jsonl" and "feedback" in told:
        return "feedback"
    return "config" if suffix in CONFIGURATION or _is_configuration(path) else "other"


def is_test(path: str) -> bool:
    """Return whether a source file is a test by the habits of its language: its folder or its name."""
    return bool(_TEST_FOLDER.search(path) or _TEST_NAME.fullmatch(PurePosixPath(path).stem))


def _data_kind(suffix: str, told: Collection[str]) -> str:
    if suffix == ".json" and "postman" in told:
        return "postman"
    return "api" if "api" in told else "config"


def _is_configuration(path: str) -> bool:
    return PurePosixPath(path).name.lower() in CONFIGURATION_NAMES
