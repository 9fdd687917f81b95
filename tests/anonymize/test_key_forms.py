"""A form is tried only before signs that it may begin with."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stages.anonymize.key_forms import FORMS, Form


@pytest.mark.parametrize("form", [form for form in FORMS if form.begins.pattern], ids=lambda form: form.name)
@given(st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_form_reads_begins_as_it_says(form: Form, data: st.DataObject) -> None:
    match = form.after.search(data.draw(st.from_regex(form.after)))
    assert match
    assert form.begins.match(match[0])
