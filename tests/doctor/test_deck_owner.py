"""Which program has a deck open, as far as a user may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop import deck_owner

if TYPE_CHECKING:
    from pathlib import Path


def process(proc: Path, pid: int, name: str, *files: str) -> None:
    (proc / str(pid) / "fd").mkdir(parents=True)
    (proc / str(pid) / "comm").write_text(f"{name}\n")
    for number, file in enumerate(files):
        (proc / str(pid) / "fd" / str(number)).symlink_to(file)


def test_who_has_one_of_the_files_open_is_named(tmp_path: Path) -> None:
    process(tmp_path, 999_001, "OpenDeck", "/dev/null", "/dev/hidraw0")
    process(tmp_path, 999_002, "bash", "/dev/null")
    (tmp_path / "self").mkdir()

    found = deck_owner.owners(["/dev/hidraw0", "/dev/bus/usb/001/004"], tmp_path)

    assert found == ("OpenDeck (process 999001)",)


def test_a_process_that_may_not_be_looked_at_or_is_gone_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "999001").mkdir()
    process(tmp_path, 999_002, "x", "/dev/hidraw0")
    (tmp_path / "999002" / "comm").unlink()

    assert deck_owner.owners(["/dev/hidraw0"], tmp_path) == ("? (process 999002)",)


def test_nothing_is_looked_for_without_a_file_or_without_proc(tmp_path: Path) -> None:
    assert deck_owner.owners([], tmp_path) == ()
    assert deck_owner.owners(["/dev/hidraw0"], tmp_path / "none") == ()


def test_an_interface_is_found_under_its_device(tmp_path: Path) -> None:
    (tmp_path / "1-1.4").mkdir()
    (tmp_path / "1-1.4" / "busnum").write_text("1\n")
    assert deck_owner.usb_file("1-1.4:1.0", tmp_path) is None

    (tmp_path / "1-1.4" / "devnum").write_text("12\n")
    assert deck_owner.usb_file("1-1.4:1.0", tmp_path) == "/dev/bus/usb/001/012"
