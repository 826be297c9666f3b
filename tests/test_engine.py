"""The real engines on a tiny site: each runs once for this file."""

import re
from pathlib import Path

import pytest

from generator.build import build
from generator.engine import ENGINES, EngineError, check_docs, run_engine
from generator.rendering import Rendering, read_rendering
from tests.tiny_site import KINDS, settings_of, tree, write_site
from tests.two_languages import assert_switches_lead_there, write_two_languages


@pytest.fixture(scope="module")
def renderings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendering]:
    base = tmp_path_factory.mktemp("engines")
    folder = write_site(base / "tiny")
    # A theme folder of the site's own: its files win, and ours are there, too.
    for path, text in {
        "own/partials/copyright.html": "<p>Our own footer {{ config.site_name }}</p>",
        "own/assets/own.css": "p { color: red }",
        "own/assets/styles/chrome.css": ".ours{}",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    configuration = (folder / "mkdocs.yml").read_text().replace("font: false", "font: false, custom_dir: own")
    (folder / "mkdocs.yml").write_text(configuration)
    before = set(folder.rglob("*"))
    found = {}
    for engine in ENGINES:
        (base / engine).mkdir()
        found[engine] = read_rendering(run_engine(settings_of(folder), engine, base / engine))
    assert set(folder.rglob("*")) == before, "an engine leaves nothing in the site's folder"
    return found


each_engine = pytest.mark.parametrize("engine", ENGINES)


def test_both_engines_give_the_same_pages(renderings: dict[str, Rendering]) -> None:
    for rendering in renderings.values():
        assert sorted(rendering.pages) == ["404.html", "about/index.html", "index.html"]
        assert sorted(rendering.frames) == sorted(KINDS)


@each_engine
def test_a_frame_prints_its_holes_and_nothing_of_its_own_address(renderings: dict[str, Rendering], engine: str) -> None:
    frame = renderings[engine].frames["briefing"]
    for hole in ("head", "title", "lang", "content"):
        assert f"{{{{ page.{hole} }}}}" in frame
    assert "canonical" not in frame
    assert 'rel="prev"' not in frame
    assert "edit/" not in frame
    assert frame.count("md-skip") == 1


@each_engine
def test_frames_are_in_no_navigation(renderings: dict[str, Rendering], engine: str) -> None:
    rendering = renderings[engine]
    assert all("frames/" not in html for html in rendering.pages.values())


@each_engine
def test_the_stylesheets_come_with_every_page(renderings: dict[str, Rendering], engine: str) -> None:
    rendering = renderings[engine]
    for html in (*rendering.pages.values(), *rendering.frames.values()):
        assert "assets/briefpress.css" in html
    assert {"assets/briefpress.css", "assets/favicon.svg"} <= set(rendering.files)


@each_engine
def test_a_theme_folder_of_the_site_s_own_wins(renderings: dict[str, Rendering], engine: str) -> None:
    rendering = renderings[engine]
    assert "Our own footer" in rendering.pages["index.html"]
    assert "Our own footer" in rendering.frames["topic"]
    assert b".ours{}" in rendering.files["assets/briefpress.css"]
    assert b'[data-md-color-primary="custom"]' not in rendering.files["assets/briefpress.css"]
    assert "assets/own.css" in rendering.files


@each_engine
def test_there_is_no_search_that_finds_nothing(renderings: dict[str, Rendering], engine: str) -> None:
    rendering = renderings[engine]
    assert all(
        'data-md-component="search"' not in html for html in (*rendering.pages.values(), *rendering.frames.values())
    )
    assert not [path for path in rendering.files if "search" in path and "workers" not in path]


@each_engine
def test_no_page_has_another_one_fetched_ahead(renderings: dict[str, Rendering], engine: str) -> None:
    rendering = renderings[engine]
    for html in (*rendering.pages.values(), *rendering.frames.values()):
        assert not re.search(r"""<link[^>]+rel=["']?(next|prev|prefetch|prerender)""", html)


@each_engine
def test_what_no_page_uses_is_left_out(renderings: dict[str, Rendering], engine: str) -> None:
    paths = renderings[engine].files
    assert not [
        path for path in paths if path.endswith(".map") or "lunr" in path or path.startswith(("sitemap", "frames"))
    ]
    assert all(b"sourceMappingURL=" not in content for path, content in paths.items() if path.endswith((".js", ".css")))


@each_engine
def test_no_page_names_another_host_to_load_from(renderings: dict[str, Rendering], engine: str) -> None:
    for html in renderings[engine].pages.values():
        assert 'src="http' not in html
        assert "fonts.g" not in html
        assert 'data-md-component="source"' not in html


@each_engine
def test_the_page_for_lost_readers_works_at_any_depth(renderings: dict[str, Rendering], engine: str) -> None:
    html = renderings[engine].pages["404.html"]
    assert 'href="/tiny/assets/briefpress.css"' in html
    assert "<!-- briefpress: not-found home=/tiny/" in html


@each_engine
def test_a_slot_shown_as_code_stays_text(renderings: dict[str, Rendering], engine: str) -> None:
    assert "&lt;!-- briefpress: latest --&gt;" in renderings[engine].pages["about/index.html"]
    assert "<!-- briefpress: latest limit=3 -->" in renderings[engine].pages["index.html"]


@each_engine
def test_a_failing_engine_is_told_calmly(tmp_path: Path, engine: str) -> None:
    folder = write_site(tmp_path / "tiny")
    text = (folder / "mkdocs.yml").read_text()
    (folder / "mkdocs.yml").write_text(text.replace("theme: {name: material,", "theme: {name: no-such-theme,"))
    (tmp_path / "work").mkdir()
    with pytest.raises(EngineError, match="could not render docs/:") as error:
        run_engine(settings_of(folder), engine, tmp_path / "work")
    assert "no-such-theme" in str(error.value)
    assert "Traceback" not in str(error.value)


def test_a_site_without_pages_of_its_own_is_told(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "tiny")
    with pytest.raises(EngineError, match="there is no folder"):
        run_engine(settings_of(folder, docs=folder / "no"), "mkdocs", tmp_path / "work")


def test_a_link_out_of_the_site_is_refused_and_one_within_it_is_not(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "tiny")
    (folder / "CHANGELOG.md").write_text("# Changes")
    (folder / "docs/changes.md").symlink_to("../CHANGELOG.md")
    check_docs(settings_of(folder))
    for target in ("/etc/hostname", "../.git/config"):
        link = folder / "docs/secret.txt"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        with pytest.raises(EngineError, match=r"docs/secret\.txt is a link to what is not the site's"):
            check_docs(settings_of(folder))


def test_pages_that_are_no_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames/topic.html").write_text("")
    with pytest.raises(EngineError, match="use_directory_urls must stay true"):
        read_rendering(tmp_path)


@each_engine
def test_for_a_disk_every_page_is_a_file_and_every_link_names_one(tmp_path: Path, engine: str) -> None:
    folder = write_site(tmp_path / "tiny")
    for path, text in {
        "docs/index.md": "# Latest\n\n<!-- briefpress: latest -->\n\n[Ports](topics/ports/) and [About](about.md)\n",
        "docs/more/index.md": "# More\n\n[The first](../briefings/2024-03-01-port/#closed)\n",
        "mkdocs.yml": (folder / "mkdocs.yml").read_text() + "extra: {homepage: index.html}\n",
    }.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    build(settings_of(folder, form="files"), engine)
    pages = {path: html.decode() for path, html in tree(folder / "site").items() if path.endswith(".html")}
    assert {"index.html", "about.html", "more/index.html", "topics/ports.html", "briefings/2024.html"} <= set(pages)
    assert not [path for path in tree(folder / "site") if path.startswith(("404", "sitemap", "frames", "robots"))]
    for path, html in pages.items():
        place = path.removesuffix("index.html").replace(".html", "/")
        canonical = f'<link rel="canonical" href="https://example.org/tiny/{place}">'
        assert html.count(canonical) == html.count('rel="canonical"') == 1, path
        links = [link for link in re.findall(r'\s(?:href|src)="([^"]*)"', html) if not re.match(r"https?:|#", link)]
        assert len(links) > 5
        assert not [link for link in links if link.startswith("/") or link.partition("#")[0].endswith(("/", ".."))], (
            path
        )
    assert 'href="topics/ports.html">Ports' in pages["index.html"]
    assert 'href="../briefings/2024-03-01-port.html#closed">The first' in pages["more/index.html"]


@each_engine
def test_a_site_that_says_almost_nothing_has_no_frames_in_its_navigation(tmp_path: Path, engine: str) -> None:
    folder = write_site(tmp_path / "tiny")
    (folder / "mkdocs.yml").write_text("site_name: Tiny\ntheme: material\n")
    (tmp_path / "work").mkdir()
    rendering = read_rendering(run_engine(settings_of(folder), engine, tmp_path / "work", strict=True))
    assert sorted(rendering.frames) == sorted(KINDS)
    for html in rendering.pages.values():
        assert "about" in html
        assert "frames/" not in html
        assert 'data-md-component="search"' not in html
        assert "fonts.g" not in html


@pytest.mark.parametrize("form", ["folders", "files"])
@each_engine
def test_a_page_in_one_of_two_languages_has_the_theme_s_switch_and_its_words(
    tmp_path: Path, engine: str, form: str
) -> None:
    folder = write_two_languages(tmp_path / "tiny")
    (folder / "docs/more").mkdir()
    (folder / "docs/more/index.md").write_text("# More\n")
    (folder / "docs.fr/about.fr.md").write_text("[en anglais](briefpress:en/more/)\n\n[accueil](briefpress:en/)\n")
    build(settings_of(folder, form=form), engine)
    assert_switches_lead_there(folder / "site")
    site = tree(folder / "site")
    end = "/" if form == "folders" else ".html"
    home = "" if form == "folders" else "index.html"
    file = "topics/ports/index.html" if form == "folders" else "topics/ports.html"
    root = "../" * file.count("/")
    english, french = site[file].decode(), site[f"fr/{file}"].decode()
    assert re.search(
        rf'href="{root}fr/topics/ports{end}" lang="fr" hreflang="fr" class="md-select__link">\s*Français', english
    )
    assert re.search(
        rf'href="{root}../topics/ports{end}" lang="en" hreflang="en" class="md-select__link">\s*English', french
    )
    assert '<html lang="fr"' in french
    assert f'href="{root}../about{end}"' in french
    page = "about/index.html" if form == "folders" else "about.html"
    assert f'href="{"../" * page.count("/")}fr/{home}" lang="fr"' in site[page].decode()
    assert f'href="../about{end}">En anglais' in site["fr/index.html"].decode()
    page = "fr/about.fr/index.html" if form == "folders" else "fr/about.fr.html"
    root = "../" * page.count("/")
    assert f'href="{root}more/{home}">en anglais' in site[page].decode()
    assert f'href="{root}{home}">accueil' in site[page].decode()
    assert not [path for path, content in site.items() if path.endswith(".html") and b'"briefpress:' in content]
    if form == "folders":
        assert "Cette page n’existe pas" in site["fr/404.html"].decode()
        assert 'href="/tiny/" lang="en"' in site["fr/404.html"].decode()


@each_engine
def test_no_script_keeps_a_page_from_being_painted(renderings: dict[str, Rendering], engine: str) -> None:
    for html in (*renderings[engine].pages.values(), *renderings[engine].frames.values()):
        scripts = re.findall(r"<script[^>]*\ssrc=[^>]*>", html)
        assert scripts
        assert all(re.search(r"\bdefer\b", script) for script in scripts)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('<script src="a.js"></script>', '<script src="a.js" defer></script>'),
        ('<script src="a.js" async></script>', '<script src="a.js" async></script>'),
        ('<script src="async defer.js"></script>', '<script src="async defer.js" defer></script>'),
        ('<script data-src="a.js"></script>', '<script data-src="a.js"></script>'),
        ('<script type="module" src="a.js"></script>', '<script type="module" src="a.js"></script>'),
        (
            '<script src="a.js"></script><script type="application/json">{}</script>',
            '<script src="a.js" defer></script><script type="application/json">{}</script>',
        ),
        ('<script src="a.js"></script><script>a()</script>', '<script src="a.js"></script><script>a()</script>'),
    ],
)
def test_a_script_waits_for_the_page_unless_another_may_want_it(tmp_path: Path, script: str, expected: str) -> None:
    (tmp_path / "index.html").write_text(f"<body>{script}</body>", "utf-8")
    assert read_rendering(tmp_path).pages["index.html"] == f"<body>{expected}</body>"
