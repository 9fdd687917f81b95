"""The rules that look at an answer, by id, in the order in which they are heard: what gates samples is what
measures what a model wrote."""

from collections.abc import Callable, Mapping, Sized
from functools import cache, partial

from stages.core.errors import PipelineError
from stages.core.standards.finding import Answer, Finding, Rule
from stages.core.standards.paths import places
from stages.core.standards.rules import (
    at_least_one_primary_key,
    complex_condition,
    data_class,
    duplicate_assert_test,
    empty_test,
    error_response,
    format,
    graph_connected_call,
    ignore_test,
    insert_without_field,
    kebab_case,
    large_class,
    layer,
    lazy_element,
    licence_text,
    like_start_without_percent,
    limit_column_size,
    limit_joins,
    limit_table_name_length,
    long_method,
    long_parameter_list,
    min_feature,
    missing_parameter_desc,
    multiple_parameters,
    naming,
    no_crud_end,
    no_http_method_in_url,
    normalized_path,
    not_uppercase,
    placeholder,
    plural_names,
    redundant_assertion_test,
    redundant_print_test,
    refused_bequest,
    repeated_switches,
    single_ac,
    sleepy_test,
    snake_case_naming,
    splice_naming,
    start_without_crud,
    template_text,
    too_many_repository_dependencies,
    unknown_column_size,
    unknown_test,
)
from stages.core.standards.settings import Standard, Standards
from stages.core.standards.source import source
from stages.core.standards.sql import statements
from stages.core.standards.testing import tests

RULES: dict[str, Rule] = {
    "format": format.find,
    "no-http-method-in-url": no_http_method_in_url.find,
    "start-without-crud": start_without_crud.find,
    "no-crud-end": no_crud_end.find,
    "unknown-column-size": unknown_column_size.find,
    "insert-without-field": insert_without_field.find,
    "limit-joins": limit_joins.find,
    "single-ac": single_ac.find,
    "IgnoreTest": ignore_test.find,
    "EmptyTest": empty_test.find,
    "SleepyTest": sleepy_test.find,
    "RedundantPrintTest": redundant_print_test.find,
    "UnknownTest": unknown_test.find,
    "RedundantAssertionTest": redundant_assertion_test.find,
    "DuplicateAssertTest": duplicate_assert_test.find,
    "licence-text": licence_text.find,
    "template-text": template_text.find,
    "placeholder": placeholder.find,
    "not-uppercase": not_uppercase.find,
    "splice-naming": splice_naming.find,
    "kebab-case": kebab_case.find,
    "plural-names": plural_names.find,
    "normalized-path": normalized_path.find,
    "min-feature": min_feature.find,
    "multiple-parameters": multiple_parameters.find,
    "error-response": error_response.find,
    "at-least-one-primary-key": at_least_one_primary_key.find,
    "like-start-without-percent": like_start_without_percent.find,
    "limit-table-name-length": limit_table_name_length.find,
    "limit-column-size": limit_column_size.find,
    "snake-case-naming": snake_case_naming.find,
    "SMELL_LAZY_ELEMENT": lazy_element.find,
    "SMELL_LONG_METHOD": long_method.find,
    "SMELL_LARGE_CLASS": large_class.find,
    "SMELL_DATA_CLASS": data_class.find,
    "SMELL_LONG_PARAMETER_LIST": long_parameter_list.find,
    "SMELL_REFUSED_BEQUEST": refused_bequest.find,
    "SMELL_COMPLEX_CONDITION": complex_condition.find,
    "SMELL_REPEATED_SWITCHES": repeated_switches.find,
    "SMELL_GARPH_CONNECTED_CALL": graph_connected_call.find,
    "too-many-repository-dependencies": too_many_repository_dependencies.find,
    "missing-parameter-desc": missing_parameter_desc.find,
}
"""Rules that need nothing but an answer and their threshold."""

