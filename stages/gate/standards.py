"""The rules by id, in the order in which they are heard."""

from stages.core.errors import PipelineError
from stages.gate.duplicates import RULE as DUPLICATE
from stages.gate.finding import Rule
from stages.gate.params import Standard
from stages.gate.rules import (
    empty_test,
    format,
    ignore_test,
    licence_text,
    no_crud_end,
    no_http_method_in_url,
    redundant_print_test,
    single_ac,
    sleepy_test,
    start_without_crud,
    token_budget,
    undetermined,
    unknown_column_size,
    unknown_test,
)

RULES: dict[str, Rule] = {
    "format": format.find,
    "no-http-method-in-url": no_http_method_in_url.find,
    "start-without-crud": start_without_crud.find,
    "no-crud-end": no_crud_end.find,
    "unknown-column-size": unknown_column_size.find,
    "single-ac": single_ac.find,
    "IgnoreTest": ignore_test.find,
    "EmptyTest": empty_test.find,
    "SleepyTest": sleepy_test.find,
    "RedundantPrintTest": redundant_print_test.find,
    "UnknownTest": unknown_test.find,
    "licence-text": licence_text.find,
    "undetermined": undetermined.find,
    "token-budget": token_budget.find,
}
"""A sample is dropped by the first rule that finds something; duplicate-sample is heard last."""

FAMILIES = (
    ("no-http-method-in-url", "start-without-crud", "no-crud-end"),
    ("IgnoreTest", "EmptyTest", "SleepyTest", "RedundantPrintTest", "UnknownTest"),
)
"""Rules about one thing: of a unit that several of them find, only the first speaks."""


def check_standards(standards: dict[str, Standard]) -> None:
    """Refuse settings that name a rule that nobody knows, or leave one out."""
    known = {*RULES, DUPLICATE}
    wrong = sorted(known ^ standards.keys())
    if wrong:
        found = "no standard" if wrong[0] in known else "a standard without a rule"
        raise PipelineError(
            f"conf/standards/: {found} '{wrong[0]}', expected one for each of {', '.join(sorted(known))}. "
            "Mend the file."
        )
