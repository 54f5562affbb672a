"""Two processes of the site with one PostgreSQL, behind nginx."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection

from tests.started import free_port
from tests.torture.inside import Ticket
from tests.torture.load import load, no_errors, nothing_cut, run_for, whole
from tests.torture.proxy import nginx
from tests.torture.scale import Scale
from tests.torture.sites import Place, Running, no_trace
from tests.torture.visitor import Browser, Person, Tally

BEHIND = {"FORWARDED_ALLOW_IPS": "127.0.0.1"}
MOST_WRONG_PASSWORDS = 5


class Pair:
    """The two processes, each with its port."""

    def __init__(self, place: Place) -> None:
        place.pair = place.pair or (free_port(), free_port())
        self.place, self.ports = place, place.pair
        self.sites = [place.start(port, **BEHIND) for port in self.ports]

    def start(self, number: int) -> Running:
        """Start one of them again."""
        self.sites[number] = self.place.start(self.ports[number], **BEHIND)
        return self.sites[number]


@contextmanager
def pair(place: Place) -> Iterator[Pair]:
    """Start both, and nginx in front of them at the address of the site."""
    place.make_room(place.port)
    both = Pair(place)
    with nginx(place.folder / "nginx", place.port, both.ports):
        yield both


def rolling(place: Place, scale: Scale) -> str:
    """Stop one process after the other by SIGTERM and start it again, while people log."""
    with pair(place) as both:
        tickets = place.people(scale.people)
        with load(tickets, lambda: place.address) as tally:
            for _ in range(scale.rounds):
                for number in (0, 1):
                    run_for(scale.seconds / 2)
                    code, _seconds = both.sites[number].stop()
                    assert code == 0, f"it ended with {code}"
                    both.start(number)
            run_for(scale.seconds)
        no_errors(tally)
        nothing_cut(tally)
        assert not tally.unanswered, f"{len(tally.unanswered)} requests were refused"
        no_trace(place.said())
        stored = whole(tally, place.stored())
    return (
        f"{2 * scale.rounds} stops and starts: {stored}; none of {len(tally.answers)} answers 5xx or missing, "
        f"the slowest after {tally.percentile(1):.1f} s"
    )


def together(place: Place, scale: Scale) -> str:
    """Log in at one process, log a workout at the other, kill one; both count the same wrong passwords."""
    with pair(place) as both:
        tickets = place.people(scale.people)
        own = _logged_in(both, tickets[0])
        with load(tickets, lambda: place.address) as tally:
            run_for(scale.seconds)
            both.sites[0].kill_worker()
            run_for(scale.seconds / 2)
            both.sites[0].kill_master()
            run_for(scale.seconds)
            both.start(0)
            run_for(scale.seconds)
        stored = whole(tally, [row for row in place.stored() if row.public_id != own])
        lost_pages = len(tally.statuses(500))
        no_trace(place.said())
        assert lost_pages == 0, f"{lost_pages} answers were 5xx"
        told_off = _wrong_passwords(both)
        _what_the_proxy_keeps(place.address)
    return f"{stored}, while a worker and a master were killed; {told_off}"


def _logged_in(both: Pair, ticket: Ticket) -> str:
    """Open the log form at one process and save it at the other; return its name."""
    first, second = (f"http://127.0.0.1:{port}" for port in both.ports)
    tally = Tally()
    addresses = iter([first, second, first])
    person = Person(ticket, lambda: next(addresses), tally, (0, 0), 1)
    person.log_once()
    person.leave()
    assert list(tally.acknowledged), "a form of one process was not saved by the other"
    return next(iter(tally.acknowledged))


def _wrong_passwords(both: Pair) -> str:
    """Type wrong passwords at both processes in turn; return when they were no longer taken."""
    pages = [_log_in(both.ports[number % 2], f"wrong {number}") for number in range(2 * MOST_WRONG_PASSWORDS)]
    taken = next((number for number, text in enumerate(pages) if "Too many failed" in text), None)
    assert taken == MOST_WRONG_PASSWORDS, f"told off after {taken} wrong passwords: {pages[-1][:2000]}"
    return f"{taken} wrong passwords, in turn at both, and neither takes another"


def _what_the_proxy_keeps(address: str) -> None:
    """Ask for what only the operator may see, and choose a number of a request, which only the proxy may."""
    for path, status in (("/readyz", 404), ("/metrics", 404), ("/healthz", 200)):
        with closing(HTTPConnection(address.removeprefix("http://"), timeout=10)) as connection:
            connection.request("GET", path, headers={"X-Request-ID": "chosen-by-somebody"})
            answer = connection.getresponse()
            assert (answer.status, answer.headers.get("X-Request-ID")) != (status, "chosen-by-somebody")
            assert answer.status == status, f"{path} answers {answer.status}"


def _log_in(port: str, password: str) -> str:
    browser = Browser(f"http://127.0.0.1:{port}", {}, Tally())
    page = browser.ask("GET", "/accounts/login/").text
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    form = {"csrfmiddlewaretoken": token, "login": "nobody@example.org", "password": password}
    text = browser.ask("POST", "/accounts/login/", form).text
    browser.connection.close()
    return text
