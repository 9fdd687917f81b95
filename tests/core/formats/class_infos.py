"""Class infos that Hypothesis draws."""

from hypothesis import strategies as st

from stages.core.formats.class_info import KINDS, ClassInfo, Field, Method

NAMES = st.from_regex(r"[A-Za-z_中][A-Za-z0-9_中]{0,5}", fullmatch=True)
TITLES = st.one_of(
    NAMES, st.sampled_from(['a title, with: (all) "quotes"', "新地址 用，POST", "it's", " ", "1<2"])
)
TYPES = st.sampled_from(
    [
        "String",
        "Map<String, List<Long>>",
        "int[]",
        "T extends Comparable<T>",
        "(a: string) => void",
        "{a: number, b?: string} | null",
        "dict[str, tuple[int, ...]]",
        "Literal['a,b', \"(\"]",
    ]
)
ANNOTATIONS = st.sampled_from(
    ["@Service", '@Table(name = "t_order", schema = "a,b")', '@Get("/a/{id}")', "@X('>')"]
)


def many(items: st.SearchStrategy[object], size: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=size).map(tuple)


INFOS = st.builds(
    ClassInfo,
    kind=st.sampled_from(KINDS),
    package=st.lists(NAMES, max_size=3).map(".".join),
    name=st.lists(NAMES, min_size=1, max_size=2).map(".".join),
    type_parameters=st.sampled_from(["", "<T>", "<K extends Comparable<K>, V>"]),
    supertypes=many(TYPES),
    annotations=many(ANNOTATIONS),
    constructors=many(many(TYPES)),
    fields=many(st.builds(Field, TITLES, st.one_of(st.just(""), TYPES))),
    methods=many(st.builds(Method, TITLES, many(TYPES), st.one_of(st.just(""), TYPES))),
)
