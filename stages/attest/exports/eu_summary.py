"""Write the summary of training content by the parts of the template of the EU's AI Act, article 53(1)(d)."""

from collections.abc import Iterable

from stages.attest.exports.facts import Facts, Source, merged
from stages.attest.exports.markdown import cell, counted, document, rows

_COLUMNS = (
    "source",
    "pin",
    "licences",
    "legal basis",
    "files kept",
    "bytes kept",
    "read by the base",
    "samples",
)


def eu_summary(facts: Facts) -> bytes:
    """Return the summary in English: a voluntary mapping. Who trains an adapter is rarely a provider of a
    general-purpose model: the guidelines put that at a third of the compute of the base."""
    return document(
        "# Summary of training content",
        "Mapping, not certification: the parts follow the template that the European Commission "
        "published for "
        "article 53(1)(d) of Regulation (EU) 2024/1689. What a run cannot know says so.",
        *_general(facts),
        *_listed(facts),
        *_processing(facts),
    )


def _general(facts: Facts) -> list[str]:
    modalities = counted(merged(one.languages for one in facts.data))
    adapters = (
        (
            adapter.name,
            adapter.trained_sha256[:16],
            facts.base.name,
            _tokens(adapter.evaluated),
            _share(facts, index),
        )
        for index, adapter in enumerate(facts.adapters)
    )
    return [
        "## 1 General information",
        f"Provider: {cell(facts.names.provider)}. Date of placing on the market: not known to the run. "
        f"Modality: text "
        f"(samples by language of the instruction: {modalities}). Size range: by tokens read in "
        f"training, below.",
        rows(
            ("model", "version", "depends on", "tokens read in training", "share of the compute of the base"),
            adapters,
        ),
        "The share takes 6 x parameters x tokens for both, an upper bound for a low-rank adapter. It is "
        "not known "
        "for a base that was trained elsewhere.",
    ]


def _tokens(evaluated: object) -> object:
    training = evaluated.get("training") if isinstance(evaluated, dict) else None
    return training.get("tokens", "not known") if isinstance(training, dict) else "not known"


def _share(facts: Facts, index: int) -> str:
    read, base = _tokens(facts.adapters[index].evaluated), facts.base.figures.get("tokens")
    return f"{read / base:.2f}" if isinstance(read, int) and base else "not known"


def _listed(facts: Facts) -> list[str]:
    def table(chosen: Iterable[Source]) -> str:
        return rows(_COLUMNS, map(_source, chosen))

    kept = [source for source in facts.sources if source.kept]
    return [
        "## 2 Data sources",
        "### 2.1 Publicly available data sets",
        table(source for source in kept if source.source_class == "open-source" and not source.feedback),
        "### 2.2 Private data sets of third parties",
        table(source for source in kept if source.source_class == "commercial"),
        "### 2.3 Data crawled from online sources",
        "None: a run reads pinned sources that were declared, and no web pages.",
        "### 2.4 User data",
        table(source for source in kept if source.feedback),
        "### 2.5 Synthetic data",
        "Instructions are put together by templates, and a run asks no model. Samples whose answer a teacher "
        f"wrote before and a run replays, by teacher: {counted(_teachers(facts))}. What an IDE suggested and "
        "a developer accepted may be a model's: see 2.4. Sources that were declared as synthetic:",
        table(source for source in kept if source.source_class == "synthetic"),
        "### 2.6 Other sources: assets of the provider",
        table(source for source in kept if source.source_class == "own" and not source.feedback),
    ]


def _teachers(facts: Facts) -> dict[str, int]:
    return merged(one.teachers for one in facts.data)


def _processing(facts: Facts) -> list[str]:
    dropped = merged(source.dropped for source in facts.sources)
    denied = sum(count for rule, count in dropped.items() if rule.startswith("licence"))
    return [
        "## 3 Data processing",
        "### 3.1 Reservations of rights",
        f"Every file has the licence of its own path; {denied} files were refused for it. Reservations "
        f"against text "
        "and data mining that stand elsewhere than in the sources: not measured.",
        "### 3.2 Removal of illegal content",
        f"{sum(facts.masked.values())} values of personal data, secrets and company terms were "
        f"replaced. Screening "
        "for other illegal content: not measured.",
        "### 3.3 Other information",
        f"Files that were dropped, by rule: {counted(dropped)}. Root of the ledger: `{facts.ledger_root}`.",
    ]


def _source(source: Source) -> tuple[object, ...]:
    return (
        source.name,
        source.pin[:12],
        counted(source.licences),
        source.legal_basis,
        source.kept,
        source.size,
        source.learnt,
        source.samples,
    )
