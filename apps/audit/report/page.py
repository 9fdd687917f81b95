"""Put the sections together: one file that loads nothing, runs nothing and can be printed."""

import hashlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from apps.audit.report import (
    approvals,
    changes,
    controls,
    dropped,
    erasures,
    licences,
    limits,
    masking,
    pipeline,
    results,
    samples,
    sources,
    verdict,
)
from apps.audit.report.facts import Facts
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, element, escaped, joined, marked, paragraph

SECTIONS: dict[str, Callable[[Facts, Language], Html]] = {
    "verdict": verdict.section,
    "results": results.section,
    "pipeline": pipeline.section,
    "sources": sources.section,
    "licences": licences.section,
    "masking": masking.section,
    "dropped": dropped.section,
    "samples": samples.section,
    "changes": changes.section,
    "approvals": approvals.section,
    "erasures": erasures.section,
    "controls": controls.section,
    "limits": limits.section,
}
"""By name, in the order of the page."""
STYLE = Path(__file__).with_name("style.css")


def page(facts: Facts, language: Language, command: str) -> str:
    """Return the report as HTML; `command` is how it was asked for."""
    style = STYLE.read_text(encoding="utf-8")
    body = element(
        "body",
        element("header", element("h1", language.say("heading")), paragraph(language.say("subtitle"))),
        _contents(language),
        element("main", *(_section(name, facts, language) for name in SECTIONS)),
        element("footer", paragraph(marked(language.say("written", command=command)))),
    )
    return f'<!doctype html>\n<html lang="{language.code}">\n{_head(language, style)}\n{body}\n</html>\n'


def _head(language: Language, style: str) -> Html:
    marks = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escaped(language.say('title'))}</title>",
        f"<style>{style}</style>",
    )
    return Html("<head>\n" + "\n".join(marks) + "\n</head>")


def policy(style: str) -> str:
    """Return the Content-Security-Policy: this one style, by its digest, and nothing else."""
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _contents(language: Language) -> Html:
    links = (element("li", element("a", language.say(name), href=f"#{name}")) for name in SECTIONS)
    return element("nav", element("ol", *links), aria_label=language.say("contents"))


def _section(name: str, facts: Facts, language: Language) -> Html:
    why = facts.not_read.get(name)
    missing = [paragraph(language.say("missing", why=why), class_="missing")] if why else []
    heading = element("h2", language.say(name))
    return joined(
        [element("section", heading, *missing, SECTIONS[name](facts, language), id=name), Html("\n")]
    )
