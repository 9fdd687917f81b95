"""Compare what we take a licence text for with askalono's answer, on real texts and on altered ones.

python -m bench.licences    prints, of both, the recall on real texts, how many altered texts pass as the
original, and the milliseconds a text.

Real texts are the licence files of the installed distributions whose metadata states one SPDX id, and
Debian's common licences where they are, without those that are texts of ours word by word. Altered ones are
those texts with a condition put in: who takes one for the original gives away what its author reserved.
"""

import re
from collections.abc import Callable, Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import NamedTuple

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from bench.measured import need_library, timed
from stages.screen.licence_texts import text_licence
from stages.screen.licences import is_licence_file
from stages.screen.templates import FOLDER, words_of

SCORE = 0.8
"""Confidence below which askalono's own command says that it does not know."""

CONDITIONS = (
    "The Software shall be used for Good, not Evil.",
    "The licensed work may not be sold, hosted or offered as a service.",
    "Permission is granted for non-commercial purposes only.",
    "Use by competitors of the licensor is prohibited.",
    "Production use requires a fee to be paid to the author.",
)

DEBIAN = {
    "Apache-2.0": "Apache-2.0", "Artistic": "Artistic-1.0-Perl", "BSD": "BSD-3-Clause", "CC0-1.0": "CC0-1.0",
    "GFDL-1.2": "GFDL-1.2", "GFDL-1.3": "GFDL-1.3", "GPL-1": "GPL-1.0", "GPL-2": "GPL-2.0",
    "GPL-3": "GPL-3.0",
    "LGPL-2": "LGPL-2.0", "LGPL-2.1": "LGPL-2.1", "LGPL-3": "LGPL-3.0", "MPL-1.1": "MPL-1.1",
    "MPL-2.0": "MPL-2.0",
}  # fmt: skip
"""Licences of /usr/share/common-licenses by file."""

PYTHON = {"PSF-2.0", "Python-2.0", "Python-2.0.1"}
"""One text under three names."""

OWN = re.compile(r"^[^/]+-info/(?:licenses/)?[^/]+$")
"""Where a distribution's own licence files lie; deeper are those of what it bundles."""


class Given(NamedTuple):
    """A licence text and the SPDX id that its owner states."""

    spdx: str
    text: str


def installed() -> Iterator[Given]:
    """Yield the licence files of distributions that state one licence."""
    for distribution in distributions():
        stated = _stated(
            distribution.metadata.get("License-Expression") or distribution.metadata.get("License")
        )
        for file in (distribution.files or []) if stated else []:
            path = Path(str(distribution.locate_file(file)))
            if is_licence_file(file.name) and OWN.search(str(file)) and path.is_file():
                yield Given(stated, path.read_text(encoding="utf-8", errors="replace"))


def _stated(expression: str | None) -> str:
    try:
        spdx = str(canonicalize_license_expression(expression or "-"))
    except InvalidLicenseExpression:
        return ""
    return "" if " " in spdx else _same(spdx)


def common() -> Iterator[Given]:
    """Yield Debian's common licences."""
    for name, spdx in DEBIAN.items():
        file = Path("/usr/share/common-licenses", name)
        if file.is_file():
            yield Given(spdx, file.read_text(encoding="utf-8", errors="replace"))


def altered(given: Given, condition: str) -> Given:
    """Return a text with a condition after its first paragraph."""
    first, _, rest = given.text.partition("\n\n")
    return Given(given.spdx, f"{first}\n\n{condition}\n\n{rest}")


def _same(spdx: str) -> str:
    """Return one name for what a text cannot tell apart: variants of GNU licences, Python's names."""
    plain = re.sub(r"(?:-(?:no-)?invariants)?-(?:only|or-later)$", "", spdx)
    return "Python-2.0" if plain in PYTHON else plain


def ours(text: str) -> str:
    """Return what `screen` takes a text for."""
    return text_licence(text)


def askalono(text: str) -> str:
    """Return what askalono takes a text for, at the confidence of its own command."""
    from askalono import identify  # noqa: PLC0415  of the extra `bench`

    found = identify(text)
    return str(found.name) if found.score >= SCORE else ""


def main() -> None:
    """Print recall, false passes and milliseconds of both."""
    need_library("askalono", "run `pip install -e '.[bench]'`")
    known = {tuple(words_of(file.read_text(encoding="utf-8"))) for file in FOLDER.glob("*.txt")}
    given = [one for one in sorted({*installed(), *common()}) if tuple(words_of(one.text)) not in known]
    changed = [altered(one, condition) for one in given for condition in CONDITIONS]
    for one in given[:1]:
        ours(one.text)  # loading the texts is not measured

    def said(name: str, find: Callable[[str], str]) -> float:
        hits: dict[str, int] = {}
        taken = timed(lambda: hits.update(real=_hits(find, given), altered=_hits(find, changed)))
        each = 1000 * taken.seconds / (len(given) + len(changed))
        print(
            f"{name}: recall {hits['real'] / len(given):.3f} of {len(given)} texts, "
            f"{hits['altered']} of {len(changed)} altered texts pass as the original, {each:.1f} ms a text"
        )
        return each

    print(f"ratio of seconds {said('ours', ours) / said('askalono', askalono):.3f}")


def _hits(find: Callable[[str], str], given: list[Given]) -> int:
    return sum(_same(find(one.text)) == one.spdx for one in given)


if __name__ == "__main__":
    main()
