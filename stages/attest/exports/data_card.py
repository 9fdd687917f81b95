"""Write the data card: sources, rights, masking, drops and what adapters learn, in English or Chinese."""

from typing import NamedTuple

from stages.attest.exports.facts import DataSet, Facts, Source, merged
from stages.attest.exports.markdown import cell, counted, document, rows


class _Words(NamedTuple):
    """What a card says in one language."""

    title: str
    intro: str
    sources: str
    source_columns: tuple[str, ...]
    masking: str
    masking_text: str
    keys: dict[str, str]
    """What `anonymize` says of its key, in this language."""
    masking_columns: tuple[str, str]
    flow: str
    flow_columns: tuple[str, ...]
    sets: str
    set_columns: tuple[str, ...]
    limits: str
    limits_text: str


_EN = _Words(
    title="Data card",
    intro="Instruction data of {provider}, made by recipes from anonymized assets. A run asks no model. "
    "Samples whose answer a teacher wrote before and a run replays: {teachers}. What an IDE suggested and a "
    "developer accepted may be a model's. Counts and names only: no text of a source stands here.",
    sources="Sources",
    source_columns=(
        "source",
        "pin",
        "class",
        "owner",
        "legal basis",
        "licences",
        "files kept",
        "dropped",
        "read by the base",
        "samples",
    ),
    masking="What was masked",
    masking_text="{total} replacements. Policy `{policy}`, key `{key}`: {about}. Of {tried} planted values "
    "that rules must "
    "find, {left} were left (upper bound of the rate {high}); {refused} more went with files that "
    "were dropped.",
    keys={},
    masking_columns=("entity", "replacements"),
    flow="What went where",
    flow_columns=("stage", "read", "written", "dropped by rule"),
    sets="What adapters learn",
    set_columns=("adapter", "split", "rows", "bytes of text", "languages", "licences", "SHA-256"),
    limits="Limits",
    limits_text="What rules do not find is not masked, and masked is not anonymous. A licence holds for "
    "a path, not for "
    "a repository. Files by one organisation say little about others. Every sample leads to byte ranges "
    "of raw files "
    "(`adaptrail audit trace`); {untraced} do not.",
)
_ZH = _Words(
    title="数据卡",
    intro="{provider} 的指令数据：由配方从脱敏资产生成。运行时不询问任何模型；回答由教师事先撰写、"
    "运行时重放的样本：{teachers}。IDE 建议且被开发者采纳的文本可能出自模型。"
    "这里只有数目和名称，没有来源文本。",
    sources="来源",
    source_columns=(
        "来源",
        "固定版本",
        "类别",
        "负责方",
        "法律依据",
        "许可证",
        "保留文件",
        "丢弃",
        "基座所读",
        "样本",
    ),
    masking="脱敏",
    masking_text="共 {total} 处替换。策略 `{policy}`，密钥 `{key}`（{about}）。"
    "在规则必须找到的 {tried} 个植入值中，遗留 {left} 个（遗留率上界 {high}），"
    "另有 {refused} 个随整个文件一起被丢弃。",
    keys={
        "private key": "自有密钥",
        "demo key of the samples, known to everybody: not for real data": "示例的公开密钥，不可用于真实数据",
        "not named": "未说明",
    },
    masking_columns=("实体", "替换数"),
    flow="去向",
    flow_columns=("阶段", "读入", "写出", "按规则丢弃"),
    sets="适配器所学",
    set_columns=("适配器", "划分", "条数", "文本字节", "语言", "许可证", "SHA-256"),
    limits="局限",
    limits_text="规则找不到的不会被脱敏，脱敏不等于匿名。许可证按路径成立，而不是按仓库。"
    "一个组织的文件不能说明其他组织。"
    "每个样本都能追溯到原始文件的字节区间（`adaptrail audit trace`）；不能追溯的有 {untraced} 个。",
)
WORDS = {"en": _EN, "zh": _ZH}


def data_card(facts: Facts, language: str) -> bytes:
    """Return the card of all data in `language`, `en` or `zh`, as Markdown."""
    words = WORDS[language]
    return document(
        f"# {words.title}",
        words.intro.format(provider=cell(facts.names.provider), teachers=_taught(facts)),
        f"## {words.sources}",
        rows(words.source_columns, map(_source, facts.sources)),
        f"## {words.masking}",
        words.masking_text.format(**_masking(facts, words)),
        rows(words.masking_columns, sorted(facts.masked.items())),
        f"## {words.flow}",
        rows(
            words.flow_columns,
            (
                (s, c.counts.read, c.counts.written, counted(c.counts.dropped))
                for s, c in facts.stages.items()
            ),
        ),
        f"## {words.sets}",
        rows(words.set_columns, map(_set, facts.data)),
        f"## {words.limits}",
        words.limits_text.format(untraced=facts.untraced),
    )


def _taught(facts: Facts) -> str:
    return counted(merged(one.teachers for one in facts.data))


def _masking(facts: Facts, words: _Words) -> dict[str, object]:
    """Return what `anonymize` says of itself; what it did not measure is said so."""
    figures = facts.stages["anonymize"].figures
    about = str(figures.get("key", "not named"))
    canaries, policy = figures.get("canaries_certain"), figures.get("policy")
    planted = canaries if isinstance(canaries, dict) else {}
    named = policy if isinstance(policy, dict) else {}
    return {
        "total": sum(facts.masked.values()),
        "policy": named.get("name", "not named"),
        "key": figures.get("key_id", "not named"),
        "about": words.keys.get(about, about),
        **{name: planted.get(name, "not measured") for name in ("tried", "left", "high", "refused")},
    }


def _source(source: Source) -> tuple[object, ...]:
    return (
        source.name,
        source.pin[:12],
        source.source_class,
        source.owner,
        source.legal_basis,
        counted(source.licences),
        source.kept,
        counted(source.dropped),
        source.learnt,
        source.samples,
    )


def _set(one: DataSet) -> tuple[object, ...]:
    return (
        one.adapter,
        one.split,
        one.rows,
        one.size,
        counted(one.languages),
        counted(one.licences),
        one.sha256[:16],
    )
