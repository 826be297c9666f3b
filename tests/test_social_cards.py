"""Social cards: which briefings have one, what is on it, what the head of a page says of it, and when it is drawn again."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from generator.build import BuildOptions, build
from generator.pages import Page
from generator.render.drawing import picture_of
from generator.render.lettering import _characters, _letter, drawable, width_of, wrapped
from generator.render.page import render
from generator.render.social_card import SocialCard, card_to_draw, social_card_of
from generator.settings import Settings, read_settings
from tests.corpora import corpus, pages, settings
from tests.stubs import stubs
from tests.tiny_site import settings_of, tree, write_site
from tests.two_languages import TRANSLATED, write_two_languages

KEPT = BuildOptions(is_kept=True)
URL = "https://example.org/tiny/"
ON = "extra: {social_cards: true}\n"
DAY = "2024-03-01-port"
HOSTILE = "</title><script>alert(1)</script>\0{{ 7 * 7 }} %(number)s {% raw %} \u202eabc\u2066 ../../x & “so” \N{ZERO WIDTH JOINER}"


def card(title: str = "Troops are there", **changed: str) -> SocialCard:
    usual = {"site": "Site", "title": title, "date": "28 October 2024", "counts": "1 key fact · 2 quotes", "tlp": ""}
    return SocialCard(**(usual | changed))


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def inked(image: Image.Image) -> tuple[int, int, int, int]:
    """Where anything is drawn."""
    plain = image.convert("RGB")
    box = ImageChops.difference(plain, Image.new("RGB", plain.size, plain.getpixel((0, 0)))).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("title", ["War", "Troops are there", "L’OTAN : «\u00a0là\u00a0»", "Two words " * 99, "x" * 999, HOSTILE, "Киев", "🙂", ""])  # fmt: skip
def test_a_card_is_a_small_picture_of_one_size_whose_words_stay_within_its_margins(title: str) -> None:
    content = picture_of(card(title, tlp="TLP:AMBER+STRICT"))
    image = opened(content)
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    left, top, right, bottom = inked(image)
    assert (left >= 64, top >= 40, right <= 1200 - 64, bottom <= 600) == (True,) * 4
    assert len(content) < 40_000


def test_the_same_words_are_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys; from generator.render.drawing import picture_of; from generator.render.social_card import SocialCard;"
        "sys.stdout.buffer.write(picture_of(SocialCard('Site', 'Troops are there', '28 October 2024', '1 key fact · 2 quotes', '')))"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
    assert picture_of(card()) == other == picture_of(card())


def test_every_word_counts() -> None:
    others = [card(), card("Other"), card(site="B"), card(date="1 May"), card(counts="x"), card(tlp="TLP:RED")]
    assert len({picture_of(one) for one in others}) == len(others)


def test_every_letter_that_is_said_to_be_there_has_a_form_of_its_own() -> None:
    for face in ("headline", "text"):
        missing = _letter("\uffff", face, 60)[0].tobytes()
        assert not [
            sign for sign in _characters() if not sign.isspace() and _letter(sign, face, 60)[0].tobytes() == missing
        ]


@pytest.mark.parametrize("text", ["Киев", "北京", "كييف", "Troops 🙂", "a\u0331", "\ufffd", "\ue000", "a\0b"])
def test_a_text_with_a_letter_that_the_fonts_lack_is_not_drawn(text: str) -> None:
    assert drawable(text) == ""
    if text.strip("\0"):
        assert picture_of(card(text)) == picture_of(card("Киев", counts="")), "the site and the date alone"


def test_what_looks_alike_is_drawn_and_what_nobody_sees_is_left_out() -> None:
    assert drawable("e\u0301te\u0301\u202f: a\u2011b\n\t c\u200b\u202e ") == "été\u00a0: a-b c"


def test_lines_break_between_words_and_are_of_about_the_same_width() -> None:
    text = "NATO confirms that North Korean troops are in Russia’s Kursk region"
    lines, is_whole = wrapped(text, "headline", 80, 1056, 4)
    assert (" ".join(lines), is_whole) == (text, True)
    widths = [width_of(line, "headline", 80) for line in lines]
    assert max(widths) <= 1056
    assert min(widths) > max(widths) / 2


def test_a_text_that_is_too_long_ends_in_an_ellipsis_after_a_word() -> None:
    lines, is_whole = wrapped("many words " * 40, "headline", 60, 1056, 4)
    assert (len(lines), is_whole) == (4, False)
    assert lines[-1].endswith(("many…", "words…"))
    assert all(width_of(line, "headline", 60) <= 1056 for line in lines)


def test_a_word_that_is_too_long_is_broken_with_a_hyphen() -> None:
    lines, is_whole = wrapped("x" * 60, "headline", 60, 1056, 4)
    assert ("".join(line.removesuffix("-") for line in lines), is_whole) == ("x" * 60, False)
    assert [line[-1] for line in lines[:-1]] == ["-"] * (len(lines) - 1)


def page_of(text: str, **changed: object) -> tuple[Page, Settings]:
    chosen = settings(**{"social_cards": True, "url": URL, **changed})
    whole = corpus({"one": f"{text}\nkey_facts: [{{text: So it is., status: unverified}}]"}, language=chosen.language)
    return next(page for page in pages(whole, chosen) if page.address == "briefings/one/"), chosen


def head_of(text: str, **changed: object) -> str:
    page, chosen = page_of(text, **changed)
    return str(render(page, chosen).head)


def test_the_head_names_the_card_by_its_whole_address() -> None:
    head = head_of("title: 'So & “so”'\ndate: 2024-10-28")
    for element in (
        f'<meta property="og:image" content="{URL}briefings/one/card.png">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:height" content="630">',
        '<meta property="og:image:alt" content="Site · 28 October 2024 · So &amp; “so” · 1 key fact">',
        '<meta name="twitter:card" content="summary_large_image">',
        f'<meta name="twitter:image" content="{URL}briefings/one/card.png">',
    ):
        assert element in head


@pytest.mark.parametrize("changed", [{"social_cards": False}, {"url": ""}, {"form": "files"}])
def test_a_site_without_cards_or_an_address_and_the_offline_edition_have_none(changed: dict[str, object]) -> None:
    page, chosen = page_of("title: So", **changed)
    assert social_card_of(page.view, chosen) is None
    assert "og:image" not in head_of("title: So", **changed)
    assert "twitter" not in head_of("title: So", **changed)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_what_is_published_has_a_card(state: str) -> None:
    note = "changes: [{date: 2024-02-01, kind: retraction, note: Wrong.}]" if state == "withdrawn" else ""
    text = f"title: So\nstate: {state}\n{note}"
    page, chosen = page_of(text, drafts=True)
    assert card_to_draw(page.view, chosen) is None
    assert "og:image" not in head_of(text, drafts=True)


def test_the_label_is_on_the_card_where_not_everybody_may_read() -> None:
    page, chosen = page_of("title: So\ntlp: amber", ceiling="red")
    found = card_to_draw(page.view, chosen)
    assert found is not None
    assert found.tlp == "TLP:AMBER"
    assert found.words.startswith("TLP:AMBER · ")


def test_a_card_speaks_the_language_of_its_briefing() -> None:
    page, chosen = page_of("title: Voilà\nlang: fr\ndate: 2024-10-01")
    found = card_to_draw(page.view, chosen)
    assert found == SocialCard("Site", "Voilà", "1er octobre 2024", "1 fait clé", "")


def test_hostile_text_is_only_text_in_the_head() -> None:
    head = head_of("title: '</title><script>alert(1)</script>\"{{ 7 * 7 }}'")
    assert "<script" not in head
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34;{{ 7 * 7 }}" in head


def test_mkdocs_yml_says_whether_a_site_has_cards(tmp_path: Path) -> None:
    folder = write_two_languages(tmp_path)
    assert not read_settings(folder).social_cards
    turn_on(folder)
    found = read_settings(folder)
    assert found.social_cards
    assert found.others[0].social_cards


def test_pillow_is_loaded_only_where_a_card_is_drawn() -> None:
    program = "import sys, generator.cli, generator.cli.build, generator.build, generator.fill; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def turn_on(folder: Path) -> None:
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(ON)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The titles on the cards that builds draw."""
    titles: list[str] = []

    def noted(one: SocialCard) -> bytes:
        titles.append(one.title)
        return picture_of(one)

    monkeypatch.setattr("generator.render.drawing.picture_of", noted)
    with stubs():
        yield titles


