"""``briefpress verify``: a good edition is known as such, and any other bytes are told calmly."""

import stat
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.pack import verify as verify_command
from generator.edition import verify as verify_module
from generator.edition.archive import write_archive
from generator.edition.manifest import MANIFEST
from generator.edition.verify import sum_line, verify
from generator.files import File
from tests.editions import FILES, NAME, edition, entries, manifest

DAY = date(2024, 6, 1)
HOME = f"{NAME}/index.html"


def told(place: Path) -> list[str]:
    return list(verify(place).faults)


def packed(folder: Path, changed: dict[str, Any]) -> Path:
    """An edition with some entries changed; None leaves one out."""
    place = folder / f"{NAME}.zip"
    kept = {path: content for path, content in (entries() | changed).items() if content is not None}
    write_archive(place, kept, DAY)
    return place


def by_hand(folder: Path, change: Callable[[ZipInfo], None], content: dict[str, bytes] | None = None) -> Path:
    """An edition whose entries' headers are changed before they are written."""
    place = folder / f"{NAME}.zip"
    with ZipFile(place, "w") as archive:
        for path, data in {**entries(), **(content or {})}.items():
            info = ZipInfo(path)
            change(info)
            archive.writestr(info, data if isinstance(data, bytes) else data.read_bytes())
    return place


def test_a_good_edition_is_described_in_a_sentence(tmp_path: Path) -> None:
    place = edition(tmp_path, commit="a" * 40, tlp="amber")
    said = CliRunner().invoke(verify_command, [str(place)], standalone_mode=False)
    assert said.return_value == 0
    assert said.output.startswith(
        f"{NAME}.zip is the offline edition of “Tiny” of 2024-06-01 (commit {'a' * 40}, TLP:AMBER): 3 files, each as it was packed."
    )


def test_faults_are_told_with_exit_code_1(tmp_path: Path) -> None:
    place = packed(tmp_path, {HOME: b"<h1>Evil</h1>", f"{NAME}/more\x1b[31m.html": b""})
    said = CliRunner().invoke(verify_command, [str(place)], standalone_mode=False)
    assert said.return_value == 1
    assert "\x1b" not in said.output
    assert "no whole offline edition" in said.output


def test_the_sum_beside_it_is_compared(tmp_path: Path) -> None:
    place = edition(tmp_path)
    digest = verify(place).sha256
    beside = tmp_path / f"{NAME}.zip.sha256"
    beside.write_text(sum_line(digest, place.name))
    assert told(place) == []
    for wrong in (sum_line("0" * 64, place.name), sum_line(digest, "other.zip"), "", "\xff" * 5000):
        beside.write_text(wrong)
        [fault] = told(place)
        assert "holds another SHA-256" in fault


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({HOME: b"<h1>Evil</h1>"}, "“index.html”: its content is not that of which MANIFEST.json has the SHA-256"),
        ({HOME: b"longer than it was"}, "“index.html”: it has 18 bytes; MANIFEST.json says 13"),
        ({HOME: None}, "“index.html” is in MANIFEST.json, but not in the ZIP file"),
        ({f"{NAME}/more.html": b""}, "“more.html”: MANIFEST.json doesn't list it"),
        ({f"{NAME}/{MANIFEST}": None}, "there is no MANIFEST.json in it"),
        ({f"{NAME}/{MANIFEST}": b"[" * 100_000}, "MANIFEST.json can't be read: "),
        ({f"{NAME}/{MANIFEST}": b"\xff"}, "MANIFEST.json can't be read: "),
        ({f"{NAME}/{MANIFEST}": b'{"format": 2}'}, "MANIFEST.json has the format 2; this BriefPress knows 1"),
        ({"other/x.html": b""}, "not everything in it lies in one folder"),
        ({"x.html": b""}, "not everything in it lies in one folder"),
        ({f"{NAME}/../x.html": b""}, "“..” is no name"),
        ({f"{NAME}/INDEX.html": b""}, "is the same name where letters' case counts for nothing"),
        ({f"{NAME}/aux.html": b""}, "Windows keeps “aux” for a device"),
        ({f"{NAME}/folder/": b""}, "“” is no name"),
    ],
)
def test_what_is_missing_changed_or_too_much_is_told(tmp_path: Path, changed: dict[str, Any], fault: str) -> None:
    assert any(fault in said for said in told(packed(tmp_path, changed)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "2024-02-30"),
        ("date", "2024-06-01\n"),
        ("commit", "main"),
        ("tlp", "white"),
        ("files", (*manifest(FILES).files, manifest(FILES).files[0])),
        ("files", (File("index.html", -1, "0" * 64),)),
        ("files", (File("index.html", 1, "0" * 63),)),
    ],
)
def test_a_manifest_that_says_what_it_can_t_is_told(tmp_path: Path, field: str, value: Any) -> None:
    [fault] = told(edition(tmp_path, **{field: value}))
    assert fault.startswith("MANIFEST.json ")


