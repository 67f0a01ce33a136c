"""`giftplan culture`: by what a custom is about, with its sources; the year's days; the laws; the sheet."""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.output.json.culture import culture_json
from giftplan.output.markdown.culture import culture_markdown
from giftplan.output.screen.culture import culture_screen
from giftplan.output.screen.line import plain
from giftplan.reports.culture import CountryCard
from giftplan.reports.culture import card_of
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import show
from tests.cli.test_main import HARMFUL
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import DataFolder

DAY = ("--as-of", "2026-10-06")


SHIPPED = load(DiskTree(REPOSITORY / "data"))


@lru_cache
def known(country: str, year: int) -> CountryCard:
    assert SHIPPED.settings is not None
    return card_of(SHIPPED, SHIPPED.settings, country, year, date(2026, 10, 6))


def card(country: str, year: int = 2026) -> dict[str, Any]:
    """What the program prints as JSON: that it does is tried once."""
    found: dict[str, Any] = json.loads(culture_json(known(country, year)))
    return found


def page(country: str, year: int = 2026) -> str:
    """What it prints into a pipe."""
    return plain(culture_screen(known(country, year), None, "somebody"))


@lru_cache
def markdown(country: str) -> str:
    return culture_markdown(known(country, 2026))


def printed(*arguments: str) -> str:
    done = inside("culture", *arguments, *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_program_prints_these_answers() -> None:
    assert json.loads(printed("CN", "--format", "json", "--year", "2027")) == card("CN", 2027)
    assert printed("JP", "--format", "markdown") == markdown("JP")
    assert printed("PE").splitlines()[:-1] == page("PE").splitlines()[:-1]


def test_the_answer_says_what_it_is() -> None:
    found = card("CN", 2027)
    assert found["schema"] == "giftplan/culture/1"
    assert (found["country"], found["name"], found["year"], found["as_of"]) == ("CN", "China", 2027, "2026-10-06")
    assert (found["own_file"], found["reviewed"]) == (True, "2026-11-21")


@pytest.mark.parametrize(("text", "name"), [("cn", "China"), ("CHINA", "China"), ("UK", "United Kingdom")])
def test_a_country_is_its_code_or_its_name_and_the_code_that_people_take(text: str, name: str) -> None:
    assert printed(text).startswith(f"{name} · ")


ABOUT = [
    ("set-of-four", "nature"),
    ("clock", "nature"),
    ("white-flowers", "nature"),
    ("white-wrapping", "colour"),
    ("red-ink", "colour"),
    ("valuable-gift-during-negotiation", "value"),
    ("tender", "moment"),
    ("both-hands", "manner"),
    ("opened-later", "manner"),
]


@pytest.mark.parametrize(("name", "about"), ABOUT)
def test_customs_are_told_by_what_they_are_about(name: str, about: str) -> None:
    (custom,) = [custom for custom in card("CN")["customs"] if custom["id"] == name]
    assert custom["about"] == about


def test_every_custom_and_window_and_limit_has_its_source() -> None:
    found = card("DE")
    shown = "".join(page("DE").split())
    listed = [limit for limit in found["limits"] if limit["whose"] not in ("their givers", "some")]
    for fact in (*found["customs"], *found["windows"], *listed):
        assert set(fact["source"]) == {"title", "url", "seen"}
        assert "".join(fact["source"]["title"].split()) in shown


def test_what_is_shared_and_what_holds_everywhere_is_on_the_card() -> None:
    paths = {custom["path"] for custom in card("SE")["customs"]}
    assert paths == {"cultures/se.yaml", "cultures/shared/nordic.yaml", "cultures/shared/any.yaml"}


def test_the_year_s_days_are_those_of_that_year() -> None:
    windows = {w["id"]: (w["level"], w["from"], w["to"]) for w in card("CN", 2027)["windows"]}
    assert windows["mid-autumn"] == ("prefer", "2027-08-18", "2027-09-13")
    assert windows["tomb-sweeping"] == ("avoid", "2027-04-04", "2027-04-06")
    assert card("CN", 2026)["windows"] != card("CN", 2027)["windows"]


def test_the_free_days_of_a_touch_are_delivery_days_in_no_bad_window() -> None:
    found = card("CN", 2027)
    bad = [(w["from"], w["to"]) for w in found["windows"] if w["level"] in ("avoid", "never")]
    closed = {holiday["date"] for holiday in found["holidays"]}
    (q1,) = [touch for touch in found["touches"] if touch["touch"] == "Q1"]
    assert q1["free"][0] == "2027-02-02"
    assert len(q1["free"]) == 18
    for day in q1["free"]:
        assert date.fromisoformat(day).weekday() in (1, 2, 3)
        assert day not in closed
        assert not any(start <= day <= end for start, end in bad)
    assert sum(len(taken["days"]) for taken in q1["taken"]) + 18 == 26


def test_the_limits_are_those_in_force_that_day_and_say_whose_they_are() -> None:
    found = {limit["id"]: limit for limit in card("FR")["limits"]}
    assert "fr-vat-gift-2021" not in found
    vat = found["fr-vat-gift-2026"]
    assert (vat["whose"], vat["amount"], vat["confirmed"]) == ("ours", "73.00", False)
    assert "more than 73.00 EUR a person and year, to be confirmed" in " ".join(page("FR").split())
    whose = {limit["whose"] for limit in card("DE")["limits"]}
    assert whose == {"theirs", "bribery", "everybody", "some", "their givers"}


def test_limits_that_bind_only_others_are_counted_not_listed() -> None:
    others = sum(limit["whose"] == "their givers" for limit in card("DE")["limits"])
    assert others > 3
    assert f"{others} further limits there for givers of that country, not for us." in page("DE")


def test_the_sheet_asks_of_the_object_and_never_of_the_person() -> None:
    sheet = {(line["part"], line["custom"]) for line in card("SA")["handover"]}
    assert ("ask", "gold-silk-worn") in sheet
    assert ("hand", "left-hand") in sheet
    assert ("parcel", "white-wrapping") in {(line["part"], line["custom"]) for line in card("CN")["handover"]}
    text = page("SA").lower().partition("hand-over sheet\n")[2].partition("\nsources\n")[0]
    assert text.count("[ ]") == len(sheet) + 2
    assert not any(word in text for word in ("religion", "muslim", "gender", "women", "men "))


def test_a_country_of_which_nobody_has_looked_says_so() -> None:
    found = card("PE")
    assert (found["own_file"], found["name"], found["reviewed"]) == (False, "PE", None)
    assert {custom["path"] for custom in found["customs"]} == {"cultures/shared/any.yaml"}
    assert "no file of its own: only what holds everywhere" in page("PE")


def test_days_that_come_every_week_are_told_as_such() -> None:
    (weekly,) = card("IL")["weekly"]
    assert weekly["days"] == ["fri", "sat"]
    assert "every fri and sat" in page("IL")


def test_holidays_that_no_file_holds_are_told() -> None:
    assert card("CN", 2027)["holidays_written_down"] is True
    assert card("CN", 2031)["holidays_written_down"] is False
    assert "Public holidays of 2031 not written down here" in page("CN", 2031)


def test_the_page_names_somebody_there() -> None:
    assert printed("CN").endswith("Ideas for somebody there: giftplan suggest yunqiao\n")
    assert printed("PE").endswith("Ideas for somebody there: giftplan suggest PARTNER\n")


AMOUNTS = [
    ("FR", "fr-vat-gift-2026", "more than 73.00 EUR a person and year, to be confirmed: "),
    ("CN", "cn-foreign-gifts-200", "from 200.00 CNY a gift, to public: "),
    ("NL", "nl-officials-50", "more than 50.00 EUR a gift, to public: "),
    ("BR", "br-brinde-2025", "from 463.66 BRL a gift, to public: "),
    ("CN", "int-un-vendors", "anything, to united-nations: "),
]


@pytest.mark.parametrize(("country", "name", "begins"), AMOUNTS)
def test_a_limit_says_from_where_on_it_bites(country: str, name: str, begins: str) -> None:
    (limit,) = [limit for limit in card(country)["limits"] if limit["id"] == name]
    assert limit["words"].startswith(begins)


def test_what_is_not_known_of_a_year_is_told() -> None:
    assert {window["id"] for window in card("IN", 2036)["undated"]} == {"diwali", "diwali-closure", "holi"}
    done = inside("culture", "IN", "--year", "2036", *DAY)
    assert done.stderr == ""
    assert "has no known day in 2036" in " ".join(done.stdout.split())


def test_days_that_are_welcome_and_to_be_avoided_say_which_wins() -> None:
    assert "to avoid wins" in page("SA", 2027)
    assert "to avoid wins" not in page("DE", 2027)


def test_a_country_without_limits_for_who_receives_does_not_look_free() -> None:
    assert "No limit for who receives there is known here" in page("PE")
    assert "No limit for who receives there is known here" not in page("CN")


def test_addresses_are_whole_in_a_pipe() -> None:
    urls = {custom["source"]["url"] for custom in card("CN")["customs"]} - {None}
    lines = {line.strip() for line in page("CN").splitlines()}
    assert urls <= lines


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_page_fits(columns: int) -> None:
    lines = show("culture", "JP", *DAY, "--color", "never", columns=columns).splitlines()
    assert max(map(len, lines)) <= columns
    assert not any("…" in line for line in lines)


def test_markdown_renders_with_every_custom_and_source() -> None:
    found = card("JP")
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown("JP"))
    html = MarkdownIt("commonmark").enable("table").render(markdown("JP"))
    assert sum(token.type == "table_open" for token in tokens) == len({c["about"] for c in found["customs"]}) + 1
    for custom in found["customs"]:
        assert custom["why"][1:].split("'")[0].split('"')[0] in html
    assert html.count("[ ]") == len({line["text"] for line in found["handover"]}) + 2
    assert all(
        custom["source"]["url"] is None or f'href="{custom["source"]["url"]}"' in html for custom in found["customs"]
    )


