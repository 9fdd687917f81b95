"""Refuse Hydra overrides that give no composition, in the words of conf/."""

from pathlib import Path

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override
from hydra.errors import HydraException

from stages.core.errors import PipelineError


def refuse_overrides(words: list[str], conf: Path) -> None:
    """Raise PipelineError for the first word that is no override, or that chooses no file of `conf`."""
    for word in words:
        override = _parsed(word)
        files = sorted(file.stem for file in (conf / override.key_or_group).glob("*.yaml"))
        if files and not override.is_delete():
            _refuse_choice(word, override, files)


def _parsed(word: str) -> Override:
    try:
        override = OverridesParser.create().parse_override(word)
    except HydraException:
        override = None
    if override is None or not override.key_or_group or override.is_sweep_override():
        raise PipelineError(
            f"override '{word}': found no setting with one value, expected `train=lora_gpu` or the like; a "
            "list stands in brackets. Mend the override."
        )
    return override


def _refuse_choice(word: str, override: Override, files: list[str]) -> None:
    value = override.value()
    chosen = value if isinstance(value, list) else [value]
    if not chosen or any(name not in files for name in chosen):
        found = "another one" if chosen else "none"
        raise PipelineError(
            f"override '{word}': found {found}, expected files of conf/{override.key_or_group}/: "
            f"{', '.join(files)}. Name one of them."
        )