def cards_in(site: Path) -> set[str]:
    return {path for path in tree(site) if path.endswith(".png")}


def test_a_card_is_drawn_again_only_when_its_words_are_others(tmp_path: Path, drawn: list[str]) -> None:
    folder = write_site(tmp_path / "source")
    turn_on(folder)
    briefing = folder / f"briefings/{DAY}.yml"

    def drawn_by(old: str, new: str, path: Path = briefing) -> list[str]:
        replace(path, old, new)
        drawn.clear()
        build(settings_of(folder), options=KEPT)
        assert len(cards_in(folder / "site")) == 2
        return list(drawn)

    build(settings_of(folder), options=KEPT)
    assert sorted(drawn) == ["Day 1 of the closure", "Day 2 of the closure"]
    assert drawn_by("is closed", "is shut") == []
    assert drawn_by("Day 1", "First day") == ["First day of the closure"]
    assert drawn_by("# Content", "# Contents", folder / "docs/frames/briefing.md") == []
    (folder / f"site/briefings/{DAY}/card.png").unlink()
    assert drawn_by("is shut", "is closed") == ["First day of the closure"]
    (folder / f"site/briefings/{DAY}/card.png").write_bytes(b"")
    drawn.clear()
    build(settings_of(folder), options=KEPT)
    assert drawn == ["First day of the closure"], "a card that somebody else has changed is put right"

    fresh = settings_of(folder, site=tmp_path / "fresh")
    build(fresh)
    assert tree(folder / "site") == tree(fresh.site)


def test_a_card_goes_with_its_briefing_and_when_cards_are_no_longer_wanted(tmp_path: Path, drawn: list[str]) -> None:
    folder = write_site(tmp_path, briefings=3)
    turn_on(folder)
    build(settings_of(folder), options=KEPT)
    (folder / f"briefings/{DAY}.yml").unlink()
    build(settings_of(folder), options=KEPT)
    assert cards_in(folder / "site") == {f"briefings/2024-03-0{day}-port/card.png" for day in (2, 3)}
    replace(folder / "mkdocs.yml", ON, "")
    build(settings_of(folder), options=KEPT)
    assert cards_in(folder / "site") == set()


def test_in_two_languages_a_card_is_drawn_where_its_briefing_is_at_home_and_all_pages_name_it(
    tmp_path: Path, drawn: list[str]
) -> None:
    folder = write_two_languages(tmp_path)
    turn_on(folder)
    build(settings_of(folder))
    site = folder / "site"
    french = f"fr/briefings/{TRANSLATED}/card.png"
    assert cards_in(site) == {f"briefings/{DAY}/card.png", "briefings/2024-03-02-port/card.png", french}
    for below in ("", "fr/"):
        for name, address in ((DAY, f"briefings/{DAY}/card.png"), (TRANSLATED, french)):
            html = (site / f"{below}briefings/{name}/index.html").read_text("utf-8")
            assert f'<meta property="og:image" content="{URL}{address}">' in html
