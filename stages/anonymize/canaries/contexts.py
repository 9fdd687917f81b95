"""The places of a file in which a value is planted, by language."""

import base64
from collections.abc import Callable, Mapping
from itertools import chain
from typing import NamedTuple

Write = Callable[[str, str, int], str]
"""Return a piece of a file that holds a value: its key, the value, and a number that makes names distinct."""


class Context(NamedTuple):
    """One way to write a value in a language."""

    language: str
    path: str
    """Of the file: `{n}` stands for its number, `{v}` and `{V}` for the value, in capitals at the beginning."""
    name: str
    write: Write

    @property
    def kind(self) -> str:
        """Return the first word of the name: `path` of `path-folder`."""
        return self.name.partition("-")[0]

    def seen(self, value: str) -> str:
        """Return what of a value stands in the file in one piece."""
        if self.kind == "base64":
            return _b64(value)
        if self.kind == "coded":
            return CODES[self.name](value)
        return value[len(value) // 2 :] if self.kind == "split" else value


NAMES = frozenset({"identifier", "path"})
"""Kinds of places of names: only terms of the company are planted there."""
FILES = frozenset({"file"})
"""Kinds of places in paths where a value of any kind stands that a format or a list gives away."""
HARD = frozenset({"base64", "split"})
"""Kinds of places in which a value is not written as it is; counted apart."""


def _b64(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def _octal(value: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in value.encode())


def _hex(value: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in value.encode())


def _units(value: str) -> str:
    return "".join(f"\\u{ord(sign):04x}" for sign in value)


def _percent(value: str) -> str:
    return "".join(f"%{byte:02X}" for byte in value.encode())


def _references(value: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in value)


def _full_width(value: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in value)


CODES: Mapping[str, Callable[[str], str]] = {
    "coded-octal": _octal,
    "coded-hex": _hex,
    "coded-unit": _units,
    "coded-percent": _percent,
    "coded-reference": _references,
    "coded-width": _full_width,
}
"""Ways to write each sign of a value by its number or another sign."""


def _halves(value: str) -> tuple[str, str]:
    return value[: len(value) // 2], value[len(value) // 2 :]


_FORMS: Mapping[str, tuple[str, Mapping[str, Write]]] = {
    "java": (
        "src/main/java/Shadow{n}.java",
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
            "split": lambda k, v, n: 'class C{} {{ String {} = "{}" + "{}"; }}\n'.format(n, k, *_halves(v)),
            "base64": lambda k, v, n: f'class C{n} {{ String {k} = "{_b64(v)}"; }}\n',
            "coded-octal": lambda k, v, n: f'class C{n} {{ String {k} = "{_octal(v)}"; }}\n',
            "coded-unit": lambda k, v, n: f'class C{n} {{ String {k} = "{_units(v)}"; }}\n',
            "coded-percent": lambda k, v, n: (
                f'class C{n} {{ String u = "https://api.shop.test/v1?{k}={_percent(v)}&page=1"; }}\n'
            ),
            "identifier": lambda k, v, n: f"class {v.title()}Client{n} {{ int {v}Count; }}\n",
            "identifier-constant": lambda k, v, n: (
                f"class C{n} {{ static final int {v.upper()}_MAX = 1; int get{v.title()}() {{ return {n}; }} }}\n"
            ),
            "identifier-package": lambda k, v, n: (
                f"class C{n} {{ org.{v}.pay.Client a; @{v.title()}Api void run() {{ }} }}\n"
            ),
        },
    ),
    "kotlin": (
        "src/main/kotlin/Shadow{n}.kt",
        {
            "literal": lambda k, v, n: f'val c{n} = mapOf("{k}" to "{v}")\n',
            "comment": lambda k, v, n: f"// {k}: {v}\nclass C{n}\n",
            "base64": lambda k, v, n: f'class C{n} {{ val {k} = "{_b64(v)}" }}\n',
            "identifier": lambda k, v, n: (
                f"class {v.title()}Client{n} {{ val {v}Count = 1 }}\nfun send{v.title()}{n}() = {n}\n"
            ),
        },
    ),
    "python": (
        "src/shadow{n}.py",
        {
            "literal": lambda k, v, n: f'{k} = "{v}"\n',
            "comment": lambda k, v, n: f"# {k}: {v}\nx{n} = 1\n",
            "argument": lambda k, v, n: f'connect{n}({k}="{v}")\n',
            "mapping": lambda k, v, n: f'c{n} = {{"{k}": "{v}"}}\n',
            "split": lambda k, v, n: '{} = "{}" + "{}"\n'.format(k, *_halves(v)),
            "base64": lambda k, v, n: f'{k} = "{_b64(v)}"\n',
            "coded-hex": lambda k, v, n: f'{k} = "{_hex(v)}"\n',
            "coded-octal": lambda k, v, n: f'{k} = b"{_octal(v)}"\n',
            "identifier": lambda k, v, n: (
                f"class {v.title()}Client{n}:\n    pass\n\n\ndef send_{v}_{n}():\n    return {v.upper()}_URL\n"
            ),
            "identifier-import": lambda k, v, n: f"from {v}_pay.client import {v}{n}\nimport tools.{v}\n",
        },
    ),
    "typescript": (
        "web/shadow{n}.ts",
        {
            "literal": lambda k, v, n: f"const c{n} = {{ {k}: '{v}' }};\n",
            "comment": lambda k, v, n: f"/* {k} = {v} */\nconst c{n} = 1;\n",
            "identifier": lambda k, v, n: (
                f"interface {v.title()}Order{n} {{ {v}Id: number }}\nconst {v.upper()}_{n} = 1;\n"
            ),
        },
    ),
    "javascript": (
        "web/shadow{n}.js",
        {
            "literal": lambda k, v, n: f'const c{n} = {{ {k}: "{v}" }};\n',
            "coded-unit": lambda k, v, n: f'const c{n} = {{ {k}: "{_units(v)}" }};\n',
            "template": lambda k, v, n: f"const c{n} = {{ {k}: `{v}` }};\n",
            "comment": lambda k, v, n: f"// {k} = {v}\nconst c{n} = 1;\n",
            "identifier": lambda k, v, n: (
                f"function send{v.title()}{n}({v}Id) {{ return this.{v}_count; }}\n"
            ),
        },
    ),
    "go": (
        "pkg/shadow{n}.go",
        {
            "literal": lambda k, v, n: f'var c{n} = map[string]string{{"{k}": "{v}"}}\n',
            "comment": lambda k, v, n: f"// {k}: {v}\nvar c{n} = 1\n",
            "base64": lambda k, v, n: f'var {k}{n} = "{_b64(v)}"\n',
            "coded-hex": lambda k, v, n: f'var c{n} = map[string]string{{"{k}": "{_hex(v)}"}}\n',
            "identifier": lambda k, v, n: (
                f"type {v.title()}Client{n} struct {{ {v}Count int }}\n"
                f"func New{v.title()}{n}() int {{ return {v}.Max }}\n"
            ),
        },
    ),
    "yaml": (
        "conf/shadow{n}.yml",
        {
            "value": lambda k, v, n: f"app{n}:\n  {k}: {v}\n",
            "comment": lambda k, v, n: f"app{n}: 1  # {k}: {v}\n",
            "quoted": lambda k, v, n: f'app{n}:\n  - {{name: a, {k}: "{v}"}}\n',
            "identifier": lambda k, v, n: f"{v}:\n  {v}-{n}: &{v} 1\n",
        },
    ),
    "properties": (
        "conf/shadow{n}.properties",
        {
            "value": lambda k, v, n: f"app{n}.{k}={v}\n",
            "coded-unit": lambda k, v, n: f"app{n}.{k}={_units(v)}\n",
            "escaped": lambda k, v, n: f"# \\u952e {k}\\uff1a{v}\\u3002\napp{n}=1\n",
            "identifier": lambda k, v, n: f"{v}.app{n}.{v}Max=1\n",
        },
    ),
    "json": (
        "conf/shadow{n}.json",
        {
            "value": lambda k, v, n: f'{{"app{n}": {{"{k}": "{v}"}}}}\n',
            "coded-unit": lambda k, v, n: f'{{"app{n}": {{"{k}": "{_units(v)}"}}}}\n',
            "escaped": lambda k, v, n: f'{{"app{n}": "\\u952e {k}\\uff1a{v}"}}\n',
            "identifier": lambda k, v, n: f'{{"{v}": {{"{v}Count{n}": 1}}}}\n',
        },
    ),
    "xml": (
        "conf/shadow{n}.xml",
        {
            "element": lambda k, v, n: f"<app{n}><{k}>{v}</{k}></app{n}>\n",
            "coded-reference": lambda k, v, n: f"<app{n}><{k}>{_references(v)}</{k}></app{n}>\n",
            "attribute": lambda k, v, n: f'<app{n} {k}="{v}"/>\n',
            "identifier": lambda k, v, n: f'<{v}-app{n} {v}="1"></{v}-app{n}>\n',
        },
    ),
    "sql": (
        "db/shadow{n}.sql",
        {
            "literal": lambda k, v, n: f"UPDATE t{n} SET {k} = '{v}' WHERE id = {n};\n",
            "comment": lambda k, v, n: f"-- {k}: {v}\nSELECT {n};\n",
            "identifier": lambda k, v, n: (
                f"CREATE TABLE {v}_order{n} (id INT, {v}_name VARCHAR(9));\nSELECT {v.upper()}_ID FROM {v}.t;\n"
            ),
            "identifier-quoted": lambda k, v, n: (
                f'SELECT `{v}_id` FROM `{v}`.t{n};\nSELECT "{v}Id" FROM t;\n'
            ),
        },
    ),
    "markdown": (
        "docs/shadow{n}.md",
        {
            "coded-width": lambda k, v, n: f"# Page {n}\n\n{k}：{_full_width(v)}。\n",
            "prose": lambda k, v, n: f"# Page {n}\n\nThe {k} is {v} for now.\n",
            "code": lambda k, v, n: f"# Page {n}\n\n```\n{k}={v}\n```\n",
        },
    ),
}
_EMPTY: Mapping[str, Write] = {
    "java": lambda k, v, n: f"class C{n} {{}}\n",
    "kotlin": lambda k, v, n: f"class C{n}\n",
    "python": lambda k, v, n: f"x{n} = 1\n",
    "typescript": lambda k, v, n: f"const c{n} = 1;\n",
    "javascript": lambda k, v, n: f"const c{n} = 1;\n",
    "go": lambda k, v, n: f"var c{n} = 1\n",
    "yaml": lambda k, v, n: f"app{n}: 1\n",
    "properties": lambda k, v, n: f"app{n}=1\n",
    "json": lambda k, v, n: f'{{"app{n}": 1}}\n',
    "xml": lambda k, v, n: f"<app{n}/>\n",
    "sql": lambda k, v, n: f"SELECT {n};\n",
    "markdown": lambda k, v, n: f"# Page {n}\n",
}
"""A piece without a value, of the languages in whose paths one is planted."""
_PATHS: Mapping[str, Mapping[str, str]] = {
    "java": {"path": "src/main/java/{V}Client{n}.java", "path-folder": "src/main/java/org/{v}/pay/C{n}.java"},
    "kotlin": {"path": "src/main/kotlin/{V}Client{n}.kt", "path-folder": "src/main/kotlin/org/{v}/C{n}.kt"},
    "python": {
        "path": "src/{v}_client{n}.py",
        "path-folder": "src/{v}/pay/c{n}.py",
        "file": "tests/{n}/case_{v}_user.py",
    },
    "typescript": {"path": "web/{v}-client{n}.ts", "path-folder": "packages/{v}-web/src/c{n}.ts"},
    "javascript": {"path": "web/use{V}{n}.js"},
    "go": {"path": "pkg/{v}_client{n}.go", "path-folder": "internal/{v}/c{n}.go"},
    "yaml": {"path": "conf/application-{v}{n}.yml", "file": "conf/{n}/{v}-dev.yml"},
    "properties": {"path": "conf/{v}.{n}.properties"},
    "json": {"path": "conf/{v}{n}.json", "file": "data/{n}/export_{v}.json"},
    "xml": {"path": "conf/{V}Mapper{n}.xml"},
    "sql": {"path": "db/V{n}__{v}.sql", "file": "db/{n}/user-{v}.sql"},
    "markdown": {
        "path": "docs/{v}-{n}.md",
        "path-folder": "docs/{v}/page{n}.md",
        "file": "docs/{n}/{v}.md",
        "file-folder": "docs/{n}/{v}/page.md",
    },
}
"""Names of files and of folders that hold a value."""

CONTEXTS = tuple(
    chain(
        (
            Context(language, path, name, write)
            for language, (path, forms) in _FORMS.items()
            for name, write in forms.items()
        ),
        (
            Context(language, path, name, _EMPTY[language])
            for language, paths in _PATHS.items()
            for name, path in paths.items()
        ),
    )
)
