"""Charts: what a reader sees of figures that disagree, on any screen, by eye, ear or keyboard."""

import re
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.outline import Point
from generator.pages import Page
from generator.render.boxes import NARROW, WIDE, width_of
from generator.render.chart import HEIGHT, Chart, chart_of
from generator.render.marks import Mark
from generator.render.page import render
from generator.render.words import words_for
from generator.views import values as v
from generator.views.index import NEARBY
from tests.golden.items import FIGURE, HERE, named, pointer, prose, text
from tests.golden.reading import Reading
from tests.golden.views import BRIEFING, INDICATOR, SETTINGS

ENGLISH = words_for("en", "en")
PLAIN: dict[str, Any] = {
    "value": "", "display": "", "precision": "", "period": "", "reported_on": "", "as_of": "2024-10-28", "counts": None, "note": None,
    "attributed_to": (), "unit": "",
}  # fmt: skip


def entry(number: int = 0, **fields: Any) -> v.ListedItem:
    figure = msgspec.structs.replace(FIGURE, **(PLAIN | {"id": f"figure-{number}"} | fields))
    return v.ListedItem(pointer(address=f"{HERE}#figure-{number}"), figure=figure)


def series(*fields: dict[str, Any]) -> tuple[v.ListedItem, ...]:
    return tuple(entry(number, **one) for number, one in enumerate(fields))


def chart(*fields: dict[str, Any]) -> Chart:
    drawing = chart_of(series(*fields), "", ENGLISH)
    assert drawing is not None
    return drawing


def page(*fields: dict[str, Any], lang: str = "en", unit: str = "") -> str:
    view = msgspec.structs.replace(INDICATOR, series=series(*({"unit": unit} | one for one in fields)), unit=unit)
    chosen = msgspec.structs.replace(SETTINGS, language=lang)
    return str(render(Page("indicators/soldiers/", "indicator", view), chosen).content)


def says(*fields: dict[str, Any], lang: str = "en", unit: str = "") -> str:
    found = re.search(r"<figcaption>(.*?)</figcaption>", page(*fields, lang=lang, unit=unit), re.DOTALL)
    assert found is not None
    return Reading(found[1]).text.strip()


DOSSIER: tuple[dict[str, Any], ...] = (
    {"value": "3000", "as_of": "2024-10-24", "attributed_to": (named("United States"),)},
    {"value": "12000", "nature": "forecast", "attributed_to": (named("Volodymyr Zelensky"),)},
    {"value": "10000"},
    {"value": "10000", "attributed_to": (named("Pentagon"),)},
    {"value": "3000", "nature": "claim", "attributed_to": (named("Volodymyr Zelensky"),)},
    {"value": "11000", "as_of": "2025-01", "attributed_to": (named("Western officials"),)},
    {"value": "15000", "as_of": "2025-04", "attributed_to": (named("NIS"),)},
)


def test_a_higher_number_stands_higher_and_a_later_day_further_on() -> None:
    marks = chart(*DOSSIER).marks
    assert [mark.x for mark in marks] == sorted(mark.x for mark in marks)
    assert marks[6].low < marks[1].low < marks[5].low < marks[2].low == marks[3].low < marks[0].low == marks[4].low


def test_a_month_and_a_period_are_as_wide_as_they_last_and_a_day_is_a_point() -> None:
    month, day = chart({"value": "1", "as_of": "2025-01"}, {"value": "2", "as_of": "2025-04-30"}).marks
    assert month.start < month.x < month.end
    assert day.start == day.x == day.end
    (both, _) = chart(
        {"value": "1", "period": "2024-01/2024-06", "as_of": "2024-07-01"}, {"value": "1", "as_of": "2025"}
    ).marks
    assert both.start < both.end < both.x


