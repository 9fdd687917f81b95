"""The demo desk of open-toolkit: a Spring-style layer written from a table of things that a desk looks after."""

from string import Template
from typing import NamedTuple

from samples.make.desk_manual import Entry, manual
from samples.make.desk_rules import RULES, Rule
from samples.make.desk_styles import CONTROLLERS, DTOS, ENTITIES, ENUMS, FORMS, REPOSITORIES, SERVICES, TESTS
from samples.make.sources import Draft, Section

WHO = ("yang", "nina", "raj", "zhou", "ole")


class Field(NamedTuple):
    """A column of a thing."""

    name: str
    type: str
    zh: str


class Move(NamedTuple):
    """A change of status: verb, from, to."""

    verb: str
    source: str
    target: str


class Thing(NamedTuple):
    """One entity of the desk, as its line in the table says."""

    order: int
    area: str
    name: str
    plural: str
    zh: str
    english: str
    fields: list[Field]
    statuses: list[str]
    moves: list[Move]
    extra: str
    """Hand-written members of the entity."""


def drafts(spec: str) -> list[Draft]:
    """Return one commit per area of the table, and one for its documentation."""
    things = read(spec)
    areas = list(dict.fromkeys(thing.area for thing in things))
    return [_draft(at, area, [t for t in things if t.area == area]) for at, area in enumerate(areas)]


def read(spec: str) -> list[Thing]:
    """Return the things of a table: `# area` lines, one `Name | …` line each, indented Java below it."""
    things: list[Thing] = []
    area = ""
    for line in spec.splitlines():
        if line.startswith("# "):
            area = line[2:].strip()
        elif line.startswith("    ") or (things and not line.strip()):
            things[-1] = things[-1]._replace(extra=f"{things[-1].extra}{line}\n")
        elif line.strip():
            things.append(_thing(len(things), area, [cell.strip() for cell in line.split("|")]))
    return things


def _thing(order: int, area: str, cells: list[str]) -> Thing:
    name, plural, zh, english, fields, statuses, moves = cells
    columns = [Field(*field.split(":")) for field in fields.split()]
    steps = [Move(verb, *way.split(">")) for verb, way in (move.split(":") for move in moves.split())]
    return Thing(order, area, name, plural, zh, english, columns, statuses.split(","), steps, "")


def _draft(at: int, area: str, things: list[Thing]) -> Draft:
    sections = [section for thing in things for section in _sections(thing)]
    entries = [Entry(t.order, t.zh, t.fields, t.statuses, t.moves) for t in things]
    sections += [Section("file", f"docs/desk/{area}.md", page(area, things))]
    sections += [Section("file", f"docs/manual/{area}.zh.md", manual(area, entries))]
    month = f"{at % 12 + 1:02d}"
    return Draft(WHO[at % len(WHO)], f"2024-{month}-11T10:{at:02d}:00+08:00", f"desk: {area}", sections)


