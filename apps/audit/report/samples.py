"""Open some samples: the bytes that they come from, and the hashes from each to the root."""

from apps.audit.report.facts import Facts, Proven
from apps.audit.report.language import Language
from apps.audit.report.markup import (
    Html,
    code,
    counts,
    element,
    joined,
    lines,
    marked,
    paragraph,
    pill,
    table,
)


def section(facts: Facts, language: Language) -> Html:
    """Return one fold a sample."""
    folds = [_fold(one, facts, language) for one in facts.proven]
    lead = paragraph(marked(language.say("samples.lead", count=len(folds))), class_="lead")
    silent = all(one.sample is None for one in facts.proven)
    note = paragraph(marked(language.say("samples.no_texts")), class_="note") if silent else Html("")
    return joined([lead, note, *folds])


def _fold(one: Proven, facts: Facts, language: Language) -> Html:
    row, holds = one.trace.row, one.root == facts.root
    said = language.say("samples.holds" if holds else "samples.fails")
    summary = element(
        "summary",
        element("b", one.place),
        " ",
        element("span", row.recipe, class_="quiet"),
        " ",
        pill(said, "good" if holds else "bad"),
    )
    pairs = {
        "recipe": row.generator,
        "licence": row.licence,
        "used": ", ".join(row.used),
        "content": code(row.content),
    }
    about = (
        part
        for name, value in pairs.items()
        for part in (element("dt", language.say(f"samples.{name}")), element("dd", value))
    )
    parts = [
        element("dl", *about),
        _pieces(one, language),
        _proof(one, facts, language),
        _texts(one, language),
    ]
    return element("details", summary, *parts, class_="sample")


def _pieces(one: Proven, language: Language) -> Html:
    names = ("field", "document", "bytes", "commit", "blob", "licence", "masked")
    rows = [
        (
            piece.field,
            piece.document,
            f"{piece.start}–{piece.end}",
            code(piece.commit[:12]),
            code(piece.blob),
            piece.licence,
            counts(piece.masked),
        )
        for piece in one.trace.pieces
    ]
    return table([language.say(f"samples.{name}") for name in names], rows)


def _proof(one: Proven, facts: Facts, language: Language) -> Html:
    way = one.trace.way
    position = language.say(
        "samples.position", position=f"{way.position:,}", size=f"{way.shard.rows:,}", shard=way.shard.source
    )
    hashes = {
        language.say("samples.leaf"): one.leaf,
        **{
            language.say("samples.sibling", number=number): node
            for number, node in enumerate([*way.proof, *way.above], 1)
        },
        language.say("samples.shard"): way.shard.root,
        language.say("samples.root"): one.root,
    }
    pairs = (
        part for name, value in hashes.items() for part in (element("dt", name), element("dd", code(value)))
    )
    heading = element("h4", language.say("samples.proof"), " ", element("small", position))
    return joined([heading, element("dl", *pairs, class_="proof")])


def _texts(one: Proven, language: Language) -> Html:
    if one.sample is None:
        return Html("")
    texts = {name: getattr(one.sample, name) for name in ("instruction", "input", "output")}
    shown = (
        joined([element("h5", language.say(f"samples.{name}")), element("pre", lines(text))])
        for name, text in texts.items()
        if text
    )
    return joined([element("h4", language.say("samples.texts")), *shown])
