"""The figures of `model`: how many assets of which kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from stages.core.contract import Figures
from stages.core.records.api_asset import ApiAsset
from stages.core.records.build_asset import BuildAsset
from stages.core.records.change_asset import ChangeAsset
from stages.core.records.diagram_asset import DiagramAsset
from stages.core.records.record import Record
from stages.core.records.section_asset import SectionAsset
from stages.core.records.sql_asset import SqlAsset
from stages.core.records.story_asset import StoryAsset
from stages.core.records.suggestion_asset import SuggestionAsset
from stages.core.records.type_asset import TypeAsset


class Tally:
    """What is counted of assets as they are found."""

    def __init__(self) -> None:
        """Begin with none."""
        self._assets: Counter[type] = Counter()
        self._parts: Counter[str] = Counter()
        self._names: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, found: Record) -> None:
        """Count an asset."""
        self._assets[type(found)] += 1
        match found:
            case TypeAsset():
                self._count("types_by_role", [found.role])
                self._count("types_by_language", [found.language])
                self._count("members_by_kind", [member.kind for member in found.members])
            case ApiAsset():
                self._parts["operations"] += len(found.operations)
            case SqlAsset():
                self._parts["sql_unparsed"] += not found.parsed
                self._count("sql_by_origin", [found.origin])
                self._count("sql_by_kind", [found.kind])
            case DiagramAsset():
                self._count("diagrams_by_format", [found.format])
            case BuildAsset():
                self._count("builds_by_tool", [found.tool])
                self._count("frameworks", found.frameworks)
                self._count("test_frameworks", found.test_frameworks)
            case StoryAsset():
                self._parts["criteria"] += len(found.criteria)
            case ChangeAsset():
                self._count("changes_by_kind", [found.kind])
                self._parts["changed_members"] += found.member is not None

    def pass_over(self, rule: str) -> None:
        """Count a part of a document that gave no asset."""
        self._count("passed_over", [rule])

    def test(self, subject: str) -> None:
        """Count a test, by whether the type under test was found."""
        self._parts["tests_with_subject" if subject else "tests_without_subject"] += 1

    def _count(self, what: str, names: Iterable[str]) -> None:
        self._names[what].update(names)

    def figures(self) -> Figures:
        """Return the counts of reports/model.json."""
        return {
            "types": self._assets[TypeAsset],
            "members": self._names["members_by_kind"].total(),
            "apis": self._assets[ApiAsset],
            "operations": self._parts["operations"],
            "sql": self._assets[SqlAsset],
            "sql_unparsed": self._parts["sql_unparsed"],
            "sql_by_origin": self._named("sql_by_origin"),
            "sql_by_kind": self._named("sql_by_kind"),
            "diagrams_by_format": self._named("diagrams_by_format"),
            "builds_by_tool": self._named("builds_by_tool"),
            "frameworks": self._named("frameworks"),
            "test_frameworks": self._named("test_frameworks"),
            "stories": self._assets[StoryAsset],
            "criteria": self._parts["criteria"],
            "passed_over": self._named("passed_over"),
            "changes": self._assets[ChangeAsset],
            "changes_by_kind": self._named("changes_by_kind"),
            "changed_members": self._parts["changed_members"],
            "sections": self._assets[SectionAsset],
            "suggestions": self._assets[SuggestionAsset],
            "types_by_role": self._named("types_by_role"),
            "types_by_language": self._named("types_by_language"),
            "members_by_kind": self._named("members_by_kind"),
            "tests_with_subject": self._parts["tests_with_subject"],
            "tests_without_subject": self._parts["tests_without_subject"],
        }

    def _named(self, what: str) -> dict[str, float | int | str]:
        return dict(sorted(self._names[what].items()))
