"""The command line that benchmarks have in common: some sections, or all."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def run(about: str | None, sections: Mapping[str, Callable[[bool], None]]) -> None:
    """Run the sections that argv names; each is told whether it is to be quick."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of what is done else")
    parser.add_argument("section", nargs="*", choices=[*sections, []], help="default: all")
    chosen = parser.parse_args()
    for name in chosen.section or sections:
        print(f"# {name}", flush=True)
        sections[name](chosen.quick)
