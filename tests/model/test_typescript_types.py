import pytest

from stages.core.records.type_asset import TypeAsset
from stages.model.model import read_document
from stages.model.refused import Refused
from tests.model.documents import PARAMS, document

CLIENT = """import { Http } from './http';
export * from "./types";

/** 商品。 */
export interface Product extends Base<string>, Named {
  sku: string;
  price?: number;
  label(lang: string): string;
}

export type Page = { items: Product[] };
type Id = string | number;

export enum State { Open = 'open', Closed }

@Injectable()
export abstract class Client<T> extends Api<T, Id> implements Closeable, Named {
  private cache: Map<string, T> = new Map();

  constructor(private readonly http: Http, base: string) { super(base); }

  /** Finds one. */
  @Retry(3)
  async find(id: Id): Promise<T> {
    const found = await this.http.get<T>(`/p/${id}`);
    return decode(found);
  }
}

/** Decodes. */
export const decode = <T>(text: string): T => parse(text);

export default function load(a: number, b?: string): void { run(a); }
"""


def types(text: str, path: str = "src/api/client.ts", language: str = "typescript") -> dict[str, TypeAsset]:
    found = read_document(document(path, text, language=language), PARAMS)
    return {asset.name: asset for asset in found if isinstance(asset, TypeAsset)}


def test_types_and_the_functions_of_a_module_are_rows() -> None:
    found = types(CLIENT)
    assert {name: asset.kind for name, asset in found.items()} == {
        "client": "module",
        "Product": "interface",
        "Page": "interface",
        "State": "enum",
        "Client": "class",
    }
    assert found["client"].imports == ["./http", "./types"]
    assert found["client"].package == "src/api"
    assert [(m.name, m.type, m.calls) for m in found["client"].members] == [
        ("decode", "T", ["parse"]),
        ("load", "void", ["run"]),
    ]
    assert found["client"].members[0].doc == "Decodes."


def test_a_class_has_its_header_and_members() -> None:
    client = types(CLIENT)["Client"]
    assert client.annotations == ["@Injectable()"]
    assert client.modifiers == ["export", "abstract"]
    assert client.supertypes == ["Api<T, Id>", "Closeable", "Named"]
    assert [(m.kind, m.name, m.type) for m in client.members] == [
        ("field", "cache", "Map<string, T>"),
        ("field", "http", "Http"),
        ("constructor", "constructor", ""),
        ("method", "find", "Promise<T>"),
    ]
    find = client.members[3]
    assert find.signature == "async find(id: Id): Promise<T>"
    assert find.annotations == ["@Retry(3)"]
    assert find.calls == ["get", "decode"]
    assert [(p.name, p.type) for p in find.parameters] == [("id", "Id")]


def test_interfaces_and_enums_have_their_members() -> None:
    found = types(CLIENT)
    assert found["Product"].doc == "商品。"
    assert found["Product"].supertypes == ["Base<string>", "Named"]
    assert [(m.kind, m.name, m.type) for m in found["Product"].members] == [
        ("field", "sku", "string"),
        ("field", "price", "number"),
        ("method", "label", "string"),
    ]
    assert [m.name for m in found["State"].members] == ["Open", "Closed"]
    assert [(m.name, m.type) for m in found["Page"].members] == [("items", "Product[]")]


def test_the_cases_of_a_test_file_are_methods_by_their_titles() -> None:
    text = (
        "describe('cart', () => {\n  it('adds 商品', async () => { expect(add(1)).toBe(1); });\n});\n"
        "test('empty', () => {});\n"
    )
    found = types(text, "src/cart.test.ts")["cart.test"]
    assert found.role == "test"
    assert [(m.name, m.calls) for m in found.members] == [
        ("adds 商品", ["it", "expect", "add", "toBe"]),
        ("empty", ["test"]),
    ]


