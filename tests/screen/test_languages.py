"""Languages are those of linguist's data, under the names that later stages know."""

import re

import pytest

from stages.screen.languages import DATA, HEAD, NAMES, from_ruby, language, linguist

OPENAPI = 'openapi: "3.0.1"\ninfo: {title: Shop}\n'


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("a/B.java", "class B { }\n", "java"),
        ("x.test.ts", "export const x = 1;\n", "typescript"),
        ("App.TSX", "export const x = 1;\n", "typescript"),
        ("app.jsx", "", "javascript"),
        ("app.mjs", "", "javascript"),
        ("Dockerfile", "FROM scratch\n", "dockerfile"),
        ("Jenkinsfile", "", "groovy"),
        ("build.gradle", "", "groovy"),
        ("no-suffix", "", "unknown"),
        ("java", "", "unknown"),
        ("a.zzz", "", "unknown"),
        ("a.yml", "a: 1\n", "yaml"),
        ("api.yaml", OPENAPI, "yaml"),
        ("api.json", '{"openapi": "3.0.0"}', "json"),
        ("tsconfig.json", "{}", "json"),
        ("rows.jsonl", "{}\n", "jsonl"),
        ("pom.xml", "<project/>", "xml"),
        ("a.properties", "a=1\n", "properties"),
        (".env", "A=1\n", "properties"),
        ("a.cfg", "[a]\nb=1\n", "ini"),
        ("nginx.conf", "", "config"),
        ("story.feature", "", "gherkin"),
        ("model.puml", "", "plantuml"),
        ("a.csv", "", "csv"),
        ("README.md", "# Shop\n", "markdown"),
        ("gcc.md", "(define_insn x)\n", "gcc machine description"),
        ("a.rst", "", "rst"),
        ("requirements.txt", "", "text"),
        ("hosts.txt", "127.0.0.1 localhost\n", "hosts file"),
        ("notes.txt", "127.0.0.1 is home.\n", "text"),
        ("proc.sql", "AS $$ BEGIN; $$ LANGUAGE plpgsql", "sql"),
        ("a.h", "int a;\n", "c"),
        ("a.h", "class A {\n", "cpp"),
        ("a.h", "@interface A\n", "objective-c"),
        ("a.ts", "<TS language='de'>", "xml"),
        ("a.pl", "use strict;\n", "perl"),
        ("a.pl", "use v6;\n", "raku"),
        ("run", "#!/bin/sh\n", "shell"),
        ("run", "#!/usr/bin/env -S python3.11 -u\n", "python"),
        ("run", "#! /usr/bin/env A=1 node\n", "javascript"),
        ("run", "#!/usr/bin/env\n", "unknown"),
        ("run", " #!/bin/sh\n", "unknown"),
        ("run", '#!/bin/sh\nexec ruby "$0" "$@"\n', "ruby"),
        ("layout.view", '<?xml version="1.0"?>\n<a/>', "xml"),
        ("layout.view", '\n\n<?xml version="1.0"?>', "unknown"),
        ("page.1", ".TH a 1\n.SH NAME\n", "roff"),
        ("data.1", "1 2 3\n", "text"),
    ],
)
def test_names_and_text_decide_as_linguist_does(path: str, text: str, name: str) -> None:
    assert language(path, text) == name


@pytest.mark.parametrize(
    ("ruby", "python"),
    [
        ("^a$", "^a$"),
        ("(?i)^a", "(?i:^a)"),
        ("a(?i)b", "a(?i:b)"),
        ("(?-m)^a", "(?:^a)"),
        ("(?m).", "(?s:.)"),
        (r"a\z", r"a\Z"),
        ("(?<name>a)", "(?P<name>a)"),
        ("(?<=a)b(?<!c)", "(?<=a)b(?<!c)"),
        (r"(?<v>a(b))c\g<v>", r"(?P<v>a(b))c(?:a(b))"),
    ],
)
def test_expressions_of_ruby_are_translated(ruby: str, python: str) -> None:
    assert from_ruby(ruby) == python
    re.compile(python)


def test_every_heuristic_of_linguist_compiles_and_answers() -> None:
    assert len(linguist().heuristics) > 100
    for extension in linguist().heuristics:
        assert language(f"a{extension}", "x = 1\n")


@pytest.mark.parametrize("extension", [".d", ".inc", ".h", ".sql", ".md", ".ts"])
@pytest.mark.parametrize("filler", ["\n", " ", "a", "a\n", "(", "# "])
def test_a_monotonous_text_costs_no_seconds(extension: str, filler: str) -> None:
    assert language(f"a{extension}", filler * HEAD)


def test_our_names_are_of_languages_that_linguist_knows() -> None:
    assert set(NAMES) <= set(linguist().spoken)


def test_the_data_names_its_version_and_licence() -> None:
    assert "v9.6.0" in (DATA / "README.md").read_text(encoding="utf-8")
    assert "GitHub, Inc." in (DATA / "LICENSE").read_text(encoding="utf-8")
