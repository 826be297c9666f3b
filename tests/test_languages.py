"""A site in two languages: each whole, each page with the way to the other, and built as one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.build import BuildError, BuildOptions, Built, build
from generator.configuration import SettingsError
from generator.edition.pack import edition_files
from generator.output import MARKER
from generator.publish.plan import site_files
from generator.serve.work import Board, Changed, Watch, Work
from generator.settings import Edition, Language, changed, configuration_files, read_one_language
from generator.store.address import open_store
from tests.stubs import stubs
from tests.tiny_site import settings_of, tree, write_site
from tests.two_languages import TRANSLATED, assert_switches_lead_there, write_two_languages

KEPT = BuildOptions(is_kept=True)
DAY = "briefings/2024-03-01-port.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_two_languages(tmp_path / "tiny")


@pytest.fixture
def stubbed() -> Iterator[None]:
    with stubs():
        yield


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).write_text(text, "utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def page(folder: Path, path: str) -> str:
    return (folder / "site" / path / "index.html").read_text("utf-8")


def pages_of(site: Path) -> set[str]:
    return {path for path in tree(site) if path.endswith(".html")}


# What the files say


def test_a_site_in_one_language_knows_of_no_other(tmp_path: Path) -> None:
    folder = write_site(tmp_path)
    for name in ("mkdocs.dev.yml", "mkdocs.insiders.yml", "mkdocs.fr.yaml.yml", "mkdocs.FR.yml"):
        write(folder, name, "nothing: [")
    settings = settings_of(folder)
    assert (settings.languages, settings.others, settings.below) == ((), (), "")


def test_a_file_beside_mkdocs_yml_says_only_what_is_another(folder: Path) -> None:
    settings = settings_of(folder, ceiling="green")
    assert settings.languages == (
        Language("en", "", "https://example.org/tiny/", "docs"),
        Language("fr", "fr/", "https://example.org/tiny/fr/", "docs.fr"),
    )
    [french] = settings.others
    assert (french.name, french.language, french.main_language) == (settings.name, "fr", "en")
    assert (french.docs, french.site) == (folder / "docs.fr", folder / "site" / "fr")
    assert (french.ceiling, french.today, french.url) == ("green", settings.today, "https://example.org/tiny/fr/")
    assert configuration_files(french) == [folder / "mkdocs.fr.yml", folder / "mkdocs.yml"]


def test_what_a_command_decides_holds_in_every_language(folder: Path, tmp_path: Path) -> None:
    settings = changed(settings_of(folder), form="files", site=tmp_path / "x")
    assert [one.form for one in (settings, *settings.others)] == ["files", "files"]
    assert [one.site for one in (settings, *settings.others)] == [tmp_path / "x", tmp_path / "x" / "fr"]


def test_maps_are_inherited_entry_by_entry_and_lists_as_a_whole(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "tiny")
    (tmp_path / "base.yml").write_text(
        "site_name: Base\ntheme: {name: material, language: de}\nrepo_url: https://forge/x\n"
    )
    write(folder, "mkdocs.yml", "INHERIT: ../base.yml\nsite_name: Own\ntheme: {font: false}\n")
    settings = settings_of(folder)
    assert (settings.name, settings.language, settings.repository) == ("Own", "de", "https://forge/x")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"mkdocs.yml": "INHERIT: mkdocs.yml\n"}, "mkdocs.yml: INHERIT leads in a circle"),
        ({"mkdocs.yml": "INHERIT: gone.yml\n"}, "mkdocs.yml: there is no file gone.yml to inherit from"),
        ({"mkdocs.fr.yml": "site_name: [\n"}, "mkdocs.fr.yml:2: "),
        (
            {"mkdocs.de.yml": "INHERIT: mkdocs.yml\n"},
            "mkdocs.de.yml: “language” below “theme” is “en”; write “language: de” there, or rename the file if it is no language",
        ),
        (
            {"mkdocs.no.yml": "INHERIT: mkdocs.yml\ntheme: {language: no}\n"},
            'mkdocs.no.yml: “language” below “theme” is “False”; write “language: "no"” there',
        ),
        (
            {"mkdocs.yml": "site_name: x\nextra: {social_cards: 1}\n"},
            "mkdocs.yml: “social_cards” below “extra” is “1”; write true or false",
        ),
        (
            {"mkdocs.en.yml": "INHERIT: mkdocs.yml\n"},
            "mkdocs.en.yml: mkdocs.yml is in “en” already; remove one of the two",
        ),
    ],
)
def test_a_configuration_that_can_not_be_used_says_why(folder: Path, files: dict[str, str], told: str) -> None:
    for path, text in files.items():
        write(folder, path, text)
    with pytest.raises(SettingsError) as raised:
        settings_of(folder)
    assert str(raised.value).startswith(told)


def test_briefings_are_edited_where_the_main_language_says(folder: Path) -> None:
    text = (folder / "mkdocs.yml").read_text("utf-8")
    write(folder, "mkdocs.yml", f"{text}repo_url: https://forge.example/x\nedit_uri: edit/main/docs/\n")
    write(folder, "mkdocs.fr.yml", (folder / "mkdocs.fr.yml").read_text("utf-8") + "edit_uri: edit/main/docs.fr/\n")
    settings = settings_of(folder)
    assert {one.edit for one in (settings, *settings.others)} == {"https://forge.example/x/edit/main/"}


def test_one_language_can_be_asked_for_by_its_file(folder: Path) -> None:
    french = read_one_language(folder / "mkdocs.fr.yml")
    assert (french.below, french.others, len(french.languages)) == ("fr/", (), 2)
    assert read_one_language(folder / "mkdocs.yml").below == ""


# What is built


def built(folder: Path, **chosen: Any) -> Built:
    return build(settings_of(folder, **chosen))


@pytest.mark.usefixtures("stubbed")
def test_both_languages_have_every_generated_page_at_the_same_address(folder: Path) -> None:
    built(folder)
    site = folder / "site"
    english = {path for path in pages_of(site) if not path.startswith("fr/")}
    assert pages_of(site / "fr") == english - {"about/index.html"}
    assert {"sitemap.xml", "assets/briefpress.css", "indicators/waiting/series.csv"} < tree(site / "fr").keys()
    assert "Key facts" in page(folder, "briefings/2024-03-01-port")
    assert "<h1>Ports</h1>" in page(folder, "fr/topics/ports") or "Ports" in page(folder, "fr/topics/ports")
    assert "Thème" in page(folder, "fr/topics/ports")
    assert "Topic" in page(folder, "topics/ports")
    assert "Thème" not in page(folder, "topics/ports")


@pytest.mark.usefixtures("stubbed")
def test_every_page_leads_to_the_same_page_in_each_language_or_to_the_home_page(folder: Path) -> None:
    built(folder)
    assert_switches_lead_there(folder / "site")


@pytest.mark.usefixtures("stubbed")
def test_a_link_to_a_page_of_another_language_gets_its_way(folder: Path) -> None:
    built(folder)
    assert '<a href="briefpress:' not in page(folder, "fr")
    write(folder, "docs.fr/index.md", '<a href="briefpress:en/about/#x">en</a> <a href="briefpress:fr/">fr</a>')
    built(folder)
    assert '<a href="../about/#x">en</a> <a href="./">fr</a>' in page(folder, "fr")


@pytest.mark.usefixtures("stubbed")
def test_a_link_to_a_language_that_leads_nowhere_is_told_with_its_place(folder: Path) -> None:
    write(folder, "docs.fr/index.md", 'x\n<a href="briefpress:en/abuot/">1</a>\n<a href="briefpress:de/about/">2</a>')
    with pytest.raises(BuildError) as raised:
        built(folder)
    assert [f"{p.path}:{p.line}: {p.message}" for p in raised.value.problems] == [
        "docs.fr/index.md:2: a link leads to “briefpress:en/abuot/”, and the site has no such page",
        "docs.fr/index.md:3: a link leads to “briefpress:de/about/”, and the site has no such language",
    ]


@pytest.mark.usefixtures("stubbed")
def test_search_engines_find_each_text_on_the_site_in_its_language(folder: Path) -> None:
    built(folder)
    url = "https://example.org/tiny/"
    for path in (f"briefings/{TRANSLATED}", f"fr/briefings/{TRANSLATED}"):
        html = page(folder, path)
        assert f'<link rel="canonical" href="{url}fr/briefings/{TRANSLATED}/">' in html
        assert f'hreflang="en" href="{url}briefings/2024-03-01-port/">' in html
        assert f'hreflang="fr" href="{url}fr/briefings/{TRANSLATED}/">' in html
        assert f'hreflang="x-default" href="{url}briefings/2024-03-01-port/">' in html
    for path in ("topics/ports", "fr/topics/ports"):
        html = page(folder, path)
        assert f'<link rel="canonical" href="{url}{path}/">' in html
        assert f'<link rel="alternate " hreflang="en" href="{url}topics/ports/">' in html
        assert f'<link rel="alternate " hreflang="fr" href="{url}fr/topics/ports/">' in html
        assert f'<link rel="alternate " hreflang="x-default" href="{url}topics/ports/">' in html
    listed = [
        re.findall(r"<loc>([^<]*briefings/2024-[^<]*)</loc>", (folder / "site" / path).read_text())
        for path in ("sitemap-en.xml", "fr/sitemap.xml")
    ]
    assert listed == [
        [f"{url}briefings/2024-03-01-port/", f"{url}briefings/2024-03-02-port/"],
        [f"{url}fr/briefings/{TRANSLATED}/"],
    ]
    index = (folder / "site/sitemap.xml").read_text()
    assert re.findall(r"<loc>(.*?)</loc>", index) == [f"{url}sitemap-en.xml", f"{url}fr/sitemap.xml"]


@pytest.mark.usefixtures("stubbed")
def test_lists_prefer_the_version_in_the_language_of_their_site(folder: Path) -> None:
    built(folder)
    titles = [
        re.findall(r'<a[^>]* href="[^"]*briefings/2024-03-01[^>]*>([^<]+)</a>', page(folder, path))
        for path in ("", "fr")
    ]
    assert titles[0][0] == "Day 1 of the closure"
    assert titles[1][0] == "Premier jour de la fermeture"


@pytest.mark.usefixtures("stubbed")
def test_a_briefing_keeps_its_language_in_the_frame_of_another(folder: Path) -> None:
    built(folder)
    html = page(folder, "fr/briefings/2024-03-02-port")
    assert '<div lang="en">' in html
    assert "Key facts" in html


@pytest.mark.usefixtures("stubbed")
def test_what_may_not_be_shown_is_in_neither_language(folder: Path) -> None:
    replace(folder / DAY, "The port is closed.", "The port is CLOSED-FOR-US.")
    replace(folder / DAY, "summary:", "tlp: amber\nsummary:")
    replace(folder / f"briefings/{TRANSLATED}.yml", "summary:", "tlp: amber\nsummary:")
    built(folder)
    assert not [path for path, content in tree(folder / "site").items() if b"CLOSED-FOR-US" in content]
    built(folder, ceiling="amber")
    assert "CLOSED-FOR-US" in page(folder, "fr/briefings/2024-03-01-port")


# Built as one


@pytest.mark.usefixtures("stubbed")
def test_a_mistake_in_one_language_leaves_both_as_they_were(folder: Path) -> None:
    built(folder)
    before = tree(folder / "site")
    replace(folder / "docs.fr/index.md", "latest", "lastest")
    replace(folder / DAY, "is closed", "is shut")
    with pytest.raises(BuildError) as raised:
        built(folder)
    assert [problem.path for problem in raised.value.problems] == ["docs.fr/index.md"]
    assert tree(folder / "site") == before


@pytest.mark.usefixtures("stubbed")
def test_a_language_that_is_gone_takes_its_pages_with_it_and_may_come_back(folder: Path) -> None:
    built(folder)
    both = tree(folder / "site")
    french = (folder / "mkdocs.fr.yml").read_text("utf-8")
    (folder / "mkdocs.fr.yml").unlink()
    built(folder)
    assert not (folder / "site" / "fr").exists()
    assert "briefpress:" not in page(folder, "topics/ports")
    assert 'rel="alternate' not in page(folder, "topics/ports")
    write(folder, "mkdocs.fr.yml", french)
    built(folder)
    assert tree(folder / "site") == both


@pytest.mark.usefixtures("stubbed")
def test_a_link_to_a_language_that_the_site_does_not_have_stops_the_build(folder: Path) -> None:
    replace(folder / "docs/index.md", "# ", '<a href="briefpress:fr/about/">x</a>\n\n# ')
    (folder / "mkdocs.fr.yml").unlink()
    with pytest.raises(BuildError) as raised:
        built(folder)
    assert "“briefpress:fr/about/”, and the site has no such language" in raised.value.problems[0].message


@pytest.mark.usefixtures("stubbed")
def test_a_missing_frame_is_told_with_the_folder_of_its_language(folder: Path) -> None:
    (folder / "docs.fr/frames/topic.md").unlink()
    with pytest.raises(BuildError, match=r"create docs\.fr/frames/topic\.md"):
        built(folder)


@pytest.mark.usefixtures("stubbed")
def test_a_page_in_the_folder_of_a_language_is_told(folder: Path) -> None:
    (folder / "docs/fr").mkdir()
    write(folder, "docs/fr/index.md", "Bonjour.")
    with pytest.raises(BuildError) as raised:
        built(folder)
    assert [f"{p.path}: {p.message}" for p in raised.value.problems] == [
        "docs/fr/index.md: the folder fr/ is that of the site in another language"
    ]


@pytest.mark.usefixtures("stubbed")
def test_there_is_one_marker_and_every_file_is_published_and_packed(folder: Path) -> None:
    built(folder)
    paths = tree(folder / "site").keys()
    assert [path for path in paths if path.endswith(MARKER)] == [MARKER]
    assert site_files(folder / "site").keys() == edition_files(folder / "site").keys() == paths - {MARKER}


@pytest.mark.usefixtures("stubbed")
def test_the_offline_edition_lies_once_on_the_site_and_both_languages_lead_to_it(folder: Path) -> None:
    (folder / "x.zip").write_bytes(b"zip")
    write(folder, "docs.fr/download.md", "<!-- briefpress: download -->")
    edition = Edition(folder / "x.zip", "x-2024-06-01.zip", 3, "ab" * 32, "2024-06-01", "clear")
    build(changed(settings_of(folder), edition=edition))
    assert 'href="../../downloads/x-2024-06-01.zip" download' in page(folder, "fr/download")
    assert [path for path in tree(folder / "site") if path.endswith(".zip")] == ["downloads/x-2024-06-01.zip"]


@pytest.mark.usefixtures("stubbed")
def test_a_store_gets_what_a_folder_gets(folder: Path) -> None:
    built(folder)
    built(folder, store="memory://two-languages/site")
    store = open_store("memory://two-languages/site")
    site = {path: content for path, content in tree(folder / "site").items() if path != MARKER}
    stored = {path for path in store.listing() if not path.startswith(".briefpress")}
    assert stored == site.keys()
    assert all(store.read(path) == content for path, content in site.items())


# Only what an edit concerns


def edit_a_fact(folder: Path) -> None:
    replace(folder / DAY, "is closed", "is shut")


def edit_the_translation(folder: Path) -> None:
    replace(folder / f"briefings/{TRANSLATED}.yml", "est fermé", "est clos")


def edit_a_french_page(folder: Path) -> None:
    replace(folder / "docs.fr/index.md", "Les derniers", "Les plus récents")


def edit_an_english_page(folder: Path) -> None:
    replace(folder / "docs/about.md", "A slot", "Today a slot")


def translate_a_page(folder: Path) -> None:
    write(folder, "docs.fr/about.md", "# À propos\n")


@pytest.mark.usefixtures("stubbed")
def test_after_edits_a_site_is_the_one_that_a_first_build_makes(folder: Path) -> None:
    assert build(settings_of(folder), options=KEPT).statistics.filled == 18
    for edit in (edit_a_fact, edit_the_translation, edit_a_french_page, edit_an_english_page, translate_a_page):
        edit(folder)
        before = {path: (folder / "site" / path).stat().st_mtime_ns for path in tree(folder / "site")}
        numbers = build(settings_of(folder), options=KEPT).statistics
        assert 0 < numbers.written < len(before), edit
        assert build(settings_of(folder), options=KEPT).statistics.written == 0, edit
        fresh = settings_of(folder, site=folder.with_name("fresh"))
        build(fresh)
        assert tree(fresh.site) == tree(folder / "site"), edit


@pytest.mark.usefixtures("stubbed")
def test_without_a_change_nothing_is_made(folder: Path) -> None:
    build(settings_of(folder), options=KEPT)
    numbers = build(settings_of(folder), options=KEPT).statistics
    assert (numbers.parsed, numbers.filled, numbers.indexed, numbers.written, numbers.removed) == (0, 0, 0, 0, 0)


@pytest.mark.usefixtures("stubbed")
def test_an_edit_makes_the_same_pages_in_both_languages(folder: Path) -> None:
    build(settings_of(folder), options=KEPT)
    (folder / "mkdocs.fr.yml").rename(folder / "mkdocs.fr.off")
    alone = {"site": folder.with_name("alone"), "today": None}
    build(settings_of(folder, **alone), options=KEPT)
    edit_a_fact(folder)
    filled = build(settings_of(folder, **alone), options=KEPT).statistics.filled
    (folder / "mkdocs.fr.off").rename(folder / "mkdocs.fr.yml")
    assert build(settings_of(folder), options=KEPT).statistics.filled <= 2 * filled


@pytest.mark.usefixtures("stubbed")
def test_while_it_is_being_written_both_languages_follow(folder: Path) -> None:
    work = Work(lambda: settings_of(folder), "mkdocs", Board())
    try:
        assert isinstance(work.run(Changed(False, frozenset())), Built)
        edit_a_fact(folder)
        assert isinstance(work.run(Changed(True, frozenset({DAY}))), Built)
        assert "is shut" in page(folder, "fr/briefings/2024-03-01-port")
        edit_a_french_page(folder)
        assert isinstance(work.run(Changed(False, frozenset())), Built)
        assert "Les plus récents" in page(folder, "fr")
        work.complete()
        (folder / "mkdocs.fr.yml").unlink()
        edit_the_translation(folder)
        assert isinstance(work.run(Changed(True, frozenset())), Built)
        assert not (folder / "site/fr").exists()
    finally:
        work.close()


def test_a_watch_looks_at_the_files_of_every_language(folder: Path) -> None:
    watched = set(Watch(settings_of(folder))._watched)
    assert {folder / name for name in ("docs", "docs.fr", "briefings", "mkdocs.yml", "mkdocs.fr.yml")} == watched
