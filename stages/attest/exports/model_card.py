"""Write the model card of an adapter, in English or Chinese, with the header that model hubs read."""

from typing import NamedTuple

from stages.attest.exports.facts import Adapter, DataSet, Facts
from stages.attest.exports.markdown import cell, counted, document, rows
from stages.core.contract import canonical


class _Words(NamedTuple):
    """What a card says in one language; the first five are headings."""

    use: str
    data: str
    training: str
    results: str
    limits: str
    proof: str
    use_text: str
    columns: tuple[str, ...]
    settings: tuple[str, str]
    measured: tuple[str, ...]
    results_text: str
    limits_text: str
    proof_text: str


_EN = _Words(
    use="Use",
    data="Training data",
    training="Training",
    results="Results on held-out rows",
    limits="Limits",
    proof="Proof",
    use_text="For engineers of the organisation whose assets it was trained on, with the prompt "
    "template whose digest "
    "stands below, on the base `{base}` ({kind}) with digest `{digest}` and no other.",
    columns=("split", "rows", "languages", "licences", "recipes", "SHA-256"),
    settings=("setting", "value"),
    measured=(
        "adapter",
        "train / test rows",
        "loss (nats a token): base / placebo / adapter",
        "loss, adapter - base",
        "loss, adapter - placebo",
        "valid answers: base / placebo / adapter",
        "answers with a verbatim run of training text: base / adapter",
        "verdict",
    ),
    results_text="The placebo learnt the same answers dealt to other questions: what it gains is format "
    "and style.",
    limits_text="Validity is judged by parsers; answers are not executed. Training text is masked by "
    "rules, and masked "
    "is not anonymous. What the base had read before is unknown unless it was trained here. Figures "
    "hold for these "
    "test rows, not for other organisations.",
    proof_text="`out/train/{name}/trained.json` (SHA-256 `{trained}`) has the digest of every file of "
    "the adapter and "
    "of all that the trainer read. Ledger root `{root}`. `adaptrail audit verify` checks both; the "
    "provenance is in "
    "`out/attest/exports/slsa/{name}.json`.",
)
_ZH = _Words(
    use="用途",
    data="训练数据",
    training="训练设置",
    results="留出数据上的结果",
    limits="局限",
    proof="证明",
    use_text="供提供训练资产的组织内部的工程师使用；只用于摘要为 `{digest}` 的基座 `{base}`（{kind}），"
    "并使用摘要见下表的提示模板。",
    columns=("划分", "条数", "语言", "许可证", "配方", "SHA-256"),
    settings=("设置", "值"),
    measured=(
        "适配器",
        "训练 / 测试条数",
        "损失（nats/token）：基座 / 安慰剂 / 适配器",
        "损失差：适配器 - 基座",
        "损失差：适配器 - 安慰剂",
        "有效回答：基座 / 安慰剂 / 适配器",
        "含训练文本原样片段的回答：基座 / 适配器",
        "结论",
    ),
    results_text="安慰剂学习同样的答案，但答案被分给别的问题：它的收益只是格式和风格。",
    limits_text="有效性由解析器判断，回答没有被执行。训练文本按规则脱敏，脱敏不等于匿名。除非基座在此训练，"
    "否则它之前读过什么并不可知。数字只对这些测试数据成立，不代表其他组织。",
    proof_text="`out/train/{name}/trained.json`（SHA-256 "
    "`{trained}`）含适配器每个文件以及训练器所读全部内容的摘要。"
    "台账根 `{root}`。`adaptrail audit verify` 核对两者；来源证明在 "
    "`out/attest/exports/slsa/{name}.json`。",
)
WORDS = {"en": _EN, "zh": _ZH}


def model_card(adapter: Adapter, facts: Facts, language: str) -> bytes:
    """Return the card of `adapter` in `language`, `en` or `zh`, as Markdown."""
    words, base = WORDS[language], facts.base
    return document(
        _header(adapter, facts),
        f"# {adapter.name}",
        cell(adapter.description) + ("." if language == "en" else "。"),
        f"## {words.use}",
        words.use_text.format(base=base.name, kind=base.source, digest=base.sha256[:16]),
        f"## {words.data}",
        rows(words.columns, (_split(one) for one in adapter.data)),
        f"## {words.training}",
        rows(words.settings, _settings(adapter, facts)),
        f"## {words.results}",
        rows(words.measured, [adapter.result]),
        words.results_text,
        f"## {words.limits}",
        words.limits_text,
        f"## {words.proof}",
        words.proof_text.format(name=adapter.name, trained=adapter.trained_sha256, root=facts.ledger_root),
    )


def _header(adapter: Adapter, facts: Facts) -> str:
    """Return the metadata of a hub; JSON values are YAML ones."""
    languages = sorted({language for one in adapter.data for language in one.languages})
    said: dict[str, object] = {
        "base_model_relation": "adapter",
        "language": languages,
        "library_name": "peft",
        "license": "other",
        "pipeline_tag": "text-generation",
        "tags": ["adaptrail", "lora"],
    }
    if facts.base.source == "hub":
        said["base_model"] = facts.base.location
    lines = [f"{name}: {canonical(said[name]).decode()}" for name in sorted(said)]
    return "\n".join(["---", *lines, "---"])


def _split(one: DataSet) -> tuple[object, ...]:
    return (
        one.split,
        one.rows,
        counted(one.languages),
        counted(one.licences),
        counted(one.recipes),
        one.sha256,
    )


def _settings(adapter: Adapter, facts: Facts) -> list[tuple[str, object]]:
    """Return what the trainer was told, one level of groups spelled with a dot, and what it says it read."""
    told = {
        f"{name}.{key}" if key else name: value
        for name, group in facts.training.items()
        for key, value in (group.items() if isinstance(group, dict) else [("", group)])
    }
    bound = adapter.evaluated.get("trained")
    return [*sorted(told.items()), *sorted(bound.items() if isinstance(bound, dict) else [])]
