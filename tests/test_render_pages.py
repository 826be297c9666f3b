"""What a reader can rely on, on every page."""

import re
from typing import Any

import msgspec
import pytest

from generator.pages import Holes, Page
from generator.render.page import render, render_slot
from generator.views import values as v
from generator.views.actor import Act
from generator.views.slot_values import LatestView
from tests.golden.items import FACT, HERE, QUOTE, pointer, prose, text
from tests.golden.reading import Reading
from tests.golden.views import BRIEFING, LINKS, PAGES, SETTINGS, SLOTS

STATUSES = ("unverified", "corroborated", "confirmed", "contested", "refuted", "unverifiable", "retracted")


def briefing(**changes: Any) -> Holes:
    return render(Page(HERE, "briefing", msgspec.structs.replace(BRIEFING, **changes)), SETTINGS)


def contents() -> dict[str, str]:
    made = {kind: str(render(page, SETTINGS).content) for kind, page in PAGES.items()}
    return made | {f"slot {slot}": str(render_slot(view, "", SETTINGS)) for slot, view in SLOTS.items()}


@pytest.mark.parametrize(("name", "html"), contents().items(), ids=contents())
def test_a_page_is_well_formed_and_free_of_styles_and_scripts(name: str, html: str) -> None:
    reading = Reading(html)
    assert not reading.faults
    assert not reading.every("style")
    assert not {"style", "img", "iframe"} & {tag for tag, _ in reading.elements}
    assert set(reading.every("src")) <= {
        f"{root}assets/{file}.js" for root in ("", "../../") for file in ("narrow", "news")
    }
    assert re.findall("<script[^>]*>", html) == re.findall(
        r'<script src="[./]*assets/[a-z]+\.js" defer>(?=</script>)', html
    )
    assert not [n for _, attributes in reading.elements for n in attributes if n.startswith("on")]


