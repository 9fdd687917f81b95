"""storefront-client: API client, hooks and models of the shop (TypeScript)."""

from pathlib import Path

from samples.make import sources
from samples.make.history import Commit

FOLDER = Path(__file__).with_suffix("")
AUTHORS = {
    "xu": sources.Author("徐佳宁", "xujianing@lanhai-retail.com"),
    "maya": sources.Author("Maya Jensen", "maya.jensen@lanhai-retail.com"),
    "he": sources.Author("何立", "heli@lanhai-retail.com"),
    "paul": sources.Author("Paul Novak", "paul.novak@lanhai-retail.com"),
}
VALUES = {
    "GITHUB_TOKEN": "ghp_" + "R4tWq8" + "ZnB2xVc6" + "LmK0sYd3" + "HjF7pUe1" + "TaG9oN",
    "MINIFIED": "",
}


def _minified() -> str:
    """Return one long line of script such as a bundler writes."""
    parts = [
        f"function t{at}(e,n){{var r=e&&e.lines||[];return r.reduce(function(a,i){{"
        f"return a+(i.q||{at % 7})*(i.p||{at % 13})}},{at % 5})+(n?n.f{at % 11}:0)}}"
        for at in range(48)
    ]
    return '!function(w){"use strict";' + ";".join(parts) + ";w.lhCheckout={total:t0,freight:t7,tax:t13}}(window);\n"


def commits() -> list[Commit]:
    """Return the history of storefront-client, oldest first."""
    return sources.commits(FOLDER, "", AUTHORS, VALUES | {"MINIFIED": _minified()})
