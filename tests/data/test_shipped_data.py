"""What we ship is found in a checkout and in a wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from lightstack_desktop import data

ROOT = Path(__file__).parents[2]
ASK = "from lightstack_desktop import data; print(data.path('udev-rules'), data.path('assets'))"


def test_a_checkout_has_its_files_at_the_top_level() -> None:
    assert data.path("udev-rules", "60-lightstack-desktop.rules").is_file()
    assert data.path("assets", "fonts") == ROOT / "assets" / "fonts"


def test_every_folder_of_assets_is_shipped_but_the_screenshots() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]

    folders = {f"assets/{path.name}" for path in (ROOT / "assets").iterdir() if any(path.iterdir())}

    assert set(wheel["force-include"]) == (folders - {"assets/screenshots"}) | {"udev-rules"}


@pytest.mark.full
def test_a_wheel_has_its_files_inside(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", tmp_path, ROOT],
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")

    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=True,
    )

    rules, assets = (Path(path) for path in asked.stdout.split())
    assert rules.is_relative_to(tmp_path)
    assert (rules / "60-lightstack-desktop.rules").is_file()
    shipped = {str(path.relative_to(ROOT / "assets")) for path in files(ROOT / "assets")}
    assert {str(path.relative_to(assets)) for path in files(assets)} == {
        name for name in shipped if not name.startswith("screenshots")
    }


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
