import pytest

from stages.core.records.type_asset import TypeAsset
from stages.model.model import read_document
from stages.model.python import module_of
from tests.model.documents import PARAMS, document

RULES = '''"""折扣规则。"""

import os.path as p
from . import base
from ..money import Money, Rate as R
from typing import *

LIMIT: int = 3


@cache
async def best(rules: list[Rule], *, at: date = None, **rest) -> Money:  # why
    """Return the best.

    Second line.
    """
    return min(rule.apply(Money(1)) for rule in rules)


def bare(a, b=1, *args, /): pass


class Rule(Base, Generic[T], metaclass=Meta):
    """A rule."""

    name: str
    rate = 0.1

    def __init__(self, name: str):
        self.name = name
        self.limit: int = 3
        self.limit = 4

    @property
    def size(self) -> int:
        return len(self.name)

    @staticmethod
    def of(text):
        return Rule(text)

    class Meta:
        order = 1
'''


def types(text: str, path: str = "src/pricing/rules.py") -> dict[str, TypeAsset]:
    found = read_document(document(path, text, language="python"), PARAMS)
    return {asset.name: asset for asset in found if isinstance(asset, TypeAsset)}


def test_the_functions_of_a_module_are_one_row() -> None:
    module = types(RULES)["rules"]
    assert (module.kind, module.package, module.doc) == ("module", "pricing", "折扣规则。")
    assert [(m.kind, m.name, m.type) for m in module.members] == [
        ("field", "LIMIT", "int"),
        ("method", "best", "Money"),
        ("method", "bare", ""),
    ]
    assert module.imports == ["os.path", ".base", "..money.Money", "..money.Rate", "typing.*"]
    assert module.text == RULES


def test_a_function_has_signature_doc_parameters_and_calls() -> None:
    best = types(RULES)["rules"].members[1]
    assert best.signature == "async def best(rules: list[Rule], *, at: date = None, **rest) -> Money"
    assert best.annotations == ["@cache"]
    assert best.modifiers == ["async"]
    assert best.doc == "Return the best.\n\nSecond line."
    assert [(p.name, p.type) for p in best.parameters] == [
        ("rules", "list[Rule]"),
        ("at", "date"),
        ("**rest", ""),
    ]
    assert best.calls == ["min", "apply", "Money"]
    assert best.text.startswith("@cache\nasync def best")
    assert best.body.startswith('"""Return')


def test_a_class_has_the_fields_of_its_body_and_of_its_constructor() -> None:
    rule = types(RULES)["Rule"]
    assert (rule.package, rule.supertypes, rule.doc) == ("pricing.rules", ["Base", "Generic[T]"], "A rule.")
    assert [(m.kind, m.name, m.type) for m in rule.members] == [
        ("field", "name", "str"),
        ("field", "rate", ""),
        ("field", "limit", "int"),
        ("constructor", "__init__", ""),
        ("method", "size", "int"),
        ("method", "of", ""),
    ]
    assert [[p.name for p in m.parameters] for m in rule.members[-3:]] == [["name"], [], ["text"]]
    assert types(RULES)["Rule.Meta"].members[0].name == "order"


CHOSEN = """try:
    from json import loads
except ImportError:
    def loads(text):
        return read(text)
else:
    NAME = "json"

def first():
    return 1

if OLD:
    with guard():
        class Cart:
            size, left = 1, 2
            if OLD:
                def add(self):
                    return run(self)
            else:
                def add(self, item):
                    return go(item)

            def __init__(self, a, b):
                self.a, (self.b) = a, b
                if b:
                    self.c = b
                a.d = 1
elif NEW:
    def last():
        return 2

for name in NAMES:
    def looped():
        return name
"""


def test_what_stands_below_a_choice_belongs_to_the_module_or_class() -> None:
    found = types(CHOSEN, "src/shop/cart.py")
    module = found["cart"]
    assert [(m.name, m.calls) for m in module.members] == [
        ("NAME", []),
        ("loads", ["read"]),
        ("first", []),
        ("last", []),
    ]
    assert [(m.kind, m.name, m.calls) for m in found["Cart"].members] == [
        ("field", "size", []),
        ("field", "left", []),
        ("field", "a", []),
        ("field", "c", []),
        ("method", "add", ["run"]),
        ("method", "add", ["go"]),
        ("constructor", "__init__", []),
    ]


def test_every_text_is_the_bytes_of_its_span() -> None:
    content = RULES.encode()
    for asset in types(RULES).values():
        for piece in (asset, *asset.members):
            assert content[piece.span.start : piece.span.end].decode() == piece.text


@pytest.mark.parametrize(
    ("path", "package", "name"),
    [
        ("src/pricing/rules.py", "pricing", "rules"),
        ("pricing/engine/__init__.py", "pricing", "engine"),
        ("setup.py", "", "setup"),
        ("src/app.py", "", "app"),
        ("src.py", "", "src"),
        ("tests/test_rules.py", "tests", "test_rules"),
    ],
)
def test_a_module_is_named_by_its_path(path: str, package: str, name: str) -> None:
    assert module_of(path) == (package, name)
