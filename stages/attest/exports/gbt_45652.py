"""Map what a run shows to the topics of GB/T 45652-2025, security of data for training and fine-tuning."""

from typing import NamedTuple

from stages.attest.exports.facts import Facts, merged, numbers
from stages.attest.exports.markdown import counted, document, rows


class _Topic(NamedTuple):
    """One topic, and what the run has for it."""

    zh: str
    en: str
    state: str
    """`shown`, `in part` or `not measured`: never a pass."""
    found: str
    file: str


_STATES = {"shown": "有记录 shown", "in part": "部分 in part", "not measured": "未测量 not measured"}


def gbt_45652(facts: Facts) -> bytes:
    """Return the mapping as Markdown, Chinese beside English: topics and evidence, no verdict."""
    return document(
        "# GB/T 45652-2025 对照 / mapping",
        "**对照，不是认证。** 主题按公开介绍归纳，不引用条款编号；使用前请对照标准正文。未测量不等于通过。",
        "**Mapping, not certification.** Topics follow public descriptions and name no clauses: compare "
        "with the text of "
        "the standard before use. Not measured is no pass.",
        rows(
            ("主题", "topic", "状态 state", "本次运行 this run", "证据 evidence"),
            (
                (t.zh, t.en, _STATES[t.state], t.found, t.file)
                for t in [*_origin(facts), *_content(facts), *_kept(facts)]
            ),
        ),
    )


def _origin(facts: Facts) -> list[_Topic]:
    bare = sum(not source.legal_basis for source in facts.sources)
    unlicensed = sum(source.licences.get("", 0) for source in facts.sources)
    bases = merged(source.bases for source in facts.sources)
    return [
        _Topic(
            "数据来源可追溯",
            "sources can be traced",
            "shown",
            f"{len(facts.sources)} sources, each pinned; {facts.untraced} used samples untraced",
            "sources.lock.yaml, out/attest/ledger",
        ),
        _Topic(
            "授权与合同",
            "licence or contract of each source",
            "shown",
            f"{bare} sources without legal basis, {unlicensed} kept files without licence; by basis: "
            f"{counted(bases)}",
            "out/anonymize/origins.jsonl",
        ),
        _Topic("境外来源占比", "share of sources from abroad", "not measured", "-", "-"),
    ]


def _content(facts: Facts) -> list[_Topic]:
    refused = {
        stage: sum(count for rule, count in report.counts.dropped.items() if rule.startswith("licence"))
        for stage, report in facts.stages.items()
    }
    verdicts = counted(numbers(facts.stages["gate"].figures, "reviews"))
    return [
        _Topic(
            "个人信息",
            "personal data",
            "shown",
            f"{sum(facts.masked.values())} replacements: {counted(facts.masked)}",
            "reports/anonymize.json, out/anonymize/decisions.jsonl",
        ),
        _Topic(
            "知识产权",
            "intellectual property",
            "shown",
            f"{sum(refused.values())} files refused for their licence",
            "reports/screen.json",
        ),
        _Topic("违法不良信息关键词与分类筛查", "screening for illegal content", "not measured", "-", "-"),
        _Topic("人工抽检", "manual sampling", "not measured", "-", "-"),
        _Topic(
            "标注与复核",
            "annotation and review (GB/T 45674)",
            "in part",
            f"verdicts: {verdicts}",
            "reports/gate.json",
        ),
    ]


def _kept(facts: Facts) -> list[_Topic]:
    reports = facts.stages.values()
    balanced = all(r.counts.read == r.counts.written + sum(r.counts.dropped.values()) for r in reports)
    return [
        _Topic(
            "处理过程留痕",
            "records of processing",
            "shown",
            f"{facts.ledger.rows} rows; counts of all stages close: {'yes' if balanced else 'no'}",
            "out/attest/ledger, reports/",
        ),
        _Topic(
            "数据完整性",
            "integrity of data",
            "shown",
            f"root {facts.ledger_root}",
            "reports/attest.json, reports/commitments.json",
        ),
        _Topic(
            "优化训练数据与训练一致",
            "what was trained on is what was prepared",
            "shown",
            f"{len(facts.adapters)} adapters, "
            f"{sum(one.rows for one in facts.data if one.split == 'train')} rows",
            "reports/evaluate/, out/train/*/trained.json",
        ),
        _Topic("存储、访问控制与日志", "storage, access control and logs", "not measured", "-", "-"),
    ]