READING: tuple[tuple[Callable[[Answer], Sized], frozenset[str]], ...] = (
    (
        places,
        frozenset(
            (
                "no-http-method-in-url",
                "start-without-crud",
                "no-crud-end",
                "not-uppercase",
                "splice-naming",
                "kebab-case",
                "plural-names",
                "normalized-path",
                "min-feature",
                "multiple-parameters",
                "error-response",
            )
        ),
    ),
    (
        statements,
        frozenset(
            (
                "unknown-column-size",
                "insert-without-field",
                "limit-joins",
                "at-least-one-primary-key",
                "like-start-without-percent",
                "limit-table-name-length",
                "limit-column-size",
                "snake-case-naming",
            )
        ),
    ),
    (
        tests,
        frozenset(
            (
                "IgnoreTest",
                "EmptyTest",
                "SleepyTest",
                "RedundantPrintTest",
                "UnknownTest",
                "RedundantAssertionTest",
                "DuplicateAssertTest",
            )
        ),
    ),
    (
        lambda answer: source(answer).types,
        frozenset(
            (
                "SMELL_LAZY_ELEMENT",
                "SMELL_LARGE_CLASS",
                "SMELL_DATA_CLASS",
                "too-many-repository-dependencies",
            )
        ),
    ),
    (
        lambda answer: source(answer).methods,
        frozenset(
            (
                "SMELL_LONG_METHOD",
                "SMELL_LONG_PARAMETER_LIST",
                "SMELL_REFUSED_BEQUEST",
                "SMELL_COMPLEX_CONDITION",
                "SMELL_REPEATED_SWITCHES",
                "missing-parameter-desc",
            )
        ),
    ),
)
"""What rules read of an answer, and those that read it alone: they find nothing where there is none of it."""

WITH_SETTINGS = {"naming": naming.find, "layer": layer.find}
"""Rules that read more: the standards of names and layers."""

OF_CANDIDATES = ("benchmark-overlap", "duplicate-sample", "token-budget", "undetermined")
"""Rules that look at more than an answer: those of stages/gate/."""

FAMILIES = (
    ("no-http-method-in-url", "start-without-crud", "no-crud-end"),
    ("IgnoreTest", "EmptyTest", "SleepyTest", "RedundantPrintTest", "UnknownTest", "RedundantAssertionTest"),
)
"""Rules about one thing: of a unit that several of them find, only the first speaks."""


def rules(settings: Standards) -> dict[str, Rule]:
    """Return the rules that look at an answer, in the order in which they are heard.

    Raises PipelineError when the settings leave a rule out, or name one that nobody knows.
    """
    _check(settings.standards)
    every: dict[str, Rule] = {
        **RULES,
        "naming": partial(naming.find, naming=settings.naming),
        "layer": partial(layer.find, layers=settings.layers),
    }
    return {name: find for name, find in every.items() if settings.standards[name].action != "off"}


def idle(answer: Answer) -> frozenset[str]:
    """Return rules that have nothing to look at in an answer: most of them, in most."""
    return _without(*[not read(answer) for read, _ in READING])


@cache
def _without(*missing: bool) -> frozenset[str]:
    """Return the rules that read what is missing; READING says what there could be."""
    return frozenset().union(*(rules for (_, rules), none in zip(READING, missing, strict=True) if none))


def findings(
    answer: Answer, looking: Mapping[str, Rule], standards: Mapping[str, Standard]
) -> list[tuple[str, Finding]]:
    """Return what the rules find, in their order; of a family only the first that finds a unit."""
    without = idle(answer)
    found = [
        (rule, finding)
        for rule, find in looking.items()
        if rule not in without
        for finding in find(answer, standards[rule].threshold)
    ]
    first: dict[tuple[tuple[str, ...], str], str] = {}
    for rule, finding in found:
        first.setdefault((_family(rule), finding.unit), rule)
    return [(rule, finding) for rule, finding in found if first[_family(rule), finding.unit] == rule]


def _family(rule: str) -> tuple[str, ...]:
    return next((family for family in FAMILIES if rule in family), (rule,))


def _check(standards: Mapping[str, Standard]) -> None:
    known = {*RULES, *WITH_SETTINGS, *OF_CANDIDATES}
    wrong = sorted(known ^ standards.keys())
    if wrong:
        found = "no standard" if wrong[0] in known else "a standard without a rule"
        raise PipelineError(
            f"conf/standards/: {found} '{wrong[0]}', expected one for each of {', '.join(sorted(known))}. "
            "Mend the file."
        )
