"""What candidates ask is noted once for each id, and given back in the order of the ids."""

from hashlib import sha256

from stages.build.questions import FIRST, Questions


def test_each_id_is_new_once() -> None:
    questions = Questions()
    assert [questions.note(id, 1) for id in ("0a" * 32, "0b" * 32, "0a" * 32)] == [True, True, False]


def test_what_is_asked_comes_in_the_order_of_the_ids_however_many_there_are() -> None:
    ids = [sha256(bytes(str(number), "ascii")).hexdigest() for number in range(3 * FIRST)]
    questions = Questions()
    assert all(questions.note(id, number) for number, id in enumerate(ids))
    assert not any(questions.note(id, -1) for id in ids)
    assert list(questions.by_id()) == sorted(range(len(ids)), key=ids.__getitem__)
