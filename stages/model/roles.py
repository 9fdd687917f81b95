"""Tell what a type is for: by its annotations, then by its name, then by the folder it lies in."""

import re

_TEST_PATH = re.compile(
    r"(?:^|/)(?:src/(?:test|[a-z]+Test)|tests?|__tests__|spec)/"
    r"|(?:^|/)(?:test_[^/]*|[^/]*_test)\.py$|_test\.go$|\.(?:test|spec)\.[jt]sx?$"
)
_TEST_NAME = re.compile(r".+(?:Tests?|TestCase)|.*[a-z0-9]IT")

_BY_ANNOTATION = {
    "RestController": "controller",
    "Controller": "controller",
    "Path": "controller",
    "Service": "service",
    "Repository": "repository",
    "Mapper": "repository",
    "Entity": "entity",
    "Embeddable": "entity",
    "MappedSuperclass": "entity",
    "Table": "entity",
    "TableName": "entity",
    "Document": "entity",
    "Configuration": "config",
    "ConfigurationProperties": "config",
    "SpringBootApplication": "config",
}
_BY_SUPERTYPE = re.compile(r"\w*Repository|BaseMapper|Mapper")
_BY_NAME = (
    (re.compile(r".*Controller"), "controller"),
    (re.compile(r".*Service(?:Impl)?"), "service"),
    (re.compile(r".*(?:Repository|Dao|DAO)(?:Impl)?"), "repository"),
    (re.compile(r".*(?:Config|Configuration|Properties)"), "config"),
    (re.compile(r".*(?:D[Tt][Oo]|V[Oo]|Request|Response|Command|Query|Form|Payload|Params?|View)"), "dto"),
    (re.compile(r".*(?:Entity|PO|DO)"), "entity"),
)
_BY_FOLDER = {
    "controller": "controller",
    "controllers": "controller",
    "service": "service",
    "services": "service",
    "repository": "repository",
    "repositories": "repository",
    "dao": "repository",
    "mapper": "repository",
    "entity": "entity",
    "entities": "entity",
    "dto": "dto",
    "dtos": "dto",
    "vo": "dto",
    "request": "dto",
    "response": "dto",
    "config": "config",
    "configuration": "config",
}
_NO_DATA = re.compile(r".*(?:Exception|Error|Enum|Constants?|Utils?|Handler|Listener|Factory|Converter)")


def is_test(path: str, asset: str, name: str) -> bool:
    """Say whether a type is a test or a part of one; below `src/main` nothing is, whatever its name."""
    if "src/main/" in path:
        return False
    named = _TEST_NAME.fullmatch(name.rsplit(".", 1)[-1])
    return asset == "test" or bool(named or _TEST_PATH.search(path))


def role_of(path: str, kind: str, name: str, annotations: list[str], supertypes: list[str]) -> str:
    """Return the role of a type that is no test, of those of `TypeAsset.role`."""
    simple = name.rsplit(".", 1)[-1]
    if kind in ("enum", "annotation"):
        return "other"
    names = [
        re.split(r"[(\s]", annotation.lstrip("@"), maxsplit=1)[0].rsplit(".", 1)[-1]
        for annotation in annotations
    ]
    said = next((_BY_ANNOTATION[found] for found in names if found in _BY_ANNOTATION), "")
    if said:
        return said
    if any(_BY_SUPERTYPE.fullmatch(re.split(r"[<\s]", supertype, maxsplit=1)[0]) for supertype in supertypes):
        return "repository"
    if kind == "module" or _NO_DATA.fullmatch(simple):
        return "other"
    named = next((role for pattern, role in _BY_NAME if pattern.fullmatch(simple)), "")
    return named or _BY_FOLDER.get(path.rsplit("/", 2)[-2].lower() if "/" in path else "", "other")
