"""Say what is known of a content where it stands: language, licence, who wrote it, lines."""

from stages.core.records.annotation import Annotation
from stages.core.records.blob import Blob
from stages.screen.generated import generated, marked
from stages.screen.languages import UNKNOWN_LANGUAGE, language
from stages.screen.licence_texts import UNKNOWN, header_licence, tagged, text_licence
from stages.screen.licences import is_beside, is_licence_file, names_rights
from stages.screen.lines import measure, minified
from stages.screen.params import AnnotateParams
from stages.screen.reuse import is_rules, rules_of
from stages.screen.templates import restricts, words_of
from stages.screen.vendored import vendored, within

POINTER = "version https://git-lfs.github.com/spec/v1\n"

MARK = "mark"
"""Rule of a file whose first comments say that a tool wrote it."""


def annotate(blob: Blob, path: str, params: AnnotateParams) -> Annotation:
    """Return the annotation of a content at a path."""
    text = blob.text or ""
    lines = text.split("\n")
    figures = measure(text)
    return Annotation(
        blob=blob.blob,
        path=path,
        language=_language(blob, path),
        encoding=blob.encoding,
        generated=_generated(path, lines, params),
        vendored=vendored(path, params),
        minified=minified(path, lines),
        pointer=text.startswith(POINTER),
        lines=figures.number,
        mean_line=figures.mean,
        longest_line=figures.longest,
        letters=figures.letters,
        header=header_licence(text[: params.licence_head]),
        licence_text=_licence_text(blob, path),
    )


def _licence_text(blob: Blob, path: str) -> str:
    """Return the licence of a licence file, or the rules of REUSE.toml: one that cannot be read may say all.

    Of a text beside a file only tags count: others may be keys of a product.
    """
    if is_rules(path):
        return rules_of(blob.text or "-")
    if is_beside(path):
        return text_licence(blob.text) if blob.text and tagged(blob.text) else ""
    if not is_licence_file(path):
        return ""
    if blob.text is None:
        return UNKNOWN
    found = text_licence(blob.text)
    silent = found == UNKNOWN and names_rights(path) and not restricts(" ".join(words_of(blob.text)))
    return "" if silent else found


def _language(blob: Blob, path: str) -> str:
    """Return the language of what was read: the text of a PDF is Markdown."""
    if blob.text is None:
        return UNKNOWN_LANGUAGE
    return "markdown" if blob.encoding == "pdf" else language(path, blob.text)


def _generated(path: str, lines: list[str], params: AnnotateParams) -> str:
    mark = MARK if marked(lines, params.generated_lines) else ""
    return within(path, params.generated_paths) or generated(path, lines) or mark