@pytest.mark.parametrize(("field", "value"), [("site", "Another"), ("date", "2024-06-02")])
def test_an_edition_is_called_what_its_manifest_says(tmp_path: Path, field: str, value: Any) -> None:
    [fault] = told(edition(tmp_path, **{field: value}))
    assert fault.startswith(f"everything in it lies in “{NAME}”")


def link(info: ZipInfo) -> None:
    info.external_attr = (stat.S_IFLNK | 0o777) << 16


def packed_otherwise(info: ZipInfo) -> None:
    info.compress_type = ZIP_BZIP2


@pytest.mark.parametrize(
    ("change", "fault"), [(link, "a link or another special file"), (packed_otherwise, "not every system knows")]
)
def test_links_and_rare_compression_are_told(tmp_path: Path, change: Callable[[ZipInfo], None], fault: str) -> None:
    assert any(fault in said for said in told(by_hand(tmp_path, change)))


def test_an_encrypted_entry_is_told(tmp_path: Path) -> None:
    place = edition(tmp_path)
    content = place.read_bytes()
    central = content.index(b"PK\x01\x02")
    place.write_bytes(content[: central + 8] + b"\x01" + content[central + 9 :])
    assert any("it is encrypted" in said for said in told(place))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_is_told(tmp_path: Path) -> None:
    place = edition(tmp_path)
    with ZipFile(place, "a") as archive:
        archive.writestr(HOME, "another")
    assert any("the same name" in said for said in told(place))


@pytest.mark.parametrize("where", ["before", "within", "behind", "comment"])
def test_bytes_that_belong_to_no_file_are_told(tmp_path: Path, where: str) -> None:
    place = edition(tmp_path)
    if where == "comment":
        with ZipFile(place, "a") as archive:
            archive.comment = b"hidden"
    elif where == "within":
        with ZipFile(place, "a") as archive:
            hidden = ZipInfo("hidden")
            archive.writestr(hidden, b"content")
            archive.filelist.remove(hidden)
            del archive.NameToInfo["hidden"]
    else:
        content = place.read_bytes()
        place.write_bytes(b"hidden" + content if where == "before" else content + b"hidden")
    assert told(place) != []


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    chunks = verify_module._chunks

    def counted(*arguments: Any) -> Iterator[bytes]:
        for chunk in chunks(*arguments):
            read.append(len(chunk))
            yield chunk

    monkeypatch.setattr(verify_module, "_chunks", counted)
    place = packed(tmp_path, {HOME: b"\0" * 50_000_000})
    assert "it has 50,000,000 bytes; MANIFEST.json says 13" in told(place)[0]
    # One that lies: its directory says 13 bytes, too.
    place.write_bytes(place.read_bytes().replace((50_000_000).to_bytes(4, "little"), (13).to_bytes(4, "little")))
    assert "it can't be read" in told(place)[0]
    assert sum(read) < 5000
    monkeypatch.setattr(verify_module, "LARGEST", 100)
    assert "more than 100 bytes" in told(place)[0]


@pytest.mark.parametrize("kind", ["folder", "empty", "text", "no entries"])
def test_what_is_no_edition_is_told(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "x.zip"
    if kind == "folder":
        place.mkdir()
    elif kind == "no entries":
        ZipFile(place, "w").close()
    else:
        place.write_bytes(b"" if kind == "empty" else b"words" * 100)
    assert len(told(place)) > 0


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return edition(tmp_path_factory.mktemp("good")).read_bytes()


def checked(content: bytes) -> tuple[list[str], bytes]:
    """What is told of some bytes, and the home page that they hold."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / f"{NAME}.zip"
        place.write_bytes(content)
        faults = told(place)
        if faults:
            return faults, b""
        with ZipFile(place) as archive:
            return faults, b"".join(archive.read(info) for info in archive.infolist())


@given(st.data())
def test_whatever_bits_are_turned_the_content_is_as_it_was_or_a_fault_is_told(good: bytes, data: st.DataObject) -> None:
    content = bytearray(good)
    for place in data.draw(st.lists(st.integers(0, len(good) * 8 - 1), min_size=1, max_size=4)):
        content[place // 8] ^= 1 << place % 8
    faults, whole = checked(bytes(content))
    assert faults or whole == b"".join(ZipFile(BytesIO(good)).read(info) for info in ZipFile(BytesIO(good)).infolist())


@given(st.data())
def test_a_piece_of_an_edition_is_never_taken_for_one(good: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, len(good)))
    kept, _ = checked(good[:start] + good[end:])
    assert kept or start == end


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_told_calmly(content: bytes, has_signatures: bool) -> None:
    if has_signatures:
        content = b"PK\x03\x04" + content + b"PK\x01\x02" + content + b"PK\x05\x06" + content[:18].ljust(18, b"\0")
    assert checked(content)[0]


def test_an_edition_is_deflated(tmp_path: Path) -> None:
    with ZipFile(edition(tmp_path)) as archive:
        for info in archive.infolist():
            assert (info.compress_type, info.extra, info.create_system) == (ZIP_DEFLATED, b"", 3)
            assert info.external_attr >> 16 == stat.S_IFREG | 0o644
            assert info.date_time == (2024, 6, 1, 0, 0, 0)
