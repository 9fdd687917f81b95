import pytest

from stages.core.records.type_asset import TypeAsset
from stages.model.model import model, read_document
from stages.model.refused import Refused
from tests.model.documents import PARAMS, document

ARTICLE = """// Package v1 serves articles.
package v1

import (
	"net/http"

	m "example.com/blog/models"
)

// Max is the most.
const Max = 10

var (
	// ErrGone says that it is gone.
	ErrGone = errors.New("gone")
	a, b    int
)

// Article is one.
//
//go:generate stringer
type Article struct {
	gorm.Model
	*Base

	// TagID names its tag.
	TagID int `json:"tag_id" gorm:"index"` // trailing
	X, Y  string
}

type (
	// ID is a number.
	ID    int
	Query struct {
		Page int `form:"page"`
	}
)

type Store[T any] interface {
	// Find finds one.
	Find(ctx context.Context, id int) (*T, error)
	io.Closer
}

// unrelated

// GetArticle gets one.
func GetArticle(c *gin.Context) {
	id := com.StrTo(c.Param("id")).MustInt()
	defer m.Close()
	render(c, &Article{}, m.Query{})
}

// Del deletes.
func (a *Article) Del(ids ...int) (n int, err error) {
	return db.Where("id = ?", a.ID).Delete(ids)
}

func (l *List[K, V]) Get(k K) V { return l.m[k] }
"""


def types(text: str = ARTICLE, path: str = "api/v1/article.go") -> dict[str, TypeAsset]:
    found = read_document(document(path, text, language="go"), PARAMS)
    return {asset.name: asset for asset in found if isinstance(asset, TypeAsset)}


def test_types_and_the_functions_of_a_file_are_rows_in_neutral_words() -> None:
    assert {name: (asset.kind, asset.role) for name, asset in types().items()} == {
        "article": ("module", "controller"),
        "Article": ("class", "entity"),
        "ID": ("class", "other"),
        "Query": ("class", "dto"),
        "Store": ("interface", "other"),
    }


def test_a_struct_has_what_it_embeds_its_fields_and_the_methods_of_its_file() -> None:
    article = types()["Article"]
    assert article.package == "api/v1"
    assert article.imports == ["net/http", "example.com/blog/models"]
    assert article.supertypes == ["gorm.Model", "Base"]
    assert article.doc == "Article is one."
    assert [(m.kind, m.name, m.type, m.annotations) for m in article.members] == [
        ("field", "TagID", "int", ['`json:"tag_id" gorm:"index"`']),
        ("field", "X", "string", []),
        ("field", "Y", "string", []),
        ("method", "Del", "(n int, err error)", []),
    ]
    assert [m.doc for m in article.members] == ["TagID names its tag.", "", "", "Del deletes."]
    assert types()["Store"].type_parameters == "[T any]"
    assert types()["Store"].supertypes == ["io.Closer"]
    assert types()["ID"].supertypes == ["int"]
    assert types()["ID"].doc == "ID is a number."


def test_functions_and_methods_of_types_elsewhere_are_members_of_the_file() -> None:
    assert [(m.kind, m.name, m.doc) for m in types()["article"].members] == [
        ("field", "Max", "Max is the most."),
        ("field", "ErrGone", "ErrGone says that it is gone."),
        ("field", "a", ""),
        ("field", "b", ""),
        ("method", "GetArticle", "GetArticle gets one."),
        ("method", "Get", ""),
    ]


def test_a_method_has_its_parts_as_written() -> None:
    delete = types()["Article"].members[-1]
    assert delete.signature == "func (a *Article) Del(ids ...int) (n int, err error)"
    assert [(p.name, p.type) for p in delete.parameters] == [("ids", "...int")]
    assert delete.calls == ["Where", "Delete"]
    get = types()["article"].members[4]
    assert get.calls == ["StrTo", "Param", "MustInt", "Close", "render", "Article", "Query"]
    find = types()["Store"].members[0]
    assert (find.signature, find.body) == ("Find(ctx context.Context, id int) (*T, error)", "")


def test_spans_are_those_of_the_text() -> None:
    for asset in types().values():
        assert ARTICLE.encode()[asset.span.start : asset.span.end].decode() == asset.text
        for member in asset.members:
            assert ARTICLE.encode()[member.span.start : member.span.end].decode() == member.text


@pytest.mark.parametrize(
    ("parameters", "role"),
    [
        ("c *gin.Context", "controller"),
        ("c echo.Context", "controller"),
        ("w http.ResponseWriter, r *http.Request", "controller"),
        ("c *fiber.Ctx", "controller"),
        ("c context.Context", "other"),
        ("r *http.Request", "other"),
    ],
)
def test_functions_that_take_a_request_are_a_controller(parameters: str, role: str) -> None:
    assert types(f"package a\n\nfunc f({parameters}) {{}}\n")["article"].role == role


@pytest.mark.parametrize(
    ("fields", "role"),
    [
        ('ID int `gorm:"primaryKey"`', "entity"),
        ('ID int `bson:"_id" json:"id"`', "entity"),
        ("gorm.Model", "entity"),
        ('ID int `json:"id"`', "dto"),
        ('Page int `form:"page" binding:"required"`', "dto"),
        ('ID int `mapstructure:"id"`', "other"),
        ("ID int", "other"),
    ],
)
def test_tags_tell_what_is_stored_from_what_is_sent(fields: str, role: str) -> None:
    assert types(f"package a\n\ntype A struct {{\n\t{fields}\n}}\n")["A"].role == role


def test_a_test_finds_its_subject_by_the_name_of_its_file_or_by_what_it_calls() -> None:
    other = 'package v1\n\nimport "testing"\n\nfunc TestDel(t *testing.T) {\n\tnew(Article).Del(1)\n}\n'
    found = model(
        [
            document("api/v1/article.go", ARTICLE, language="go"),
            document("api/v1/store.go", "package v1\n\nfunc Open() {}\n", language="go"),
            document("api/v1/store_test.go", other.replace("new(Article).Del(1)", "Open()"), language="go"),
            document("api/v1/crud_test.go", other, language="go"),
        ],
        PARAMS,
    )
    assert {asset.name: asset.subject for asset in found.types if asset.role == "test"} == {
        "store_test": "shop:api/v1/store.go#store",
        "crud_test": "shop:api/v1/article.go#Article",
    }


def test_broken_go_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        types("package a\n\nfunc f( {\n}\n")
    assert (refused.value.rule, refused.value.value) == ("parse-error", "line 3")
