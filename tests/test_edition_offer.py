"""The site offers its own offline edition, and only one that is whole and that its readers may have."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from generator.build import BuildError, finish_rendering
from generator.cli.build import build
from generator.edition.offer import offered
from generator.render.page import render_slot
from generator.views.slot_values import DownloadView
from generator.views.slots import slot_view
from tests.corpora import corpus, settings
from tests.editions import NAME, edition
from tests.tiny_site import checked, rendering, settings_of, tree, write_site

TINY = settings(name="Tiny", ceiling="green")
PAGE = "<html><head><meta charset=utf-8></head><body><!-- briefpress: download --></body></html>"


def test_an_edition_is_found_in_its_folder_the_newest_of_this_site(tmp_path: Path) -> None:
    place = edition(tmp_path)
    for name in ("briefpress-tiny-2024-05-31", "briefpress-tiny-other-2024-06-02", "briefpress-zoo-2024-06-03"):
        (tmp_path / f"{name}.zip").write_bytes(b"another")
    found = offered(tmp_path, TINY)
    assert found == offered(place, TINY)
    assert (found.name, found.date, found.size) == (f"{NAME}.zip", "2024-06-01", place.stat().st_size)


def test_an_edition_is_offered_by_its_own_name(tmp_path: Path) -> None:
    place = edition(tmp_path).rename(tmp_path / "downloaded (1).zip")
    assert offered(place, TINY).name == f"{NAME}.zip"


def test_an_edition_for_fewer_readers_is_not_offered_to_more(tmp_path: Path) -> None:
    place = edition(tmp_path, tlp="amber")
    with pytest.raises(BuildError, match="is for readers of TLP:AMBER, and this build is for TLP:GREEN"):
        offered(place, TINY)
    assert offered(place, msgspec.structs.replace(TINY, ceiling="red")).tlp == "amber"


def test_an_edition_with_drafts_is_offered_only_beside_drafts(tmp_path: Path) -> None:
    place = edition(tmp_path, drafts=True)
    with pytest.raises(BuildError, match="there are drafts in it"):
        offered(place, TINY)
    assert offered(place, msgspec.structs.replace(TINY, drafts=True)).name == place.name


def test_an_edition_of_another_site_is_not_offered(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="it is of the site “Tiny”, and this one is “Site”"):
        offered(edition(tmp_path), settings())


def test_an_edition_with_a_fault_is_not_offered(tmp_path: Path) -> None:
    place = edition(tmp_path)
    place.write_bytes(place.read_bytes()[:-1])
    with pytest.raises(BuildError, match=r"is no whole edition: .*“briefpress pack”"):
        offered(place, TINY)


def test_a_folder_without_an_edition_is_told_by_the_command(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "tiny")
    (tmp_path / "dist").mkdir()
    said = CliRunner().invoke(
        build, ["--folder", str(folder), "--edition", str(tmp_path / "dist")], standalone_mode=False
    )
    assert said.return_value == 1
    assert "there is no edition of this site" in said.output


def built(folder: Path, **chosen: object) -> dict[str, bytes]:
    chosen_settings = settings_of(write_site(folder), **chosen)
    pages = {"download.html": PAGE, "a/index.html": PAGE}
    finish_rendering(chosen_settings, checked(chosen_settings), rendering(pages=pages))
    return tree(folder / "site")


def test_the_site_holds_the_edition_and_links_to_it_with_size_day_and_sum(tmp_path: Path) -> None:
    place = edition(tmp_path)
    found = offered(place, TINY)
    site = built(tmp_path / "tiny", edition=found)
    assert site[f"downloads/{NAME}.zip"] == place.read_bytes()
    assert site[f"downloads/{NAME}.zip.sha256"].decode() == f"{found.sha256}  {NAME}.zip\n"
    page = site["a/index.html"].decode()
    for part in (
        f'href="../downloads/{NAME}.zip"',
        f'href="../downloads/{NAME}.zip.sha256"',
        "1.0 kB",
        "1 June 2024",
        f"<code>{found.sha256}</code>",
        f"sha256sum --check {NAME}.zip.sha256",
    ):
        assert part in page, part


def test_without_an_edition_the_site_says_so_and_links_nowhere(tmp_path: Path) -> None:
    site = built(tmp_path / "tiny")
    assert "This build of the site carries no offline edition." in site["download.html"].decode()
    assert not [path for path in site if path.startswith("downloads")]


def shown(**chosen: object) -> str:
    of_a_disk = settings(form="files", today=date(2024, 6, 1), **chosen)
    return str(render_slot(slot_view("download", {}, corpus({}), of_a_disk), "", of_a_disk))


def test_the_offline_edition_says_of_what_day_it_is_in_the_language_of_the_page() -> None:
    assert "This is the offline edition of <time" in shown()
    assert "Ceci est l’édition hors ligne du <time" in shown(language="fr")
    assert "1er juin 2024" in shown(language="fr")


def test_the_offline_edition_links_to_the_site_where_newer_briefings_are() -> None:
    assert '<a href="https://example.org/">' in shown(url="https://example.org/")
    assert "<a" not in shown()


def test_an_offline_edition_of_a_narrower_audience_says_so() -> None:
    assert "TLP:AMBER" in shown(ceiling="amber")
    assert "TLP" not in shown()


def test_a_size_is_written_in_the_language_of_the_page() -> None:
    view = DownloadView("downloads/a.zip", "a.zip", 4_230_000, "0" * 64, "2024-06-01", "clear", False, "")
    assert "4.2 MB" in render_slot(view, "", settings())
    assert "4,2\u202fMo" in render_slot(view, "", settings(language="fr"))
