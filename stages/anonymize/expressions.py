"""Read which literals an expression may be: of a sum, a condition, a fallback, a block, a list of values.

It reads signs of any language, not a grammar: a literal counts where a value stands, not where one is
compared, looked up by its name or given to a call that makes something else of it. Known limit: statements
before the value of a block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

QUOTED = r"""(?:[urbfnURBFN@$]{0,2}(?P<quote>"{3}|'{3}|["'`])(?:(?<="{3}|'{3})\s{1,80})?"""
QUOTED += r"""(?P<value>(?:\\.|(?!(?P=quote))[^\\\n]){1,300})"""
QUOTED += r"""(?:\s{1,80}(?="{3}|'{3}))?(?P=quote)"""
QUOTED += r"""|(?P<slashes>\\{1,7})(?P<inner>["'])(?P<nested>[^\\"'\n]{1,300})(?P=slashes)(?P=inner))"""
"""A literal, as it is or within another one."""
TOKEN = re.compile(
    rf"(?P<empty>\"\"(?!\")|''(?!'))|(?P<string>{QUOTED})"
    r"|(?P<blank>[ \t\r]+|//[^\n]*|/\*(?:[^*]|\*(?!/)){0,300}\*/|(?<=\s)\#[^\n]*|\\\r?\n|\[\](?=\w))"
    r"|(?P<word>[A-Za-z_$][\w$]*!?|\d[\w.]*)|(?P<closure>\|[\w ,&]{1,40}\|)"
    r"|(?P<sign>\n|\?\?=?|\?:|\?\.|\|\|=?|->|=>|===?|!==?|<=|>=|::|&&|.)"
)
REACH = 500
"""Characters of an expression that are read."""
VALUED = frozenset(
    {"?", "?:", "??", "??=", "||", "||=", "&&", "->", "=>", "or", "and", "else", "then", "return"}
)
"""What a value stands behind."""
PREFIXES = frozenset({"new", "await", "move", "&", "*"})
"""What may stand between such a sign and its value."""
COMPARED = frozenset({"==", "===", "!=", "!==", "in", "not", "is", "->", "=>", "=", "?"})
"""What makes the literal before it another thing than a value."""
ASKED = frozenset({"if", "when", "match", "switch", "unless"})
"""What a condition stands behind."""
COMPARING = re.compile(r"\s{0,80}\.\s{0,80}(?:equals|equalsIgnoreCase|contentEquals|compareTo|contains)\b")
GOES_ON = re.compile(r"\s{0,200}(?:[?:+]|\|\||&&|else\b|or\b|\.\w)")
"""What stands on the next line when an expression goes on there."""
WRAPS = re.compile(
    r"(?:\w*(?:[dD]ecode|[eE]ncode|[uU]nhex|[hH]ex|[bB]ase64|[bB]64|[bB]ytes|Secret|Field|[hH]ash|[cC]rypt)\w*"
    r"|[mM][dD]5|(?:sha|SHA)\d*|String|str|string|from|of|ofNullable|valueOf|Some|Just|SecretKeySpec|Buffer"
    r"|byte|new|(?i:\w*or_?else\w*|unwrap_or\w*|default\w*|if_?(?:empty|blank|null)|value_?or|coalesce|nvl))"
)
"""Calls whose first argument is their value, or stands for it."""
GIVEN = re.compile(r"(?i)default\w*")
"""Names of arguments that are the value."""
CHAINS = frozenset({".", "::", "?."})
"""What stands between a value and what is called of it."""
DEEPEST = 8
"""Brackets within brackets; no expression that people write for a value comes near."""
OPEN = frozenset({"base", "group", "block", "call", "asked"})
"""Kinds of brackets in which values may stand."""

Place = tuple[int, int]


@dataclass
class Level:
    """A bracket that is open."""

    kind: str
    """One of OPEN: `call` when its first argument is the value, `asked` when it may be given what it falls
    back to; `test` for a condition, `shut` for all others."""
    ternaries: int = 0
    """Signs `?` that lack their `:`."""
    arguments: int = 0


def literals(text: str, start: int, adjacent: frozenset[str]) -> Iterator[Place]:
    """Yield the places of the literals, quotes left out, that the expression at `start` may be.

    `adjacent` are the kinds of brackets in which literals beside each other are one.
    """
    reader, place, end = Reader(adjacent), start, min(len(text), start + REACH)
    while token := TOKEN.match(text, place, end):
        place, before = token.end(), reader.taken
        if token["blank"] or (token[0] == "\n" and reader.goes_on(text, place)):
            continue
        going = reader.read(token)
        if before and token[0] not in COMPARED and not COMPARING.match(text, token.start()):
            yield before
        if not going:
            return
    if reader.taken:
        yield reader.taken


def place_of(text: str, start: int, number: int) -> int:
    """Return where one of the values apart by commas begins that stand at `start`; -1 when there are less."""
    depth, place, end = 0, start, min(len(text), start + REACH)
    while number and depth >= 0 and (token := TOKEN.match(text, place, end)):
        place = token.end()
        if token["sign"] in ("(", "[", "{"):
            depth += 1
        elif token["sign"] in (")", "]", "}"):
            depth -= 1
        elif token["sign"] == "," and not depth:
            number -= 1
        elif token["sign"] in (";", "\n") and not depth:
            break
    return -1 if number else place


@dataclass
class Reader:
    """What is known of an expression up to a place."""

    adjacent: frozenset[str]
    levels: list[Level] = field(default_factory=lambda: [Level("base")])
    ready: bool = True
    """A value may stand here."""
    valued: bool = True
    """What is being read began where a value may stand."""
    testing: bool = False
    """A condition is being read."""
    last: str = ""
    """The last word or sign."""
    taken: Place | None = None
    """The literal that has just been read, when it may be the value."""

    def goes_on(self, text: str, place: int) -> bool:
        """Say whether the expression goes on behind a break."""
        return len(self.levels) > 1 or self.ready or bool(GOES_ON.match(text, place))

    def read(self, token: re.Match[str]) -> bool:
        """Read a token and say whether the expression goes on."""
        before, self.taken = self.taken, None
        if token["empty"]:
            self._say('"', ready=False)
        elif token["string"]:
            self._literal(token, before is not None)
        elif token["word"]:
            self._word(token["word"])
        elif token["sign"] in ("(", "[", "{"):
            self._open(token["sign"])
            return len(self.levels) < DEEPEST
        elif token["sign"] in (")", "]", "}"):
            return self._close(token["sign"])
        elif token["sign"] in (",", ";", ":", "\n"):
            return self._end(token["sign"])
        elif token["sign"]:
            self._sign(token["sign"], before is not None)
        return True

    def _literal(self, token: re.Match[str], beside: bool) -> None:
        may = self.ready or (beside and self.levels[-1].kind in self.adjacent)
        if may and not self.testing and all(level.kind in OPEN for level in self.levels):
            self.taken = token.span("value" if token["value"] is not None else "nested")
        self._say('"', ready=False)

    def _word(self, word: str) -> None:
        if word in ASKED:
            self.testing = True
            self._say(word, ready=False)
        elif word in VALUED:
            self.testing = False
            self._value(word)
        elif word not in PREFIXES or self.last in CHAINS:
            goes_on = self.ready or self.last in CHAINS
            self._operate(word, stays=goes_on and word not in COMPARED)

    def _open(self, sign: str) -> None:
        if sign == "{":
            is_block = self.testing or not self.ready or self.last in ("->", "=>", "else", ")")
            self._enter("block" if is_block and self.valued else "shut", ready=True)
            self.testing = False
        elif sign == "[":
            self._enter("shut", ready=False)
        elif self.testing:
            self._enter("test" if self.last in ASKED else "shut", ready=False)
        elif self.ready:
            self._enter("group", ready=True)
        elif self.valued and self.last[-1:].isalnum():
            wraps = bool(WRAPS.fullmatch(self.last.rstrip("!")))
            self._enter("call" if wraps else "asked", ready=wraps)
        else:
            self._enter("shut", ready=False)

    def _close(self, sign: str) -> bool:
        if len(self.levels) == 1:
            return False
        level = self.levels.pop()
        if level.kind == "test":
            self.testing = False
            self._value(sign)
        else:
            self._say(sign, ready=False)
        return True

    def _end(self, sign: str) -> bool:
        top = self.levels[-1]
        if sign == ":" and top.ternaries:
            top.ternaries -= 1
            self._value(sign)
            return True
        if sign == "," and top.kind == "asked" and not top.arguments and self.last == '"':
            top.arguments += 1
            self._value(sign)
            return True
        if sign == "," and top.kind in ("group", "call"):
            top.kind = "shut"
        self._say(sign, ready=False)
        return len(self.levels) > 1

    def _sign(self, sign: str, behind_literal: bool) -> None:
        top = self.levels[-1]
        if sign in VALUED and top.kind != "asked":
            top.ternaries += sign == "?"
            self._value(sign)
        elif (sign == "+" and behind_literal) or (sign == "=" and self._is_given()):
            self._value(sign)
        elif sign not in PREFIXES:
            self._operate(sign, stays=sign in CHAINS)

    def _is_given(self) -> bool:
        return self.levels[-1].kind in ("call", "asked") and bool(GIVEN.fullmatch(self.last))

    def _operate(self, sign: str, stays: bool) -> None:
        """Go on behind an operand or a sign; the value is lost when it does not stay."""
        self.valued = self.valued and (stays or self.testing)
        self._say(sign, ready=False)

    def _value(self, sign: str) -> None:
        self.valued = True
        self._say(sign, ready=True)

    def _say(self, sign: str, ready: bool) -> None:
        self.last, self.ready = sign, ready

    def _enter(self, kind: str, ready: bool) -> None:
        self.levels.append(Level(kind))
        self._say("(", ready=ready)
