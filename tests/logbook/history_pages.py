"""Reading the pages of the history."""

from django.test import Client

from hipstrength.accounts.models import User
from tests.rendered import Element, parse


def page_at(client: Client, url: str) -> Element:
    response = client.get(url)
    assert response.status_code == 200
    return parse(response)


def heading(page: Element) -> str:
    return page.one("h1").text


def ways(page: Element) -> dict[str, str]:
    """Return the links to other weeks, by their words."""
    return {link.text: link.attributes["href"] for link in page.one("nav", class_="week-nav").all("a")}


def totals(page: Element) -> dict[str, dict[str, str]]:
    """Return what each exercise adds up to, by its name and the labels."""
    cards = page.all("section", class_="card total")
    return {card.one("h3").text: facts(card.one("dl")) for card in cards}


def facts(listed: Element) -> dict[str, str]:
    """Return terms and what is said of them."""
    return {row.one("dt").text: row.one("dd").text for row in listed.all("div")}


def start_weeks_on_sunday(user: User) -> None:
    User.objects.filter(pk=user.pk).update(week_start=6)


def strip(page: Element) -> list[str]:
    """Return the days of the strip in words."""
    return [day.one("span", class_="visually-hidden").text for day in page.one("ol", class_="strip").all("li")]


def groups(page: Element) -> dict[str, Element]:
    """Return the sections with charts, by their headings."""
    return {one.one("h2").text: one for one in page.one("main").all("section") if list(one.all("h2"))}


def tables(group: Element) -> list[list[list[str]]]:
    """Return the cells of the table beneath each chart, its head first."""
    return [[[cell.text for cell in row.all("th", "td")] for row in one.all("tr")] for one in group.all("table")]


def tips(group: Element) -> list[list[str]]:
    """Return the words of each point of each chart."""
    return [[strip.text for strip in svg.one("g", class_="chart-tips").all("title")] for svg in group.all("svg")]


def words(group: Element) -> dict[str, str]:
    """Return what each chart comes to, by its caption."""
    return {
        one.one("figcaption").text: one.one("p", class_="chart-words").text
        for one in group.all("figure")
        if list(one.all("p", class_="chart-words"))
    }
