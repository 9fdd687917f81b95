"""The places of a file in which a value is planted, by language."""

import base64
from collections.abc import Callable, Mapping
from typing import NamedTuple

Write = Callable[[str, str, int], str]
"""Return a piece of a file that holds a value: its key, the value, and a number that makes names distinct."""


class Context(NamedTuple):
    """One way to write a value in a language."""

    language: str
    path: str
    """Of the file; `{}` stands for its number."""
    name: str
    write: Write

    def seen(self, value: str) -> str:
        """Return what of a value stands in the file in one piece."""
        if self.name == "base64":
            return _b64(value)
        return value[len(value) // 2 :] if self.name == "split" else value


NAMES = frozenset({"identifier", "path"})
"""Places of names: only terms of the company are planted there."""
HARD = frozenset({"base64", "split"})
"""What no rule over text can see; counted apart."""


def _b64(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


_FORMS: Mapping[str, tuple[str, Mapping[str, Write]]] = {
    "java": (
        "src/main/java/Shadow{}.java",
        {
            "literal": lambda k, v, n: f'class C{n} {{ String {k} = "{v}"; }}\n',
            "comment": lambda k, v, n: f"// {k}: {v}\nclass C{n} {{}}\n",
            "javadoc": lambda k, v, n: f"/**\n * {k} = {v}\n */\nclass C{n} {{}}\n",
            "sql": lambda k, v, n: (
                f"class C{n} {{ String q = \"UPDATE t SET {k} = '{v}' WHERE id = 1\"; }}\n"
            ),
            "url": lambda k, v, n: (
                f'class C{n} {{ String u = "https://api.shop.test/v1?{k}={v}&page=1"; }}\n'
            ),
            "split": lambda k, v, n: (
                f'class C{n} {{ String {k} = "{v[: len(v) // 2]}" + "{v[len(v) // 2 :]}"; }}\n'
            ),
            "base64": lambda k, v, n: f'class C{n} {{ String {k} = "{_b64(v)}"; }}\n',
            "identifier": lambda k, v, n: f"class {v.title()}Client{n} {{ int {v}Count; }}\n",
        },
    ),
    "python": (
        "src/shadow{}.py",
        {
            "literal": lambda k, v, n: f'{k} = "{v}"\n',
            "comment": lambda k, v, n: f"# {k}: {v}\nx{n} = 1\n",
            "argument": lambda k, v, n: f'connect{n}({k}="{v}")\n',
            "mapping": lambda k, v, n: f'c{n} = {{"{k}": "{v}"}}\n',
            "split": lambda k, v, n: f'{k} = "{v[: len(v) // 2]}" + "{v[len(v) // 2 :]}"\n',
            "base64": lambda k, v, n: f'{k} = "{_b64(v)}"\n',
        },
    ),
    "typescript": (
        "web/shadow{}.ts",
        {
            "literal": lambda k, v, n: f"const c{n} = {{ {k}: '{v}' }};\n",
            "comment": lambda k, v, n: f"/* {k} = {v} */\nconst c{n} = 1;\n",
        },
    ),
    "yaml": (
        "conf/shadow{}.yml",
        {
            "value": lambda k, v, n: f"app{n}:\n  {k}: {v}\n",
            "comment": lambda k, v, n: f"app{n}: 1  # {k}: {v}\n",
            "quoted": lambda k, v, n: f'app{n}:\n  - {{name: a, {k}: "{v}"}}\n',
        },
    ),
    "properties": ("conf/shadow{}.properties", {"value": lambda k, v, n: f"app{n}.{k}={v}\n"}),
    "json": ("conf/shadow{}.json", {"value": lambda k, v, n: f'{{"app{n}": {{"{k}": "{v}"}}}}\n'}),
    "xml": (
        "conf/shadow{}.xml",
        {
            "element": lambda k, v, n: f"<app{n}><{k}>{v}</{k}></app{n}>\n",
            "attribute": lambda k, v, n: f'<app{n} {k}="{v}"/>\n',
        },
    ),
    "sql": ("db/shadow{}.sql", {"literal": lambda k, v, n: f"UPDATE t{n} SET {k} = '{v}' WHERE id = {n};\n"}),
    "markdown": (
        "docs/shadow{}.md",
        {
            "path": lambda k, v, n: f"# Page {n}\n",
            "prose": lambda k, v, n: f"# Page {n}\n\nThe {k} is {v} for now.\n",
            "code": lambda k, v, n: f"# Page {n}\n\n```\n{k}={v}\n```\n",
        },
    ),
}

CONTEXTS = tuple(
    Context(language, path, name, write)
    for language, (path, forms) in _FORMS.items()
    for name, write in forms.items()
)