REFUSED = [
    (("Chna",), "did you mean CN?"),
    (("America",), "write its two letters"),
    (("CN", "--year"), "--year"),
    (("XX",), "write its two letters"),
    (("CN", "--year", "27"), "is not a year"),
    (("CN", "--format", "csv"), "--format 'csv'"),
]


@pytest.mark.parametrize(("arguments", "says"), REFUSED)
def test_what_names_nothing_is_refused_with_a_hint(arguments: tuple[str, ...], says: str) -> None:
    assert says in refusal(inside("culture", *arguments), 2)


HOSTILE = """
    name: "Ital[red]y\\x1b[31m"
    countries: [IT]
    rules:
      - id: a
        level: never
        match: {tags: [pen]}
        why: "w\\u202e[bold]*x*"
        source: {title: "t|<b>", url: "https://e.org/[x]>[y", seen: 2026-11-21}
    windows: []
"""


def test_hostile_words_do_no_harm(data_folder: DataFolder) -> None:
    data_folder.add("cultures/it.yaml", HOSTILE)
    for form in ("table", "json", "markdown"):
        done = inside("culture", "IT", "--format", form, *DAY, folder=data_folder.root.parent)
        assert done.returncode == 0
        assert not HARMFUL.search(done.stdout.replace("\n", ""))
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(done.stdout)
    assert "<b>" not in html
    assert "<em>" not in html


def test_a_file_that_cannot_be_read_is_not_called_absent(data_folder: DataFolder) -> None:
    data_folder.add("cultures/it.yaml", "name: [")
    done = inside("culture", "IT", *DAY, folder=data_folder.root.parent)
    words = " ".join(done.stdout.split())
    assert done.returncode == 0
    assert "its own file cannot be used: only what holds everywhere" in words
    assert "Left out, as it cannot be used: cultures/it.yaml. giftplan check says why" in words


def test_settings_that_cannot_be_read_end_it(data_folder: DataFolder) -> None:
    data_folder.add("settings.yaml", "company: [")
    done = inside("culture", "IT", *DAY, folder=data_folder.root.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert "settings.yaml cannot be used" in done.stderr


def test_the_page_is_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "cn.md"
    done = inside("culture", "CN", *DAY, "--format", "markdown", "--output", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text(encoding="utf-8") == markdown("CN")
