"""The figures of `model`: how many assets of which kind."""

from collections import Counter
from collections.abc import Iterable

from stages.core.contract import Figures
from stages.model.model import Modelled


def figures(result: Modelled) -> Figures:
    """Return the counts of reports/model.json."""
    tests = [found for found in result.types if found.role == "test"]
    members = [member for found in result.types for member in found.members]
    return {
        "types": len(result.types),
        "members": len(members),
        "apis": len(result.apis),
        "operations": sum(len(api.operations) for api in result.apis),
        "sql": len(result.sql),
        "sql_unparsed": sum(not found.parsed for found in result.sql),
        "sql_by_origin": _counted(found.origin for found in result.sql),
        "sql_by_kind": _counted(found.kind for found in result.sql),
        "diagrams_by_format": _counted(found.format for found in result.diagrams),
        "builds_by_tool": _counted(found.tool for found in result.builds),
        "frameworks": _counted(name for found in result.builds for name in found.frameworks),
        "test_frameworks": _counted(name for found in result.builds for name in found.test_frameworks),
        "stories": len(result.stories),
        "criteria": sum(len(story.criteria) for story in result.stories),
        "passed_over": _counted(drop.rule for drop in result.passed_over),
        "changes": len(result.changes),
        "changes_by_kind": _counted(change.kind for change in result.changes),
        "changed_members": sum(change.member is not None for change in result.changes),
        "sections": len(result.sections),
        "suggestions": len(result.suggestions),
        "types_by_role": _counted(found.role for found in result.types),
        "types_by_language": _counted(found.language for found in result.types),
        "members_by_kind": _counted(member.kind for member in members),
        "tests_with_subject": sum(bool(test.subject) for test in tests),
        "tests_without_subject": sum(not test.subject for test in tests),
    }


def _counted(names: Iterable[str]) -> dict[str, float | int | str]:
    return dict(sorted(Counter(names).items()))
