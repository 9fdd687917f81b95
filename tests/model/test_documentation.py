import pytest

from stages.core.records.span import Span
from stages.core.records.type_asset import Member, TypeAsset
from stages.model.documentation import documentation
from stages.model.model import read_document
from tests.model.documents import PARAMS, document

SPAN = Span(document="shop:A.java", blob="b" * 40, start=0, end=1, safe="s")
JAVA = """/** 订单。
 * @author Li Lei
 */
class A {
    /** Finds one.
     * @param id key */
    int f(int id) { return 1; }

    int g;
}
"""
PYTHON = '"""Rules.\n\n:author: Li Lei\n"""\n\n\ndef f():\n    "Return one."\n    return 1\n'
SCRIPT = (
    "// Note\n/** Counts. @author Han */\n// eslint-disable-next-line\nexport function f() { return 1; }\n"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Finds one.\n@author Li Lei", "Finds one."),
        ("@author Li Lei\n@see Order", "@see Order"),
        ("订单。\n@since 2020-05-25\n@email a@b.example\n@return one", "订单。\n\n\n@return one"),
        ("@description: 订单\n@date Created in 2019-03-21\n  16:13", "订单"),
        ("订单。 Created by macro on 2018/10/16.", None),
        ("订单。\n Created by macro on 2018/10/16.", "订单。"),
        ("Created with IntelliJ IDEA.", ""),
        ("{@inheritDoc}\n@return one", "@return one"),
        ("Created by the scheduler, never by hand.\n@dateFormat ISO", None),
        ("Finds one. @author Li Lei", "Finds one."),
        ("@author Li Lei,\n  Han Meimei\n@return one", "@return one"),
        ("@authors Li\n\nFinds one.", "Finds one."),
        (":author: Li Lei\n:param x: a\n\nMore.", ":param x: a\n\nMore."),
        ("@author", ""),
        ("修改用户名密码参数\nCreated by macro on 2019/10/9.", "修改用户名密码参数"),
        ("Created with IntelliJ IDEA.\n订单", "订单"),
        ("订单\n创建人：李雷\n创建时间: 2019-10-09", "订单"),
        ("Created by the factory on demand.", None),
        ("The row is created by admin on 2 sites", None),
        ("The @AuthorizedBy of it, me@author.com, {@author} and\n:param author: who", None),
        ("@param id key\n@return one", None),
    ],
)
def test_tags_that_name_people_and_what_a_template_adds_are_cut(text: str, said: str | None) -> None:
    assert documentation(text, SPAN).text == (text if said is None else said)


def documented(path: str, text: str, language: str) -> list[tuple[str, str]]:
    """Return what each type and member of a file says, and the text at the span of that."""
    content = text.encode()
    read = read_document(document(path, text, language=language), PARAMS)
    types = [asset for asset in read if isinstance(asset, TypeAsset)]
    found: list[TypeAsset | Member] = [piece for asset in types for piece in (asset, *asset.members)]
    return [
        (piece.doc, content[piece.doc_span.start : piece.doc_span.end].decode() if piece.doc_span else "")
        for piece in found
    ]


@pytest.mark.parametrize(
    ("path", "text", "language", "expected"),
    [
        (
            "A.java",
            JAVA,
            "java",
            [
                ("订单。", "/** 订单。\n * @author Li Lei\n */"),
                ("Finds one.\n@param id key", "/** Finds one.\n     * @param id key */"),
                ("", ""),
            ],
        ),
        (
            "a.py",
            PYTHON,
            "python",
            [("Rules.", '"""Rules.\n\n:author: Li Lei\n"""'), ("Return one.", '"Return one."')],
        ),
        ("a.ts", SCRIPT, "typescript", [("", ""), ("Counts.", "/** Counts. @author Han */")]),
    ],
)
def test_the_span_of_a_documentation_is_its_comment(
    path: str, text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert documented(path, text, language) == expected
