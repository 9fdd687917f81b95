"""What the five programming languages call the things that the rules ask for."""

from typing import NamedTuple

from stages.core.framed import CLASS


class Grammar(NamedTuple):
    """Kinds of nodes of one tree-sitter grammar."""

    types: dict[str, str]
    """Kind of a declared type by kind of node."""
    methods: frozenset[str]
    constructors: frozenset[str]
    fields: frozenset[str]
    calls: frozenset[str]
    callee: str
    """The field of a call that names what is called; empty where it is the first child."""
    selections: frozenset[str]
    """`a.b` as what is called: the last child is the name, the first one the target."""
    conditionals: frozenset[str]
    """Nodes with a field `condition`, or whose first named child is the condition."""
    branches: frozenset[str]
    """`if`, `else if`, `switch` and their like; loops are none."""
    logical: frozenset[str]
    """Nodes of `a && b`; in some grammars of any operator."""
    comments: frozenset[str]
    strings: frozenset[str]
    assertions: frozenset[str]
    """Nodes of an `assert` statement."""
    frame: tuple[str, str]
    """What stands around a member, so that it can be parsed; no line before it, so that lines are its own."""

    @property
    def kinds(self) -> frozenset[str]:
        """All nodes that the rules ask for; some are functions or tests by what they hold."""
        functions = frozenset(("variable_declarator", "call_expression"))
        sets = (part for part in self if isinstance(part, frozenset))
        return functions.union(self.types, *sets)


JAVA = Grammar(
    types={
        "class_declaration": "class",
        "interface_declaration": "interface",
        "enum_declaration": "enum",
        "record_declaration": "record",
        "annotation_type_declaration": "annotation",
    },
    methods=frozenset(("method_declaration", "constructor_declaration", "compact_constructor_declaration")),
    constructors=frozenset(("constructor_declaration", "compact_constructor_declaration")),
    fields=frozenset(("field_declaration",)),
    calls=frozenset(("method_invocation", "object_creation_expression", "explicit_constructor_invocation")),
    callee="name",
    selections=frozenset(),
    conditionals=frozenset(("if_statement", "while_statement", "do_statement", "ternary_expression")),
    branches=frozenset(("if_statement", "switch_expression", "switch_statement")),
    logical=frozenset(("binary_expression",)),
    comments=frozenset(("line_comment", "block_comment")),
    strings=frozenset(("string_literal",)),
    assertions=frozenset(("assert_statement",)),
    frame=CLASS,
)
KOTLIN = Grammar(
    types={"class_declaration": "class", "object_declaration": "object"},
    methods=frozenset(("function_declaration", "secondary_constructor")),
    constructors=frozenset(("secondary_constructor",)),
    fields=frozenset(("property_declaration",)),
    calls=frozenset(("call_expression", "infix_expression")),
    callee="",
    selections=frozenset(("navigation_expression",)),
    conditionals=frozenset(("if_expression", "while_statement", "do_while_statement")),
    branches=frozenset(("if_expression", "when_expression")),
    logical=frozenset(("binary_expression",)),
    comments=frozenset(("line_comment", "block_comment", "multiline_comment")),
    strings=frozenset(("string_literal", "multiline_string_literal")),
    assertions=frozenset(),
    frame=CLASS,
)
TYPESCRIPT = Grammar(
    types={
        "class_declaration": "class",
        "abstract_class_declaration": "class",
        "interface_declaration": "interface",
        "enum_declaration": "enum",
    },
    methods=frozenset(("method_definition", "function_declaration", "generator_function_declaration")),
    constructors=frozenset(),
    fields=frozenset(("public_field_definition",)),
    calls=frozenset(("call_expression", "new_expression")),
    callee="function",
    selections=frozenset(("member_expression",)),
    conditionals=frozenset(("if_statement", "while_statement", "do_statement", "ternary_expression")),
    branches=frozenset(("if_statement", "switch_statement")),
    logical=frozenset(("binary_expression",)),
    comments=frozenset(("comment",)),
    strings=frozenset(("string", "template_string")),
    assertions=frozenset(),
    frame=CLASS,
)
PYTHON = Grammar(
    types={"class_definition": "class"},
    methods=frozenset(("function_definition",)),
    constructors=frozenset(),
    fields=frozenset(("assignment",)),
    calls=frozenset(("call",)),
    callee="function",
    selections=frozenset(("attribute",)),
    conditionals=frozenset(("if_statement", "elif_clause", "while_statement", "conditional_expression")),
    branches=frozenset(("if_statement", "elif_clause", "match_statement")),
    logical=frozenset(("boolean_operator",)),
    comments=frozenset(("comment",)),
    strings=frozenset(("string",)),
    assertions=frozenset(("assert_statement",)),
    frame=("", "\n"),
)
GO = Grammar(
    types={"type_spec": "struct", "type_alias": "struct"},
    methods=frozenset(("function_declaration", "method_declaration")),
    constructors=frozenset(),
    fields=frozenset(("field_declaration",)),
    calls=frozenset(("call_expression",)),
    callee="function",
    selections=frozenset(("selector_expression",)),
    conditionals=frozenset(("if_statement",)),
    branches=frozenset(("if_statement", "expression_switch_statement", "type_switch_statement")),
    logical=frozenset(("binary_expression",)),
    comments=frozenset(("comment",)),
    strings=frozenset(("interpreted_string_literal", "raw_string_literal")),
    assertions=frozenset(),
    frame=("", "\n"),
)

GRAMMARS = {"java": JAVA, "kotlin": KOTLIN, "typescript": TYPESCRIPT, "python": PYTHON, "go": GO}
"""By the first word of a format."""
