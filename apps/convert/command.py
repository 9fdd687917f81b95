"""`adaptrail convert`: an asset in another form; `adaptrail check`: what keeps a text from being in one."""

import argparse
import sys
from pathlib import Path
from typing import Any

from apps.convert.forms import FORMS, Form
from apps.described import described
from stages.core.errors import PipelineError
from stages.core.formats.check import FORMATS
from stages.core.formats.violation import LANGUAGES, Violation

VALIDATORS = FORMATS | {name: form.validate for name, form in FORMS.items()}
"""What `check` can check: the formats of records, and forms of assets."""


def register(commands: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add `convert` and `check` to the command line."""
    converted = commands.add_parser(
        "convert",
        **described("write an asset in another form: tables of APIs, stories, class info"),
        epilog="Faults go to standard error, one a line; the exit code is then 1.",
    )
    converted.add_argument(
        "--from", dest="source", required=True, choices=sorted(FORMS), help="form of the file"
    )
    written = sorted(name for name, form in FORMS.items() if form.render)
    converted.add_argument("--to", dest="target", required=True, choices=written, help="form of the answer")
    converted.add_argument(
        "--lenient", action="store_true", help="read an OpenAPI document with faults as far as it can be read"
    )
    converted.set_defaults(command=convert)
    checked = commands.add_parser(
        "check",
        **described("say what keeps a file from being in a format, one line a fault"),
        epilog="The exit code is 1 when there is a fault.",
    )
    checked.add_argument("--format", required=True, choices=sorted(VALIDATORS), help="format of the file")
    checked.set_defaults(command=check)
    for command in (converted, checked):
        command.add_argument(
            "--language", choices=LANGUAGES, default="en", help="language of faults: en or zh"
        )
        command.add_argument("file", help="a file in UTF-8")


def convert(arguments: argparse.Namespace) -> int:
    """Print the file in its other form, or its faults."""
    source, target = FORMS[arguments.source], FORMS[arguments.target]
    if source.kind != target.kind or target.render is None:
        known = sorted(name for name, form in FORMS.items() if form.kind == source.kind and form.render)
        raise PipelineError(
            f"--to {arguments.target}: another kind of asset, expected one of {', '.join(known)}. Choose one."
        )
    text = _read(arguments.file)
    found = [] if arguments.lenient else source.validate(text)
    _tell(arguments, found)
    if any(one.severity == "error" for one in found):
        return 1
    asset = _asset(arguments, source, text)
    _tell(arguments, source.left_out(text))
    print(target.render(asset), end="")
    return 0


def _asset(arguments: argparse.Namespace, source: Form, text: str) -> object:
    asset = source.parse(text)
    if asset is None:
        raise PipelineError(
            f"{arguments.file}: nothing of the kind '{source.kind}', expected {arguments.source}. See "
            f"`adaptrail check --format {arguments.source}`."
        )
    return asset


def check(arguments: argparse.Namespace) -> int:
    """Print what is wrong with a file, and return 1 when something is."""
    found = VALIDATORS[arguments.format](_read(arguments.file))
    for one in found:
        print(_line(arguments, one))
    return int(bool(found))


def _tell(arguments: argparse.Namespace, found: list[Violation]) -> None:
    for one in found:
        print(_line(arguments, one), file=sys.stderr)


def _line(arguments: argparse.Namespace, found: Violation) -> str:
    return f"{arguments.file}:{found.told(arguments.language)}"


def _read(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PipelineError(f"{file}: {error.strerror}, expected a file. Mend the name.") from error
    except UnicodeDecodeError as error:
        raise PipelineError(
            f"{file}: not UTF-8 at byte {error.start}, expected UTF-8. Convert it."
        ) from error
