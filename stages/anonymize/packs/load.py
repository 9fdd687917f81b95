"""Read the rule packs that the settings name."""

from collections.abc import Iterable
from pathlib import Path

from stages.anonymize.packs.pack import Config, Pack, Rule, guarded, merged, parse
from stages.anonymize.packs.scanner import Scanner, scanner
from stages.core.errors import PipelineError

DEFAULT = "default"
"""How the settings call our own packs."""
FOLDER = Path(__file__).parent


def load_packs(names: Iterable[str]) -> Scanner:
    """Return a scanner of all rules of `names`: `default`, or a file in the format of gitleaks.

    Raises PipelineError for a file that is missing or broken.
    """
    return scanner(rule for name in names for rule in pack(name).rules)


def pack(name: str) -> Pack:
    """Return one pack with everything that it extends."""
    return own_pack() if name == DEFAULT else _pack(Path(name), ())


def own_pack() -> Pack:
    """Return the rules of this folder: all its files as one, so that the guards of one hold for all.

    Tests have tried their patterns, which takes most of the time of a start.
    """
    configs = [parse(file.name, _read(file)) for file in sorted(FOLDER.glob("*.toml"))]
    allowlists = tuple(entry for config in configs for entry in config.allowlists)
    return Pack(DEFAULT, tuple(guarded(rule, allowlists) for config in configs for rule in config.rules))


def _pack(path: Path, above: tuple[Path, ...]) -> Pack:
    if path.resolve() in above:
        raise PipelineError(f"{path}: extends itself, expected an end. Mend its [extend].")
    config = parse(str(path), _read(path))
    return merged(str(path), config, tuple(_base(config, (*above, path.resolve()))))


def _base(config: Config, above: tuple[Path, ...]) -> Iterable[Rule]:
    if config.extend.use_default:
        yield from own_pack().rules
    if config.extend.path:
        yield from _pack(Path(config.extend.path), above).rules


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        found = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise PipelineError(f"{path}: {found}, expected rules as TOML. Mend anonymize.packs.") from error