@pytest.mark.parametrize(("name", "html"), contents().items(), ids=contents())
def test_ids_are_unique_and_links_within_the_page_find_them(name: str, html: str) -> None:
    ids = Reading(html).every("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in Reading(html).every("href") if link.startswith("#")} <= set(ids)
    assert set(Reading(html).every("aria-labelledby")) <= set(ids)


def test_the_ids_of_the_page_never_collide_with_those_of_items() -> None:
    items = {"troops-sent", "balance", "words", "ten-thousand", "to-do-what", "moot-one", "rutte-post"}
    ids = set(Reading(str(briefing().content)).every("id"))
    assert items < ids
    assert all(own.startswith("_") for own in ids - items)


@pytest.mark.parametrize(("name", "html"), contents().items(), ids=contents())
def test_headings_go_down_one_level_at_a_time(name: str, html: str) -> None:
    levels = [int(tag[1]) for tag, _ in Reading(html).elements if re.fullmatch("h[1-6]", tag)]
    before = [1, *levels]
    is_in_a_page = name.startswith("slot") and name != "slot not-found"
    assert levels[:1] == [1] or is_in_a_page
    assert levels.count(1) == (0 if is_in_a_page else 1)
    assert all(level <= last + 1 for last, level in zip(before, levels, strict=False))


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_a_word_a_shape_and_a_colour(status: str) -> None:
    html = str(briefing(facts=(msgspec.structs.replace(FACT, status=status, ladder=None, updated_by=None),)).content)
    badge = re.search(rf'<span class="bp-badge bp-status bp-status--{status}">(<svg.*?</svg>)(.*?)</span>', html)
    assert badge is not None
    assert 'aria-hidden="true"' in badge[1]
    assert badge[2] == status.capitalize()


def test_every_status_has_a_shape_of_its_own() -> None:
    facts = tuple(
        msgspec.structs.replace(FACT, id=status, status=status, ladder=None, updated_by=None) for status in STATUSES
    )
    html = str(briefing(facts=facts).content)
    assert len(set(re.findall(r"bp-status--[a-z]+\">(<svg.*?</svg>)", html))) == len(STATUSES)


def test_every_item_has_a_permalink_with_a_name() -> None:
    elements = Reading(str(briefing().content)).elements
    links = {a["href"]: a["aria-label"] for tag, a in elements if tag == "a" and "bp-permalink" in a.get("class", "")}
    assert {"#troops-sent", "#balance", "#words", "#ten-thousand", "#to-do-what", "#moot-one", "#rutte-post"} < set(
        links
    )
    assert all(label.startswith("Link to: ") for label in links.values())


def test_links_lead_from_two_levels_below_the_root() -> None:
    links = Reading(str(briefing().content)).every("href", "a")
    assert "../../actors/mark-rutte/" in links
    assert "../../briefings/2025-04-28-both-confirm/#fought" in links
    assert all(re.match(r"#|\.\./\.\./|https://", link) for link in links)


def test_a_link_to_an_item_of_the_same_page_is_its_anchor() -> None:
    here = briefing(summary=prose("[this](#words), [the same](2024-10-28-troops#words), [that](other#words)"))
    links = re.findall('<a href="([^"]*)">(?:this|the same|that)<', str(here.content))
    assert links == ["#words", "#words", "../../briefings/other/#words"]


def test_a_link_to_an_item_from_another_page_names_its_page() -> None:
    act = Act("asserted", "2024", False, pointer(address=f"{HERE}#troops-sent"), prose("[this](#words)"))
    actor = msgspec.structs.replace(PAGES["actor"].view, years=(("2024", (act,)),))
    assert f'<a href="../../{HERE}#words">this</a>' in render(Page("actors/a/", "actor", actor), SETTINGS).content


def test_a_link_into_a_withdrawn_briefing_leads_to_its_notice() -> None:
    summary = v.Prose("[a](gone#item) [b](kept#item) [c](#words)", "en", BRIEFING.id, ("gone#item",))
    links = Reading(str(briefing(summary=summary).content)).every("href", "a")
    assert {"../../briefings/gone/", "../../briefings/kept/#item", "#words"} <= set(links)


def test_sources_on_other_pages_are_cited_on_their_briefing() -> None:
    html = str(render(PAGES["actor"], SETTINGS).content)
    assert "../../briefings/2024-10-28-troops/#rutte-post" in Reading(html).every("href", "a")


def test_an_empty_section_is_left_out() -> None:
    html = str(
        briefing(
            facts=(), quotes=(), figures=(), sources=(), changes=(), related=(), questions=BRIEFING.questions[:1]
        ).content
    )
    assert re.findall(r'<h2 id="(.*?)"', html) == ["_bottom-line", "_open-questions", "_cite"]


def test_a_withdrawn_briefing_shows_its_title_the_reason_and_nothing_else() -> None:
    reason = (v.ChangeView("2025-01-01", "retraction", v.Prose("The source *lied*.", "en", "x"), ""),)
    holes = briefing(state="withdrawn", changes=reason)
    reading = Reading(str(holes.content))
    assert " ".join(reading.text.split()) == (
        "NATO confirms troops in Russia Withdrawn This briefing has been withdrawn. 1 January 2025 The source lied."
    )
    assert not reading.every("href")
    assert "alternate" not in holes.head
    assert "description" not in holes.head


def test_notices_say_draft_and_due_for_review() -> None:
    html = Reading(str(briefing(state="draft", is_due=True).content)).text
    assert "This briefing is not published yet." in html
    assert "This briefing was to be reviewed by 31 January 2025." in html


def test_text_in_another_language_says_which_and_turns_round_where_it_must() -> None:
    html = str(briefing().content)
    assert html.startswith('<div class="bp-page bp-briefing" lang="en">')
    assert '<p class="bp-text" lang="fr">Des obus par millions</p>' in html
    assert '<p class="bp-text" lang="ar" dir="rtl">' in html
    assert "French, translated by" not in html
    assert "English, translated by the editors from the original in French" in Reading(html).text
    assert "Arabic, machine translation from the original in French" in Reading(html).text


def test_a_french_page_speaks_french_throughout() -> None:
    reading = Reading(str(briefing(lang="fr").content))
    assert {
        "L’essentiel",
        "Faits clés",
        "Questions ouvertes",
        "Très probable (80–95\u202f%)",
        "Confiance moyenne",
    } <= set(reading.texts)
    assert "environ 10\u202f000" in reading.text
    assert "1er–27 octobre 2024" in reading.text


def test_a_page_in_a_language_without_catalog_has_labels_of_the_site_and_text_that_says_its_own() -> None:
    holes = briefing(lang="ar", title="عنوان", quotes=(msgspec.structs.replace(QUOTE, text=text("كلمات", "ar")),))
    html = str(holes.content)
    assert holes.lang == "ar"
    assert html.startswith('<div class="bp-page bp-briefing" lang="en">')
    assert '<h1 lang="ar" dir="rtl">عنوان</h1>' in html
    assert "28 October 2024" in html


def test_the_head_says_where_the_translations_are() -> None:
    links = [(a["hreflang"], a["href"]) for _, a in Reading(str(briefing().head)).elements if "hreflang" in a]
    french = "https://example.org/site/briefings/2024-10-28-troupes/"
    assert links == [("fr", french), ("en", f"https://example.org/site/{HERE}"), ("x-default", french)]


def test_without_the_address_of_the_site_the_head_is_relative_and_names_no_canonical_one() -> None:
    head = str(render(PAGES["briefing"], msgspec.structs.replace(SETTINGS, url="")).head)
    assert 'hreflang="fr" href="../../briefings/2024-10-28-troupes/"' in head
    assert "canonical" not in head
    assert "og:url" not in head


def test_the_description_is_plain_and_cut_at_a_word() -> None:
    summary = v.Prose("Some *marked* words, " + "and others too " * 20, "en", "x")
    head = Reading(str(briefing(summary=summary).head))
    description = next(
        attributes["content"] for _, attributes in head.elements if attributes.get("name") == "description"
    )
    assert description.startswith("Some marked words, and others")
    assert len(description) <= 161
    assert re.search(r"(and|others|too)…$", description)


@pytest.mark.parametrize(
    ("lang", "expected"), [("fr", "fr_FR"), ("en", "en_US"), ("en-GB", "en_GB"), ("pt-BR", "pt_BR"), ("ar", "ar_EG")]
)
def test_open_graph_names_language_and_country(lang: str, expected: str) -> None:
    assert f'<meta property="og:locale" content="{expected}">' in briefing(lang=lang).head


def test_the_narrower_tlp_label_is_shown_in_lists() -> None:
    assert "TLP:AMBER+STRICT" in render_slot(LatestView(LINKS), "", SETTINGS)


def test_rendering_twice_gives_the_same_page() -> None:
    assert render(PAGES["briefing"], SETTINGS) == render(PAGES["briefing"], SETTINGS)