def test_a_range_reaches_from_its_lowest_to_its_highest_and_half_a_range_has_an_arrow() -> None:
    whole, low, high, least, most = chart(
        {"minimum": "10", "maximum": "20"}, {"minimum": "10"}, {"maximum": "20"}, {"value": "10", "precision": "at-least"},
        {"value": "20", "precision": "at-most"},
    ).marks  # fmt: skip
    assert (low.low, low.high, high.low, high.high) == (whole.low, whole.low, whole.high, whole.high)
    assert [mark.arrow for mark in (whole, low, high, least, most)] == ["", "up", "down", "up", "down"]


def distance(one: Mark, other: Mark, width: int) -> float:
    return abs((one.x - other.x) * width / 100 + one.shift - other.shift)


@pytest.mark.parametrize("width", [NARROW, WIDE, 1100])
def test_figures_in_one_spot_stand_side_by_side(width: int) -> None:
    marks = chart(*DOSSIER, *({"value": "3000"},) * 4).marks
    near = [(a, b) for a in marks for b in marks if a is not b and abs(a.low - b.low) < 12]
    assert near
    assert all(distance(a, b, width) >= 12 for a, b in near)


def boxes(drawing: Chart, width: int) -> list[tuple[float, float, float, float]]:
    """Where the words of marks stand in a drawing of some width."""
    hidden = "wide" if width < WIDE else "narrow"
    found: list[tuple[float, float, float, float]] = []
    for mark in drawing.marks:
        for label in mark.labels:
            if label.room == hidden:
                continue
            long = max(width_of(label.number, is_bold=True), width_of(label.who))
            left = mark.x * width / 100 + label.x - {"start": 0, "middle": long // 2, "end": long}[label.anchor]
            found.append((left, label.y - 11, left + long, label.y + label.step + 4))
    return found


NATURES = st.sampled_from(["", "observed", "estimate", "claim", "forecast", "target"])
FIGURES = st.fixed_dictionaries(
    {
        "as_of": st.dates(date(2020, 1, 1), date(2029, 12, 31)).map(date.isoformat)
        | st.sampled_from(["2024", "2024-10", "2024-10-28"]),
        "nature": NATURES,
        "attributed_to": st.sampled_from([(), (named("Pentagon"),), (named("N" * 80), named("统计局"))]),
        "precision": st.sampled_from(["", "about", "at-least", "at-most"]),
    }
).flatmap(
    lambda fields: st.one_of(
        st.integers(-50, 10**6).map(lambda number: fields | {"value": str(number)}),
        st.integers(0, 999).map(lambda low: fields | {"minimum": str(low), "maximum": str(low + 500)}),
        st.integers(0, 999).map(lambda low: fields | {"minimum": str(low)}),
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(FIGURES, min_size=2, max_size=70))
def test_words_never_stand_on_one_another_and_stay_in_the_drawing(figures: list[dict[str, Any]]) -> None:
    drawing = chart(*figures)
    for width in (NARROW, 400, WIDE, 900):
        found = boxes(drawing, width)
        for place, (left, top, right, bottom) in enumerate(found):
            assert left >= 0
            assert right <= width
            assert top >= 0
            assert bottom <= HEIGHT
            for other in found[:place]:
                assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
    assert all(0 <= mark.high <= mark.low <= HEIGHT for mark in drawing.marks)


def test_each_figure_of_the_dossier_is_named_on_a_wide_screen_and_most_are_on_a_phone() -> None:
    labels = [[label for label in mark.labels if label.room != "narrow"] for mark in chart(*DOSSIER).marks]
    named_there = [found[0].who for found in labels if found]
    assert {"United States", "Volodymyr Zelensky", "Pentagon", "Western officials", "NIS"} <= set(named_there)
    assert len(boxes(chart(*DOSSIER), NARROW)) >= 5


def test_each_nature_has_a_shape_of_its_own_and_forecasts_are_hollow() -> None:
    natures = ("observed", "estimate", "claim", "forecast", "target", "")
    html = page(*({"value": str(10 * turn), "nature": nature} for turn, nature in enumerate(natures, 1)))
    drawn = html.partition('class="bp-legend"')[0]
    shapes = re.findall(r'<path class="(bp-shape[^"]*)" d="([^"]*)"', drawn)
    assert len({path for _, path in shapes}) == len(natures)
    assert ["hollow" in kind for kind, _ in shapes] == [False, False, False, True, True, True]
    legend = Reading(html.partition('class="bp-legend"')[2].partition("</ul>")[0]).text
    assert [line.strip() for line in legend.splitlines() if line.strip()][1:] == [
        "Observed", "Estimate", "Claim", "Forecast", "Target", "Nature not stated",
    ]  # fmt: skip


def test_each_mark_is_a_link_to_its_figure_whose_name_is_the_whole_statement() -> None:
    html = page(*DOSSIER[:-1], DOSSIER[-1] | {"label": prose("Soldiers *sent*"), "precision": "about"}, unit="men")
    marks = [attributes for tag, attributes in Reading(html).elements if attributes.get("class") == "bp-mark"]
    assert [mark["href"] for mark in marks] == [f"../../{HERE}#figure-{number}" for number in range(7)]
    assert marks[-1]["aria-label"] == "about 15,000\u00a0men · Estimate · April 2025 · NIS · Soldiers sent"
    assert all(mark["aria-label"] in Reading(html).text for mark in marks)


def test_what_a_chart_says_is_said_in_words_too() -> None:
    assert says(*DOSSIER) == (
        "6 figures, from 3,000 (24 October 2024, United States) to 15,000 (April 2025, NIS). The highest is also the latest. "
        "Of what nature: 5 estimates, 1 claim. 1 forecast: 12,000 (28 October 2024, Volodymyr Zelensky)."
    )
    assert says(*DOSSIER, lang="fr") == (
        "6 chiffres, de 3\u202f000 (24 octobre 2024, United States) à 15\u202f000 (avril 2025, NIS). Le plus élevé est aussi le dernier en date. "
        "De quelle nature\u00a0: 5 estimations, 1 affirmation. 1 prévision\u00a0: 12\u202f000 (28 octobre 2024, Volodymyr Zelensky)."
    )


@pytest.mark.parametrize(
    ("figures", "english", "french"),
    [
        (
            ({"value": "2", "as_of": "2024"},),
            "1 figure: 2\u00a0km² (2024). Of what nature: 1 estimate.",
            "1 chiffre\u00a0: 2\u00a0km² (2024). De quelle nature\u00a0: 1 estimation.",
        ),
        (
            ({"display": "many"}, {"display": "more"}),
            "2 figures give no number and stand only in the table.",
            "2 entrées sans nombre ne figurent que dans le tableau.",
        ),
        (
            ({"value": "2", "as_of": "2024"}, {"value": "2", "as_of": "2025"}, {"display": "many"}),
            "2 figures of the same value, the first: 2\u00a0km² (2024). Of what nature: 2 estimates. "
            "1 figure gives no number and stands only in the table.",
            "2 chiffres de même valeur, à commencer par 2\u00a0km² (2024). De quelle nature\u00a0: 2 estimations. "
            "1 entrée sans nombre ne figure que dans le tableau.",
        ),
        (
            ({"value": "5", "as_of": "2023"}, {"minimum": "1", "maximum": "9", "as_of": "2024"}, {"value": "4", "as_of": "2025"}),
            "3 figures, from 1–9\u00a0km² (2024) to 1–9\u00a0km² (2024). The latest is 4\u00a0km² (2025). Of what nature: 3 estimates.",
            "3 chiffres, de 1–9\u00a0km² (2024) à 1–9\u00a0km² (2024). Le dernier en date\u00a0: 4\u00a0km² (2025). De quelle nature\u00a0: 3 estimations.",
        ),
    ],
)  # fmt: skip
def test_the_words_fit_few_figures_too(figures: tuple[dict[str, Any], ...], english: str, french: str) -> None:
    assert says(*figures, unit="km²") == english
    assert says(*figures, unit="km²", lang="fr") == french


AHEAD = ({"value": "9", "nature": "target", "as_of": "2030"}, {"value": "1", "nature": "forecast", "as_of": "2031"})


def test_what_is_expected_is_neither_the_latest_nor_the_highest() -> None:
    assert says({"value": "2", "as_of": "2024"}, {"value": "3", "as_of": "2025"}, *AHEAD) == (
        "2 figures, from 2 (2024) to 3 (2025). The highest is also the latest. Of what nature: 2 estimates. "
        "1 forecast, 1 target, from 1 (2031) to 9 (2030)."
    )
    assert says(*AHEAD[:1] * 2) == "2 targets of the same value, the first: 9 (2030)."
    assert says(*AHEAD[:1]) == "1 target: 9 (2030)."


def test_a_figure_of_another_unit_stands_in_the_table_alone_and_is_counted() -> None:
    figures = (
        {"value": "12000", "as_of": "2024"}, {"value": "10", "unit": "thousand", "as_of": "2025"}, {"value": "11", "unit": ""}, {"value": "9000", "as_of": "2023"},
    )  # fmt: skip
    said = says(*figures, unit="people")
    assert said.startswith("2 figures, from 9,000\u00a0people (2023) to 12,000\u00a0people (2024).")
    assert said.endswith("2 figures have another unit, or none, and stand only in the table.")
    html = page(*figures, unit="people")
    assert html.count('class="bp-mark"') == 2
    assert html.count('class="bp-figure ') == 4
    assert '<svg class="bp-chart' not in page(*figures[:2], unit="people")


def test_a_figure_that_gives_no_date_is_known_by_the_day_of_its_briefing_and_no_more() -> None:
    figures = {"value": "2", "as_of": ""}, {"value": "3", "as_of": "", "reported_on": "2024-12-24"}
    assert says(*figures).startswith("2 figures, from 2 (by 28 April 2025) to 3 (reported on 24 December 2024).")
    html = page(*figures)
    assert "2 · Estimate · by 28 April 2025 · Size of the contingent" in html
    assert (
        '<th role="rowheader" scope="row" data-label="When">by <time datetime="2025-04-28">28 April 2025</time></th>'
        in html
    )


def test_names_lose_their_brackets_unless_that_would_make_two_of_them_one() -> None:
    ministries = (
        (named("Ministry of Defence (Ukraine)"),),
        (named("Ministry of Defence (Russia)"),),
        (named("NIS (South Korea)"),),
    )
    figures = [
        {"value": str(5 * turn), "as_of": f"202{turn}", "attributed_to": who} for turn, who in enumerate(ministries, 1)
    ]
    said = says(*figures)
    assert "from 5 (2021, Ministry of Defence (Ukraine)) to 15 (2023, NIS)" in said
    shown = {label.who for mark in chart(*figures).marks for label in mark.labels}
    assert {"Ministry of Defence (Ukraine)", "Ministry of Defence (Russia)", "NIS"} <= shown
    assert "Ministry of Defence)" in says(*figures[:1], figures[2])


@pytest.mark.parametrize("figures", [({"value": "2"},), ({"display": "many"}, {"value": "2"}), ({"display": "many"},)])
def test_one_number_alone_is_no_chart(figures: tuple[dict[str, Any], ...]) -> None:
    html = page(*figures)
    assert '<svg class="bp-chart' not in html
    assert html.count('class="bp-figure ') == len(figures)


def test_a_long_series_keeps_its_newest_and_extreme_figures_and_a_bounded_size() -> None:
    many = [
        {"value": str(1000 + 7 * turn % 500), "as_of": f"{2000 + turn // 12}-{turn % 12 + 1:02}", "attributed_to": (named("Office"),)}
        for turn in range(300)
    ]  # fmt: skip
    many[3]["value"], many[4]["value"] = "9000", "1"
    drawing = chart(*many)
    ids = [mark.entry.pointer.address.partition("#")[2] for mark in drawing.marks]
    assert ids == ["figure-3", "figure-4", *(f"figure-{number}" for number in range(250, 300))]
    assert len(drawing.dots) <= 248
    html = page(*many)
    field = html.partition('<svg class="bp-chart__field"')[2].partition('<ul class="bp-legend"')[0]
    assert len(field) < 60_000
    assert "the others are dots" in html


def test_the_axes_speak_the_page_s_language() -> None:
    html = page(*DOSSIER, lang="fr")
    assert ">15\u202f000</text>" in html
    assert re.search(r">janv. 2025</text>", html)


@pytest.mark.parametrize("value", ["1e-300", "-999999999999999", "0.00000000000000000000001"])
def test_the_largest_and_smallest_numbers_have_a_chart(value: str) -> None:
    drawing = chart({"value": value, "as_of": "1000"}, {"value": "0", "as_of": "9999"})
    assert drawing.width < 200
    assert all(after.place < before.place for before, after in pairwise(drawing.numbers))


def sparkline(**fields: Any) -> Reading:
    figure = msgspec.structs.replace(BRIEFING.figures[0], **fields)
    view = msgspec.structs.replace(BRIEFING, figures=(figure,))
    html = str(render(Page(HERE, "briefing", view), SETTINGS).content)
    return Reading(
        html.partition('<a class="bp-sparkline"')[2].join(['<a class="bp-sparkline"', ""]).partition("</a>")[0] + "</a>"
    )


def test_a_figure_in_a_series_has_a_small_chart_that_marks_it_and_leads_to_the_series() -> None:
    reading = sparkline()
    assert reading.every("href") == ["../../indicators/soldiers-in-russia/"]
    assert " ".join(reading.text.split()) == "Series: 2 figures, 3,000 to 10,000 · 1 forecast"
    line, own = (
        next(attributes for _, attributes in reading.elements if attributes.get("class") == f"bp-sparkline__{part}")
        for part in ("line", "own")
    )
    assert line["d"] == f"M{own['cx']} 0V43"
    assert reading.every("aria-hidden", "svg") == ["true"]


@pytest.mark.parametrize("values", [("4e-324", "0", "-4e-324"), ("1e15", "0", "-1e15"), ("1e-999", "0", "1")])
def test_a_small_chart_has_a_place_for_every_number_of_the_contract(values: tuple[str, ...]) -> None:
    nearby = tuple(Point(f"202{year}", value, "", "", "") for year, value in enumerate(values))
    dots = next(
        attributes
        for _, attributes in sparkline(nearby=nearby, place=0).elements
        if attributes.get("class") == "bp-sparkline__dots"
    )
    assert re.fullmatch(r"(M\d+\.\d \d+\.\dh0)+", dots["d"])


def words_beside(*points: Point) -> str:
    return " ".join(sparkline(nearby=points, place=0).text.split())


def test_a_small_chart_of_a_long_series_says_that_its_figures_are_those_nearby() -> None:
    points = [Point(f"{2000 + year}", str(year), "", "", "estimate") for year in range(NEARBY)]
    assert words_beside(*points[1:]) == "Series: 15 figures, 1 to 15"
    assert words_beside(*points) == "Series: 16 figures nearby, 0 to 15"


def test_a_small_chart_of_expectations_alone_says_that_they_are() -> None:
    points = (Point(f"203{year}", str(year), "", "", "target") for year in range(3))
    assert words_beside(*points) == "Series: 3 targets, 0 to 2"


@pytest.mark.parametrize(("value", "height"), [("7", "6.0"), ("0", "38.0")])
def test_equal_numbers_stand_on_the_ground_line_only_if_they_are_zero(value: str, height: str) -> None:
    reading = sparkline(nearby=tuple(Point(f"202{year}", value, "", "", "") for year in range(3)), place=0)
    (own,) = (attributes for _, attributes in reading.elements if attributes.get("class") == "bp-sparkline__own")
    assert own["cy"] == height


def test_a_figure_without_a_series_has_none() -> None:
    assert not sparkline(nearby=()).every("href")


def test_marks_of_a_foreign_page_say_their_language() -> None:
    html = page(
        {"value": "1", "label": prose("Bientôt", "fr"), "attributed_to": (v.Named(text("Séoul", "fr")),)},
        {"value": "2"},
    )
    assert '<span lang="fr">Bientôt</span>' in html
    assert '<span lang="fr">Séoul</span>' in html
