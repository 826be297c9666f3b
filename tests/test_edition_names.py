"""Names that every system can hold."""

import pytest

from generator.edition.names import LONGEST, edition_name, name_faults

GOOD = ["a/index.html", "a/b.tar.gz", "a/.hidden", "a/é.html", "a/con_.html", "a/console.html", "a/a b/c.html"]


def faults(*paths: str) -> list[str]:
    return [f"{path}: {fault}" for path, fault in name_faults(paths)]


def test_usual_names_are_good() -> None:
    assert faults(*GOOD) == []


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("", "is no name"),
        ("/etc/passwd", "absolute"),
        ("a//b", "“” is no name"),
        ("a/./b", "“.” is no name"),
        ("a/../../b", "“..” is no name"),
        ("a/b/", "“” is no name"),
        ("a\\..\\b", "backslash"),
        ("C:/a", "no name with “:”"),
        *((f"a/b{character}", f"no name with “{character}”") for character in '<>:"|?*'),
        ("a/b\nc", "U+000A"),
        ("a/b\0c", "U+0000"),
        ("a/b\x7f", "U+007F"),
        ("a/b\udcff", "U+DCFF"),
        ("a/b.", "dot or a space"),
        ("a/b ", "dot or a space"),
        ("a /b", "dot or a space"),
        ("a/con", "for a device"),
        ("a/CON.html", "for a device"),
        ("aux.tar/b", "for a device"),
        ("a/nul .txt", "for a device"),
        ("a/com0.x", "for a device"),
        ("a/LPT9", "for a device"),
        ("a/COM¹", "for a device"),
        ("a/" + "b" * LONGEST, f"at most {LONGEST}"),
        ("a/" + "語" * 100, "300 bytes"),
        ("a/e\u0301.html", "NFC"),
    ],
)
def test_a_name_that_some_system_can_t_hold_is_told(path: str, fault: str) -> None:
    [said] = faults(path)
    assert fault in said


@pytest.mark.parametrize(
    ("one", "other"),
    [("a/B.html", "a/b.html"), ("a/É", "a/é"), ("a/x", "a/x"), ("A/x", "a/y"), ("a/b", "a/b/c"), ("a/b/c", "a/B")],
)
def test_two_names_that_a_disk_may_take_for_one_are_told(one: str, other: str) -> None:
    assert len(faults(one, other)) == 1


def test_every_fault_is_told_in_one_go() -> None:
    assert len(faults("a/con", "a/good", "a/b?", "a/Good")) == 3


def test_an_edition_is_named_by_site_and_day() -> None:
    assert edition_name("Été à Genève", "2024-06-01") == "briefpress-ete-a-geneve-2024-06-01"


def test_the_longest_id_of_a_briefing_fits_whatever_the_site_is_called() -> None:
    path = f"{edition_name('A very long name of a site that goes on and on', '2024-06-01')}/briefings/{'a' * 120}.html"
    assert faults(path) == []
