"""Keep keys out of Git: nothing secret may lie in the project."""

from pathlib import Path

from stages.core.errors import PipelineError


def refuse_inside(path: Path, what: str) -> None:
    """Raise PipelineError when a path, links followed, lies in the project: Git would take it in one day."""
    if path.resolve().is_relative_to(Path().resolve()):
        raise PipelineError(
            f"{path}: in the project, expected {what} outside of it. Move it, or name another place."
        )
