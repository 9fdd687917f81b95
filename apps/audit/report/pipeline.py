"""Draw the pipeline: what each stage read, wrote and dropped, and every digest that is committed to."""

from apps.audit.report.facts import Facts, Stage
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, code, counts, element, joined, paragraph, table

STEPS = 20
"""Widths of a bar that style.css knows."""


def section(facts: Facts, language: Language) -> Html:
    """Return the stages in order, their counts, and their digests."""
    flow = element("ol", *(_card(stage, language) for stage in facts.stages), class_="flow")
    names = ("stage", "read", "written", "kept", "dropped", "by")
    headings = [language.say(f"pipeline.{name}") for name in names]
    rows = [_row(stage) for stage in facts.stages if stage.counts]
    return joined(
        [
            paragraph(language.say("pipeline.lead"), class_="lead"),
            flow,
            table(headings, rows),
            element("h3", language.say("pipeline.all")),
            *(_digests(stage, language) for stage in facts.stages),
        ]
    )


def _card(stage: Stage, language: Language) -> Html:
    went = f"{stage.counts.read:,} → {stage.counts.written:,}" if stage.counts else ""
    return element(
        "li",
        element("b", stage.name),
        element("span", language.say(f"stage.{stage.name}"), class_="does"),
        element("span", went, class_="went"),
        element("code", stage.settings[:12]) if stage.settings else Html(""),
    )


def _row(stage: Stage) -> tuple[str | int | Html, ...]:
    if not stage.counts:
        return ()
    read, written, dropped = stage.counts.read, stage.counts.written, stage.counts.dropped
    return stage.name, read, written, bar(written, read), sum(dropped.values()), counts(dropped)


def bar(part: int, whole: int) -> Html:
    """Return the share of a part as a bar; its width is one of STEPS classes: no style may stand inline."""
    share = part / whole if whole else 0.0
    fill = element("span", class_=f"fill w{min(STEPS, round(share * STEPS))}")
    said = element("span", f"{share:.1%}", class_="share")
    return element("span", element("span", fill, class_="bar"), said, class_="whole")


def _digests(stage: Stage, language: Language) -> Html:
    rows = [(code(path), code(digest)) for path, digest in stage.files.items()]
    if stage.settings:
        rows.insert(0, (code(f"params.yaml: {stage.name}"), code(stage.settings)))
    summary = language.say("pipeline.digests", stage=stage.name, count=len(rows))
    headings = (language.say("pipeline.path"), "SHA-256")
    return element("details", element("summary", summary), table(headings, rows), class_="more")
