"""Files of the depot in which the standards find something."""

from stages.core.formats.change import Change, Place, path_of, render

BOOKING = """package com.acme.booking;

@RestController
public class BookingController {
    public BookingController(BookingRepository bookings) {
        this.bookings = bookings;
    }

    @PostMapping("/bookings/create")
    public Booking create(@RequestBody Booking booking) {
        bookingRepository.save(booking);
        return booking;
    }

    public Booking move(String id, String hall, int row, int seat, Date from, Date until) {
        return null;
    }
}
"""
API = """openapi: 3.0.3
info: {title: Halls, version: "1"}
paths:
  /hall/{id}:
    get:
      tags: [Halls]
      summary: One hall
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: ok}, "404": {description: none}}
  /halls/delete:
    post:
      tags: [Halls]
      summary: Delete halls
      responses: {"200": {description: ok}}
"""
QUERY = "-- What is in a hall\nSELECT *\nFROM seat\nWHERE hall = :hall;\n"
_SLEEPS = """    @Test
    void waits() throws Exception {
        Thread.sleep(100);
        assertEquals(1, queue.size());
    }
"""
_WAITS = _SLEEPS.replace("Thread.sleep(100);", "await().until(queue::isFull);")
_STILL = _SLEEPS.replace("waits()", "sleeps()")
_LONGER = _STILL.replace("100", "200")
_ON = _SLEEPS.replace("waits()", "runs()")
_OFF = f"    @Disabled\n{_ON}"


def _change(commit: str, subject: str, before: str, after: str) -> dict[str, str]:
    path = path_of(commit * 20, "src/test/java/com/acme/booking/QueueTest.java")
    return {path: render(Change(commit * 20, 1, 1, subject, (Place(before, after),)))}


FAULTY = {
    "src/main/java/com/acme/booking/BookingController.java": BOOKING,
    "halls.yaml": API,
    "db/seats.sql": QUERY,
    **_change("c1", "Wait for the queue, not for the clock", _SLEEPS, _WAITS),
    **_change("c2", "Give the queue more time", _STILL, _LONGER),
    **_change("c3", "Switch the test off", _ON, _OFF),
}
