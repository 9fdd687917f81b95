"""A service holds many repositories: it is several services. Rule id too-many-repository-dependencies, as
in ArchGuard.

Fields and properties of a type with @Service, or whose name ends so, that are typed as repository, mapper
or DAO; a type argument does not count, nor does a mapper of objects, such as Jackson's. Threshold:
repositories, at most.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Type, source

_REPOSITORY = re.compile(
    r"(?:\w+\.)*(?!(?:Object|Json|Xml|Yaml|Csv|Row|Model|Bean|Dozer)Mapper\b)\w*(?:Repository|Repo|Mapper|Dao|DAO)"
    r"(?:<.*>)?\??",
    re.DOTALL,
)


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each service with more repositories."""
    counted = ((type_, _repositories(type_)) for type_ in source(answer).types if _is_service(type_))
    return [
        Finding(f"class {type_.name}", f"{type_.name}: {count} repositories", type_.line)
        for type_, count in counted
        if count > threshold
    ]


def _is_service(type_: Type) -> bool:
    return "Service" in type_.annotation_names or type_.name.endswith(("Service", "ServiceImpl"))


def _repositories(type_: Type) -> int:
    return sum(bool(_REPOSITORY.fullmatch(field.type)) for field in type_.fields)
