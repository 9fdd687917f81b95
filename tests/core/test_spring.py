"""Paths and methods of mapping annotations."""

import pytest

from stages.core.spring import Mapping, joined, mapping


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("@GetMapping", Mapping("GET", "", True)),
        ("@GetMapping()", Mapping("GET", "", True)),
        ('@PostMapping("/orders")', Mapping("POST", "/orders", True)),
        ('@PutMapping(value = "/a", consumes = "x,y")', Mapping("PUT", "/a", True)),
        ('@PatchMapping(path = {"/a", "/b"})', Mapping("PATCH", "/a", True)),
        ('@GetMapping(value = ["/a", "/b"], produces = ["x"])', Mapping("GET", "/a", True)),
        ("@RequestMapping(method = [RequestMethod.PUT])", Mapping("PUT", "", True)),
        ('@DeleteMapping({"/a", "/b"})', Mapping("DELETE", "/a", True)),
        ('@GetMapping("/x={y}")', Mapping("GET", "/x={y}", True)),
        ('@GetMapping(\n    value = "/a",\n    params = "b=1")', Mapping("GET", "/a", True)),
        ('@RequestMapping("/orders")', Mapping("", "/orders", True)),
        ('@RequestMapping(path = "/a", method = RequestMethod.PUT)', Mapping("PUT", "/a", True)),
        ("@RequestMapping(method = {RequestMethod.GET, RequestMethod.HEAD})", Mapping("GET", "", True)),
        ("@RequestMapping(Paths.ORDERS)", Mapping("", "", False)),
        ('@RequestMapping(Paths.API + "/orders")', Mapping("", "/orders", False)),
        ('@org.springframework.web.bind.annotation.GetMapping("/a")', Mapping("GET", "/a", True)),
    ],
)
def test_a_mapping_is_read(annotation: str, expected: Mapping) -> None:
    assert mapping(annotation) == expected


@pytest.mark.parametrize(
    "annotation", ["@Override", '@MessageMapping("/a")', "@GetMappings", '@Table(name = "a")', ""]
)
def test_another_annotation_is_no_mapping(annotation: str) -> None:
    assert mapping(annotation) is None


@pytest.mark.parametrize(
    ("prefix", "path", "expected"),
    [
        ("/orders", "/{id}", "/orders/{id}"),
        ("orders/", "{id}", "/orders/{id}"),
        ("", "", "/"),
        ("/orders", "", "/orders"),
    ],
)
def test_paths_are_joined_by_one_slash(prefix: str, path: str, expected: str) -> None:
    assert joined(prefix, path) == expected