def test_the_cases_of_a_suite_that_is_switched_off_say_so() -> None:
    text = (
        "describe('a', () => {\n  describe.skip('b', () => {\n"
        "    it('c', () => {});\n  });\n  it('d', () => {});\n});\n"
        "xdescribe('e', () => { describe('f', () => { it('g', () => {}); }); });\n"
    )
    members = types(text, "src/cart.test.ts")["cart.test"].members
    assert {m.name: m.annotations for m in members} == {"c": ["describe.skip"], "d": [], "g": ["xdescribe"]}


def test_what_a_namespace_declares_belongs_to_the_file() -> None:
    text = (
        "export namespace Shop {\n  export class Cart { add() {} }\n  namespace B { function run() {} }\n}\n"
        "declare module 'x' { interface Row { id: number } }\n"
        "declare global { interface Window { a: number } }\n"
        "declare class Till { open(): void }\n{ function hidden() {} }\n"
    )
    found = types(text)
    assert {name: [m.name for m in asset.members] for name, asset in found.items()} == {
        "client": ["run"],
        "Cart": ["add"],
        "Row": ["id"],
        "Window": ["a"],
        "Till": ["open"],
    }
    with pytest.raises(Refused):
        types("namespace A { " * 60 + "}" * 60)


def test_javascript_and_jsx_are_read_too() -> None:
    assert types("export const f = () => <a/>;", "a.jsx", "javascript")["a"].members[0].name == "f"


COMMON = """const { Http } = require('./http'), fs = require("fs");
var once = function (run) { return run; };
/** Finds one. */
exports.find = async (id) => { return get(id); };
module.exports.all = exports.every = function every() { return list(); };
Cart.prototype.add = function (item) { this.items.push(item); };
Cart.prototype['remove'] = function (item) { drop(item); };
exports = module.exports = function (a) { return a; };
module.exports = {
  find,
  /** Saves. */
  save(one) { return put(one); },
  drop: function (id) { return del(id); },
  inner: { 'deep-er': (x) => { return go(x); } },
  size: 3
};
Page({ onLoad: function (options) { load({ done() {} }); } });
run(function () { return { hidden() {} }; });
router.get('/a', (request, response) => response.send(1));
"""


def test_what_a_script_hands_to_properties_is_read() -> None:
    found = types(COMMON, "src/cart.js", "javascript")
    assert list(found) == ["cart"]
    assert found["cart"].imports == ["./http", "fs"]
    assert [(m.name, m.calls, m.doc) for m in found["cart"].members] == [
        ("once", [], ""),
        ("find", ["get"], "Finds one."),
        ("every", ["list"], ""),
        ("add", ["push"], ""),
        ("remove", ["drop"], ""),
        ("cart", [], ""),
        ("save", ["put"], "Saves."),
        ("drop", ["del"], ""),
        ("deep-er", ["go"], ""),
        ("onLoad", ["load"], ""),
    ]
    members = {m.name: m for m in found["cart"].members}
    assert members["find"].signature == "exports.find = async (id)"
    assert members["drop"].text == "drop: function (id) { return del(id); }"
    assert members["add"].body == "{ this.items.push(item); }"


def test_a_class_without_a_name_of_its_own_is_called_as_what_holds_it() -> None:
    text = (
        "module.exports = class extends Base { async indexAction() { return this.json(1); } };\n"
        "exports.Cart = class { add() {} };\nexports.Shop = class Store { open() {} };\n"
    )
    found = types(text, "src/controller/index.js", "javascript")
    assert {name: (asset.kind, asset.supertypes) for name, asset in found.items()} == {
        "index": ("class", ["Base"]),
        "Cart": ("class", []),
        "Shop": ("class", []),
    }
    assert [m.name for asset in found.values() for m in asset.members] == ["indexAction", "add", "open"]
    assert list(types("export default class extends A { f() {} }", "b.ts")) == ["b"]
    assert types("export default (a) => { return a; };", "c.ts")["c"].members[0].name == "c"


def test_every_text_is_the_bytes_of_its_span() -> None:
    content = CLIENT.encode()
    for asset in types(CLIENT).values():
        for piece in (asset, *asset.members):
            assert content[piece.span.start : piece.span.end].decode() == piece.text