def _sections(thing: Thing) -> list[Section]:
    at, area = thing.order, f"desk.{thing.area}"
    rules = _rules(thing)
    slots = _slots(thing, rules)
    name = thing.name
    parts = [
        ("main", f"{area}.{name}Status", _pick(ENUMS, at)),
        ("main", f"{area}.{name}", _pick(ENTITIES, at)),
        ("main", f"{area}.{name}Repository", _pick(REPOSITORIES, at)),
        ("main", f"{area}.{name}Service", _pick(SERVICES, at // 2)),
        ("main", f"{area}.{name}Controller", _pick(CONTROLLERS, at // 3 + at)),
        ("main", f"{area}.{name}View", _pick(DTOS, at // 2 + at)),
        ("main", f"{area}.{name}Form", _pick(FORMS, at)),
        ("test", f"{area}.{name}Test", _pick(TESTS["entity"], at)),
        ("test", f"{area}.{name}ServiceTest", _pick(TESTS["service"], at // 2)),
        ("test", f"{area}.{name}ControllerTest", _pick(TESTS["controller"], at // 3 + at)),
    ]
    return [Section(kind, target, _fill(text, slots)) for kind, target, text in parts]


def _pick(styles: list[str], at: int) -> str:
    return styles[at % len(styles)]


def _fill(text: str, slots: dict[str, str]) -> str:
    filled = Template(text).substitute(slots)
    return "\n".join(line.rstrip() for line in filled.strip("\n").split("\n")) + "\n"


def _rules(thing: Thing) -> list[tuple[Rule, Field]]:
    chosen = []
    for place, field in enumerate(thing.fields):
        rules = RULES.get(field.type, [])
        if rules:
            chosen.append((rules[(thing.order * 3 + place) % len(rules)], field))
            if place % 2 == thing.order % 2:
                chosen.append((rules[(thing.order * 3 + place + 1 + place // 2) % len(rules)], field))
    seen: dict[str, tuple[Rule, Field]] = {}
    for rule, field in chosen:
        seen.setdefault(rule.name, (rule, field))
    return list(seen.values())


def _upper(word: str) -> str:
    return word[0].upper() + word[1:]


def _lower(word: str) -> str:
    return word[0].lower() + word[1:]


SAMPLE_VALUES = {
    "String": '"{word}"',
    "int": "{number}",
    "BigDecimal": 'new BigDecimal("{number}.50")',
    "LocalDate": "LocalDate.of(2024, {month}, {day})",
    "boolean": "true",
}
WORDS = ("North wing", "blue folder", "third shelf", "Anna Berg", "窗边", "二楼东侧", "Old mill", "spring", "小林", "K-17")


def sample(thing: Thing, place: int) -> str:
    """Return a Java literal for a field."""
    seed = thing.order * 7 + place * 3
    text = SAMPLE_VALUES[thing.fields[place].type]
    return text.format(word=WORDS[seed % len(WORDS)], number=seed % 40 + 3, month=seed % 12 + 1, day=seed % 27 + 1)


def _members(thing: Thing, rules: list[tuple[Rule, Field]]) -> str:
    texts = [Template(rule.java).substitute(_rule_slots(thing, field)) for rule, field in rules]
    return "\n\n".join(text.strip("\n") for text in [*texts, thing.extra] if text.strip())


def _rule_slots(thing: Thing, field: Field) -> dict[str, str]:
    place = thing.fields.index(field)
    return {
        "f": field.name, "F": _upper(field.name), "zh": field.zh, "E": thing.name, "e": _lower(thing.name),
        "value": sample(thing, place), "n": str((thing.order * 7 + place * 3) % 40 + 3),
    }


MOVES = (
    """    public void $verb() {
        if (status != $S.$source) {
            throw new IllegalStateException("$e is " + status);
        }
        status = $S.$target;
    }""",
    """    /** 只有 $source 状态才可以，其余返回 false。 */
    public boolean $verb() {
        boolean allowed = status == $S.$source;
        if (allowed) {
            this.status = $S.$target;
        }
        return allowed;
    }""",
    """    public $E $verb() {
        expect($S.$source);
        this.status = $S.$target;
        return this;
    }""",
    """    public void $verb() {
        this.status = switch (status) {
            case $source -> $S.$target;
            default -> throw new RuleBroken("$verb", status.name());
        };
    }""",
)
EXPECT = """

    private void expect($S wanted) {
        if (status != wanted) {
            throw new RuleBroken(wanted.name(), status.name());
        }
    }"""


def _moves(thing: Thing, style: int) -> str:
    status = f"{thing.name}Status"
    texts = [
        Template(MOVES[style]).substitute(
            verb=m.verb, source=m.source, target=m.target, S=status, e=_lower(thing.name), E=thing.name
        )
        for m in thing.moves
    ]
    return "\n\n".join(texts) + (Template(EXPECT).substitute(S=status) if style == 2 else "")


def _slots(thing: Thing, rules: list[tuple[Rule, Field]]) -> dict[str, str]:
    fields, name, at = thing.fields, thing.name, thing.order
    key = fields[0]
    entity = at % len(ENTITIES)
    numbers = [f for f in fields if f.type in ("int", "BigDecimal", "LocalDate")]
    second = numbers[0] if numbers else fields[-1]
    first = thing.moves[0]
    last = thing.moves[-1]
    slots = {
        "E": name, "e": _lower(name), "es": thing.plural, "zh": thing.zh, "en": thing.english, "S": f"{name}Status",
        "table": _snake(name), "area": thing.area, "first": thing.statuses[0], "final": thing.statuses[-1],
        "k": key.name, "K": _upper(key.name), "kzh": key.zh, "kvalue": sample(thing, 0),
        "s": second.name, "Sx": _upper(second.name), "stype": second.type, "szh": second.zh,
        "sbox": {"int": "Integer"}.get(second.type, second.type), "scol": _snake(second.name), "kcol": _snake(key.name),
        "svalue": sample(thing, fields.index(second)),
        "columns": "\n\n".join(f"    private {f.type} {f.name};" for f in fields),
        "columns_zh": "\n\n".join(f"    /** {f.zh} */\n    private {f.type} {f.name};" for f in fields),
        "columns_jpa": "\n\n".join(_jpa(f) for f in fields),
        "constraints": "\n\n".join(_constraint(f, "\n    ") for f in fields),
        "parameters": ", ".join(f"{f.type} {f.name}" for f in fields),
        "names_plain": " ".join(f.name for f in fields),
        "assigns": "\n".join(f"        this.{f.name} = {f.name};" for f in fields),
        "assigns_made": "\n".join(f"        made.{f.name} = {f.name};" for f in fields),
        "values": ", ".join(sample(thing, i) for i in range(len(fields))),
        "form_getters": ", ".join(f"form.{_getter(f)}()" for f in fields),
        "form_names": ", ".join(f"form.{f.name}()" for f in fields),
        "sets": "\n".join(f"        {_lower(name)}.set{_upper(f.name)}({sample(thing, i)});" for i, f in enumerate(fields)),
        "sets_form": "\n".join(f"        {_lower(name)}.set{_upper(f.name)}(form.{_getter(f)}());" for f in fields),
        "record_fields": ", ".join(f"{f.type} {f.name}" for f in fields),
        "record_getters": ", ".join(f"{_lower(name)}.{_getter(f)}()" for f in fields),
        "record_constraints": ",\n".join("        " + _constraint(f, " ") for f in fields),
        "view_copies": "\n".join(f"        view.{f.name} = {_lower(name)}.{_getter(f)}();" for f in fields),
        "builder": "\n\n".join(_builder(f) for f in fields),
        "builder_calls": "\n".join(f"                .{f.name}({_lower(name)}.{_getter(f)}())" for f in fields),
        "json": ", ".join(f'\\"{f.name}\\": {_json(thing, i)}' for i, f in enumerate(fields)),
        "statuses": ", ".join(thing.statuses), "status_lines": ",\n    ".join(f'{s}("{_label(s)}")' for s in thing.statuses),
        "cases": "\n".join(f"            case {m.source} -> next == {m.target};" for m in _by_source(thing)),
        "moves": _moves(thing, entity), "rules": _members(thing, rules), "verb": first.verb, "V": _upper(first.verb),
        "from": first.source, "to": first.target, "verb2": last.verb, "from2": last.source, "to2": last.target,
        "service_moves": "\n\n".join(_service_move(thing, m, at) for m in thing.moves[1:]),
        "controller_moves": "\n\n".join(_controller_move(thing, m, at) for m in thing.moves[1:]),
        "n": str(at * 3 % 17 + 2), "m": str(at * 5 % 23 + 11), "id": str(at * 13 % 89 + 1), "page": str((at % 5 + 1) * 10),
        "path": _path(thing, first), "getter": _getter(key), "sgetter": _getter(second),
    }
    slots["make"] = _make(thing, entity)
    slots["maker_field"] = f"new {name}Form({slots['values']})" if at % len(FORMS) != 0 else f"new {name}Form()"
    tests = [Template(rule.test).substitute(_rule_slots(thing, field)) for rule, field in rules if rule.test]
    slots["rule_tests"] = "\n\n".join(test.strip("\n") for test in tests)
    slots["from_form"] = _from_form(thing, entity, slots)
    return slots


def _by_source(thing: Thing) -> list[Move]:
    return list({move.source: move for move in thing.moves}.values())


def _getter(field: Field) -> str:
    return ("is" if field.type == "boolean" else "get") + _upper(field.name)


def _make(thing: Thing, entity: int) -> str:
    values = ", ".join(sample(thing, place) for place in range(len(thing.fields)))
    return f"{thing.name}.of({values})" if entity == 2 else f"new {thing.name}({values})"


def _from_form(thing: Thing, entity: int, slots: dict[str, str]) -> str:
    record = thing.order % len(FORMS) in (1, 3)
    getters = slots["form_names"] if record else slots["form_getters"]
    return f"{thing.name}.of({getters})" if entity == 2 else f"new {thing.name}({getters})"


def _json(thing: Thing, place: int) -> str:
    literal = sample(thing, place)
    kind = thing.fields[place].type
    if kind == "String":
        return literal.replace('"', '\\"')
    if kind == "BigDecimal":
        return literal.split('"')[1]
    if kind == "LocalDate":
        year, month, day = literal[literal.index("(") + 1 : -1].split(", ")
        return f'\\"{year}-{int(month):02d}-{int(day):02d}\\"'
    return literal


def _snake(word: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in word).lstrip("_")


def _label(status: str) -> str:
    return status.replace("_", " ").lower()


def _jpa(field: Field) -> str:
    column = {
        "String": f'@Column(name = "{_snake(field.name)}", nullable = false, length = 80)',
        "BigDecimal": "@Column(precision = 12, scale = 2)",
        "LocalDate": f'@Column(name = "{_snake(field.name)}")',
    }.get(field.type)
    return (f"    {column}\n" if column else "") + f"    private {field.type} {field.name};"


def _constraint(field: Field, gap: str) -> str:
    rule = {
        "String": "@NotBlank", "int": "@PositiveOrZero", "BigDecimal": '@DecimalMin("0.00")', "LocalDate": "@NotNull",
    }.get(field.type)
    lead = "    " if gap.startswith("\n") else ""
    return (f"{lead}{rule}{gap}" if rule else lead) + f"{'private ' if lead else ''}{field.type} {field.name}" + (";" if lead else "")


def _builder(field: Field) -> str:
    return (
        f"        public Builder {field.name}({field.type} {field.name}) {{\n"
        f"            view.{field.name} = {field.name};\n            return this;\n        }}"
    )


def _path(thing: Thing, move: Move) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in move.verb)


SERVICE_MOVES = (
    """    public void $verb(Long id) {
        $E $e = require(id);
        $e.$verb();
    }""",
    """    /** $zh：$source 之后。 */
    public $E $verb(Long id) {
        $E $e = require(id);
        $e.$verb();
        return $e;
    }""",
    """    public boolean $verb(Long id) {
        Optional<$E> found = repository.findById(id);
        found.ifPresent($E::$verb);
        return found.isPresent();
    }""",
)


def _service_move(thing: Thing, move: Move, at: int) -> str:
    return Template(SERVICE_MOVES[at % 3]).substitute(
        verb=move.verb, E=thing.name, e=_lower(thing.name), zh=thing.zh, source=move.source
    )


CONTROLLER_MOVES = (
    """    @PostMapping("/{id}/$path")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void $verb(@PathVariable Long id) {
        service.$verb(id);
    }""",
    """    @PutMapping("/{id}/$path")
    public ResponseEntity<Void> $verb(@PathVariable("id") Long id) {
        service.$verb(id);
        return ResponseEntity.noContent().build();
    }""",
)


def _controller_move(thing: Thing, move: Move, at: int) -> str:
    return Template(CONTROLLER_MOVES[at % 2]).substitute(verb=move.verb, path=_path(thing, move))


TYPES = {"int": "integer", "BigDecimal": "number", "LocalDate": "string", "String": "string", "boolean": "boolean"}


def page(area: str, things: list[Thing]) -> str:
    """Return the page of an area: what it looks after, its API as tables, its classes as PlantUML."""
    zh = things[0].order % 2 == 0
    head = f"# {area}\n\n" + ("本页由各模块维护者手工整理。" if zh else "Kept by hand by the people who run the area.") + "\n"
    return "\n".join([head, *(_table(thing) for thing in things), _diagram(things)])


def _table(thing: Thing) -> str:
    zh = (thing.order // 2) % 2 == 0
    body = ", ".join(f"{f.name}: {TYPES[f.type]}" for f in thing.fields)
    whole = f"{{id: integer, {body}, status: string}}"
    base, name = f"/{thing.plural}", thing.name
    rows = [
        (base, "GET", f"分页查询{thing.zh}" if zh else f"List {thing.plural} page by page", "page: integer", f"[200: {{items: [{whole}], total: integer}}]", ""),
        (f"{base}/{{id}}", "GET", f"{thing.zh}详情" if zh else f"Show {thing.english}", "id: integer", f"[200: {whole}]", "404: {error: string}"),
        (base, "POST", f"登记{thing.zh}" if zh else f"Register {thing.english}", f"({body})", f"[201: {whole}]", "400: {error: string}"),
        *(
            (f"{base}/{{id}}/{_path(thing, m)}", "POST", f"{thing.zh}由 {m.source} 变为 {m.target}" if zh else f"Move from {_label(m.source)} to {_label(m.target)}", "id: integer", "[204: {}]", "409: {error: string}")
            for m in thing.moves
        ),
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    head = "| API | Method | Description | Request | Response | Error Response |\n| --- | --- | --- | --- | --- | --- |"
    return f"## {thing.zh if zh else name}\n\n{head}\n" + "\n".join(lines) + "\n"


def _diagram(things: list[Thing]) -> str:
    classes = [
        f"class {t.name} {{\n" + "".join(f"  {f.name}: {f.type}\n" for f in t.fields) + f"  status: {t.name}Status\n}}" for t in things
    ]
    enums = [f"enum {t.name}Status {{\n" + "".join(f"  {s}\n" for s in t.statuses) + "}" for t in things]
    arrows = [f"{t.name} --> {t.name}Status" for t in things] + [f'{a.name} "1" --> "*" {b.name}' for a, b in zip(things, things[1:], strict=False)]
    return "```plantuml\n@startuml\n" + "\n\n".join([*classes, *enums, "\n".join(arrows)]) + "\n@enduml\n```\n"
