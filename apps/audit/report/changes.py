"""Show what changed since another revision."""

from collections.abc import Mapping, Sequence

from apps.audit.diff import Changed, Diff
from apps.audit.report.facts import Facts
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, code, counts, element, joined, listed, marked, paragraph, table

MOST = 60
"""Lines of one list, and characters of one value, that are shown."""


def section(facts: Facts, language: Language) -> Html:
    """Return records, settings, code, base, adapters and figures that changed; or that none were compared."""
    found = facts.diff
    if found is None:
        return paragraph(marked(language.say("changes.none")), class_="note")
    between = language.say("changes.between", before=found.before[:12], after=found.after[:12])
    base = language.say("changes.base.other" if found.base else "changes.base.same")
    adapters = ", ".join(found.adapters) or language.say("none")
    return joined(
        [
            paragraph(between, class_="lead"),
            listed(
                [
                    f"{language.say('changes.base')}: {base}",
                    f"{language.say('changes.adapters')}: {adapters}",
                ],
                class_="plain",
            ),
            _records(found, language),
            _compared("setting", "settings", found.params, language),
            _code(found.code, language),
            _compared("figure", "figures", found.figures, language),
        ]
    )


def _records(found: Diff, language: Language) -> Html:
    heading = element("h3", language.say("changes.records"))
    if found.records is None:
        why = language.say("missing", why=found.not_measured)
        return joined([heading, paragraph(why, class_="missing")])
    rows = [
        (language.say(f"changes.{kind}"), len(ids), counts(found.by_source.get(kind, {})))
        for kind, ids in found.records._asdict().items()
    ]
    names = ("kind", "count", "sources")
    return joined(
        [heading, table([language.say(f"changes.{name}") for name in names], rows, class_="narrow")]
    )


def _compared(one: str, all_: str, changed: Mapping[str, Changed], language: Language) -> Html:
    headings = [language.say(f"changes.{name}") for name in (one, "before", "after")]
    rows = [
        (code(name), _short(was, language), _short(now, language))
        for name, (was, now) in list(changed.items())[:MOST]
    ]
    summary = element("summary", language.say(f"changes.{all_}", count=len(changed)))
    body = [table(headings, rows)] if rows else []
    return element("details", summary, *body, *_more(len(changed), language), class_="more")


def _code(paths: Sequence[str], language: Language) -> Html:
    summary = element("summary", language.say("changes.code", count=len(paths)))
    body = [listed([*map(code, paths[:MOST])], class_="plain")] if paths else []
    return element("details", summary, *body, *_more(len(paths), language), class_="more")


def _more(count: int, language: Language) -> list[Html]:
    return [paragraph(language.say("more", count=count - MOST), class_="note")] if count > MOST else []


def _short(value: object, language: Language) -> Html:
    """Return a value; of a list or a mapping only how long it is, for it may hold names."""
    if value is None:
        return element("span", "–", class_="quiet")
    if isinstance(value, list | dict):
        return element("span", language.say("changes.entries", count=len(value)), class_="quiet")
    text = str(value)
    return code(text if len(text) <= MOST else f"{text[:MOST]}…")
