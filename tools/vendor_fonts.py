"""Fetches the fonts that cards are drawn with (socml_site/emit/heads/fonts/) from npm, and checks what came.

They are used while a site is built and are never sent to a reader. Run it from the project's root; it needs npm:

    python tools/vendor_fonts.py
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "@expo-google-fonts/source-serif-4@0.4.1"
FILES = {
    "package/600SemiBold/SourceSerif4_600SemiBold.ttf": (
        "SourceSerif4-SemiBold.ttf",
        "d31cd1fb273e5399efc04691e9ac14b581eae836d783f6cf3c560225ebcf95c0",
    ),
    "package/400Regular/SourceSerif4_400Regular.ttf": (
        "SourceSerif4-Regular.ttf",
        "d47da11c5f55f031d9ec54c3172865d76009b2cbab5c706dfa73866b00096639",
    ),
    "package/LICENSE_FONT": ("LICENSE.txt", "5f94c3fd3a23131a417ab5a0c8452de57e70c3cfb9f604d88241f7065ebf9fd9"),
}
TARGET = Path(__file__).resolve().parent.parent / "socml_site" / "emit" / "heads" / "fonts"


def main() -> None:
    """Fetch, check and put in place; nothing is written if a file is not the one that was pinned."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, check=True
        )
        found = {}
        with tarfile.open(Path(folder) / packed.stdout.split()[-1]) as archive:
            for inside, (name, pinned) in FILES.items():
                file = archive.extractfile(inside)
                data = file.read() if file else b""
                if hashlib.sha256(data).hexdigest() != pinned:
                    sys.exit(f"{inside} of {PACKAGE} is not the file that was pinned.")
                found[name] = data
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in found.items():
        (TARGET / name).write_bytes(data)


if __name__ == "__main__":
    main()
