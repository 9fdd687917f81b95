"""Let a person change a text in an editor of their own, in a file that nobody else can read."""

import os
import shlex
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from stages.core.errors import PipelineError

VARIABLES = ("VISUAL", "EDITOR")
"""Where the command of the editor stands; the first that is set counts, as Git does it."""


def edited(text: str) -> str:
    """Return the text as it was left in the editor, without the line break that editors put at an end.

    The folder of the file is private too, so that what an editor writes beside it is, and both are removed.
    Raises PipelineError when there is no editor, when it fails or is stopped, and when it leaves no text.
    """
    command = _command()
    with TemporaryDirectory(prefix="adaptrail-") as folder:
        path = Path(folder, "answer.txt")
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_ended(text).encode())
        _run([*command, str(path)])
        left = _read(path, command[0])
    left = left if "\r" in text else left.replace("\r\n", "\n")
    return left if text.endswith("\n") else left.removesuffix("\n")


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _command() -> list[str]:
    said = next((said for name in VARIABLES if (said := os.environ.get(name, "").strip())), "")
    try:
        command = shlex.split(said)
    except ValueError as error:
        raise PipelineError(f"editor: {error}, expected a command in {' or '.join(VARIABLES)}.") from error
    if not command:
        raise PipelineError(
            f"editor: none, expected a command in {' or '.join(VARIABLES)}. Stop, and set one: "
            "`export EDITOR=nano`."
        )
    return command


def _run(command: list[str]) -> None:
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise PipelineError(f"editor '{command[0]}': {error.strerror}, expected a program.") from error
    except KeyboardInterrupt:
        raise PipelineError("editor: stopped, expected it to end by itself. Nothing was taken.") from None
    if code:
        raise PipelineError(f"editor '{command[0]}': ended with {code}, expected 0. Nothing was taken.")


def _read(path: Path, editor: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise PipelineError(
            f"editor '{editor}': {error.strerror}, expected the file it was given."
        ) from error
    except UnicodeDecodeError as error:
        raise PipelineError(f"editor '{editor}': byte {error.start}, expected UTF-8. Save it so.") from error
