"""Name the language of a file by its name."""

from pathlib import PurePosixPath

BY_SUFFIX = {
    ".adoc": "asciidoc", ".bat": "batch", ".c": "c", ".cc": "cpp", ".cfg": "ini", ".conf": "config",
    ".cpp": "cpp", ".cs": "csharp", ".css": "css", ".csv": "csv", ".feature": "gherkin", ".go": "go",
    ".gradle": "groovy", ".groovy": "groovy", ".h": "c", ".hpp": "cpp", ".html": "html", ".ini": "ini",
    ".java": "java", ".js": "javascript", ".json": "json", ".jsonl": "jsonl", ".jsx": "javascript",
    ".kt": "kotlin", ".kts": "kotlin", ".less": "css", ".markdown": "markdown", ".md": "markdown",
    ".mjs": "javascript", ".php": "php", ".plantuml": "plantuml", ".properties": "properties",
    ".proto": "protobuf", ".ps1": "powershell", ".puml": "plantuml", ".py": "python", ".pyi": "python",
    ".rb": "ruby", ".rs": "rust", ".rst": "rst", ".scala": "scala", ".scss": "css", ".sh": "shell",
    ".sql": "sql", ".swift": "swift", ".tf": "terraform", ".toml": "toml", ".tsv": "tsv", ".ts": "typescript",
    ".tsx": "typescript", ".txt": "text", ".vue": "vue", ".xml": "xml", ".yaml": "yaml", ".yml": "yaml",
}  # fmt: skip
"""Suffixes of the files that enterprises keep; a language that is not here is called `unknown`."""

UNKNOWN_LANGUAGE = "unknown"

BY_NAME = {"Dockerfile": "dockerfile", "Makefile": "makefile", "Jenkinsfile": "groovy", ".env": "properties"}


def language(path: str) -> str:
    """Return the language in lower case, `unknown` when neither name nor suffix is known."""
    name = PurePosixPath(path)
    return BY_NAME.get(name.name) or BY_SUFFIX.get(name.suffix.lower(), UNKNOWN_LANGUAGE)
