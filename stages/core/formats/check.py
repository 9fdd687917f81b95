"""Check a text against a format by its name: what gates samples is what measures answers."""

from collections.abc import Callable

from stages.core.errors import PipelineError
from stages.core.formats import (
    api_lines,
    api_table,
    c4,
    class_comment,
    class_info,
    class_short,
    commit_message,
    doc_comment,
    gherkin,
    go,
    java,
    kotlin,
    markdown,
    mermaid,
    numbered_list,
    plantuml_class,
    prose,
    python,
    review_comments,
    sql,
    statements,
    story,
    story_list,
    typescript,
    use_case_table,
)
from stages.core.formats.violation import Violation

FORMATS: dict[str, Callable[[str], list[Violation]]] = {
    "api-lines": api_lines.validate,
    "api-table": api_table.validate,
    "c4": c4.validate,
    "class-comment": class_comment.validate,
    "class-info": class_info.validate,
    "class-short": class_short.validate,
    "commit-message": commit_message.validate,
    "doc-comment": doc_comment.validate_comment,
    "docstring": doc_comment.validate_docstring,
    "gherkin": gherkin.validate,
    "go-member": go.validate_member,
    "go-statements": statements.validate_go,
    "go-type": go.validate_type,
    "java-member": java.validate_member,
    "java-statements": statements.validate_java,
    "java-type": java.validate_type,
    "kotlin-member": kotlin.validate_member,
    "kotlin-statements": statements.validate_kotlin,
    "kotlin-type": kotlin.validate_type,
    "line-comment": doc_comment.validate_lines,
    "markdown-section": markdown.validate_section,
    "mermaid": mermaid.validate,
    "numbered-list": numbered_list.validate,
    "plantuml-class": plantuml_class.validate,
    "prose": prose.validate,
    "python-function": python.validate_function,
    "python-module": python.validate_module,
    "python-statements": statements.validate_python,
    "review-comments": review_comments.validate,
    "sql": sql.validate,
    "story": story.validate,
    "story-list": story_list.validate,
    "table-row": markdown.validate_row,
    "typescript-function": typescript.validate_function,
    "typescript-module": typescript.validate_module,
    "typescript-statements": statements.validate_typescript,
    "use-case-table": use_case_table.validate,
}
"""The validator of each format."""

ALTERNATIVES = {
    "diagram": ("plantuml-class", "c4", "mermaid"),
    "java-code": ("java-member", "java-type"),
}
"""What a recipe may name when its answers are of several formats; a sample has one of these."""

BY_LANGUAGE = {
    "documentation": {
        "go": "line-comment",
        "java": "doc-comment",
        "javascript": "doc-comment",
        "kotlin": "doc-comment",
        "python": "docstring",
        "typescript": "doc-comment",
    },
    "member": {
        "go": "go-member",
        "java": "java-member",
        "javascript": "typescript-function",
        "kotlin": "kotlin-member",
        "python": "python-function",
        "typescript": "typescript-function",
    },
    "statements": {
        "go": "go-statements",
        "java": "java-statements",
        "javascript": "typescript-statements",
        "kotlin": "kotlin-statements",
        "python": "python-statements",
        "typescript": "typescript-statements",
    },
    "type": {
        "go": "go-type",
        "java": "java-type",
        "javascript": "typescript-module",
        "kotlin": "kotlin-type",
        "python": "python-module",
        "typescript": "typescript-module",
    },
}
"""What a recipe of several programming languages may name; a sample has the format of its language.
JavaScript is a part of TypeScript."""


def format_of(named: str, text: str, language: str) -> str:
    """Return the format of an answer: that of its language, or of alternatives the first that it meets, or
    else the first."""
    if named in BY_LANGUAGE:
        return BY_LANGUAGE[named][language]
    if named not in ALTERNATIVES:
        return named
    return next(
        (format for format in ALTERNATIVES[named] if not FORMATS[format](text)), ALTERNATIVES[named][0]
    )


def violations(format: str, text: str) -> list[Violation]:
    """Return what keeps `text` from being valid; raises PipelineError when nobody knows the format."""
    if format not in FORMATS:
        raise PipelineError(
            f"format '{format}': not known, expected one of {', '.join(sorted(FORMATS))}. "
            "Mend the recipe in conf/recipes/."
        )
    return FORMATS[format](text)
