"""Make the sample organisation: `python -m samples.make`; with `--pins` renew sources.lock.yaml too."""

import sys
from importlib import import_module
from pathlib import Path

from samples.make import handbook, ide_feedback, pins, readme
from samples.make.api_specs import documents as api_specs
from samples.make.history import Commit, write_bundle

SAMPLES = Path(__file__).parents[1]
REPOSITORIES = readme.REPOSITORIES
FOLDERS = {"api-specs": api_specs, "handbook": handbook, "ide-feedback": ide_feedback}
"""Folders that are made; backlog and the other pages of the handbook are written by hand."""


def commits(repository: str) -> list[Commit]:
    """Return the written history of a repository."""
    history: list[Commit] = import_module(f"samples.make.{repository.replace('-', '_')}").commits()
    return history


def main() -> None:
    """Write bundles, made files and the tables of the README, and print the SHA of each head."""
    for name in REPOSITORIES:
        print(name, write_bundle(commits(name), SAMPLES / f"{name}.bundle"))
    for folder, module in FOLDERS.items():
        (SAMPLES / folder).mkdir(exist_ok=True)
        for name, text in module.documents().items():
            (SAMPLES / folder / name).write_text(text, "utf-8")
    readme.rewrite(SAMPLES)
    if "--pins" in sys.argv[1:]:
        for name, value in pins.renew(SAMPLES).items():
            print("pin", name, value)


if __name__ == "__main__":
    main()
