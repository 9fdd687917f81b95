"""Changes of the shop of literal files: a refactoring and a fix in Java and in Python."""

from stages.core.formats.change import Change, Place, path_of, render

_FIRST = """    public int discount(int cents) {
        int off = 0;
        if (cents > LIMIT) {
            off = cents / 10;
        }
        return off;
    }
"""
_SHORT = """    public int discount(int cents) {
        return cents > LIMIT ? cents / 10 : 0;
    }
"""
_OFF_BY_ONE = _SHORT.replace("cents > LIMIT", "cents >= LIMIT")
_LOOP = """def total(lines):
    found = 0
    for line in lines:
        found += line.cents
    return found
"""
_SUM = """def total(lines):
    found = sum(line.cents for line in lines)
    return found
"""
_NONE = """def total(lines):
    lines = lines or []
    found = sum(line.cents for line in lines)
    return found
"""

HISTORY = {
    path_of(commit * 20, path): render(Change(commit * 20, 1, 1, message, (Place(before, after),)))
    for commit, path, message, before, after in (
        (
            "a1",
            "src/main/java/com/acme/coupon/Discount.java",
            "重构 discount：条件表达式代替 if",
            _FIRST,
            _SHORT,
        ),
        (
            "a2",
            "src/main/java/com/acme/coupon/Discount.java",
            "Fix discount at cents == LIMIT",
            _SHORT,
            _OFF_BY_ONE,
        ),
        ("b1", "shop/lines.py", "Simplify total: sum of the cents\n\nNo loop.", _LOOP, _SUM),
        ("b2", "shop/lines.py", "修复 total：lines 为空时报错", _SUM, _NONE),
    )
}
