from stages.core.records.diagram_asset import DiagramAsset
from stages.core.records.section_asset import SectionAsset
from stages.model.model import model, read_document
from stages.model.passed_over import PassedOver
from tests.model.documents import PARAMS, document

CLASSES = "@startuml\nclass Order {\n  id: Long\n}\n@enduml"
SEQUENCE = "@startuml\nactor A\nA -> B : go\n@enduml"
GUIDE = f"""# Shop

Intro.

## Flow

An order is paid,
then sent.

```mermaid
flowchart LR
    a --> b
```

## Domain
~~~plantuml
{CLASSES}
~~~

```mermaid
pie
```

```java
class A {{}}
```
"""


def test_diagrams_of_a_document_stand_beside_its_sections() -> None:
    found = read_document(document("docs/shop.md", GUIDE, language="markdown"), PARAMS)
    diagrams = [one for one in found if isinstance(one, DiagramAsset)]
    assert [(d.format, d.title, d.doc, d.text) for d in diagrams] == [
        ("mermaid", "Flow", "An order is paid, then sent.", "flowchart LR\n    a --> b"),
        ("plantuml-class", "Domain", "", CLASSES),
    ]
    assert [one.rule for one in found if isinstance(one, PassedOver)] == ["unread-diagram"]
    assert any(isinstance(one, SectionAsset) for one in found)
    for diagram in diagrams:
        assert GUIDE.encode()[diagram.span.start : diagram.span.end].decode() == diagram.text


def test_files_of_diagrams_give_their_blocks_or_a_drop() -> None:
    found = model(
        [
            document("a.puml", f"{CLASSES}\n\n{SEQUENCE}\n", language="plantuml"),
            document("b.puml", SEQUENCE, language="plantuml"),
            document("c.mmd", "\nflowchart LR\n    a --> b\n", language="mermaid"),
            document("d.mmd", "%%{init: {}}%%\nflowchart LR\n    a --> b\n", language="mermaid"),
        ],
        PARAMS,
    )
    assert [(d.id, d.title, d.format) for d in found.diagrams] == [
        ("shop:a.puml#diagram-1", "a", "plantuml-class"),
        ("shop:c.mmd#diagram-1", "c", "mermaid"),
    ]
    assert [(d.path, d.rule) for d in found.drops] == [("b.puml", "no-asset"), ("d.mmd", "no-asset")]
    unread = [(path, "unread-diagram") for path in ("a.puml", "b.puml", "d.mmd")]
    assert [(d.path, d.rule) for d in found.passed_over] == unread


def test_blocks_that_nobody_ends_cost_no_more_than_others() -> None:
    text = f"{CLASSES}\n@startuml\n" + "@startuml\n" * 15_000
    (found,) = read_document(document("a.puml", text, language="plantuml"), PARAMS)
    assert isinstance(found, DiagramAsset)
    assert found.text == CLASSES
