"""Makes theme/assets/vendor/d3-graph.js anew, with its licences and a manifest; needs npm.

python tools/vendor_graph.py

Versions are pinned in tools/graph/package.json and, with checksums, in package-lock.json beside it. No script of a
package is run.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "tools/graph"
VENDOR = PROJECT / "theme/assets/vendor"
BUNDLE = "d3-graph.js"


def bundled(meta: dict[str, object], modules: Path) -> list[Path]:
    """The folders of the packages whose code is in the bundle, by esbuild's account of it."""
    inputs = meta["inputs"]
    assert isinstance(inputs, dict)
    found = {Path(name).parts for name in inputs if name.startswith("node_modules/")}
    return [modules / name for name in sorted({parts[1] for parts in found})]


def main() -> None:
    """Install, bundle and write."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary) / "graph"
        shutil.copytree(SOURCE, work)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=work, check=True)
        # TypeScript is not to judge what comes from elsewhere; its types come from @types.
        options = [
            "--bundle",
            "--minify",
            "--format=esm",
            "--target=es2022",
            "--metafile=meta.json",
            "--banner:js=// @ts-nocheck",
        ]
        command = ["node_modules/.bin/esbuild", BUNDLE, *options, f"--outfile=out/{BUNDLE}"]
        subprocess.run(command, cwd=work, check=True)
        packages = bundled(json.loads((work / "meta.json").read_text(encoding="utf-8")), work / "node_modules")
        licences, versions = [], {}
        for package in packages:
            told = json.loads((package / "package.json").read_text(encoding="utf-8"))
            versions[told["name"]] = told["version"]
            licences.append(f"{told['name']} {told['version']}\n\n{(package / 'LICENSE').read_text(encoding='utf-8')}")
        body = (work / "out" / BUNDLE).read_bytes()
    VENDOR.mkdir(parents=True, exist_ok=True)
    (VENDOR / BUNDLE).write_bytes(body)
    (VENDOR / "d3-graph.LICENSE.txt").write_text("\n---\n\n".join(licences), encoding="utf-8")
    manifest = {"file": BUNDLE, "sha256": hashlib.sha256(body).hexdigest(), "packages": versions}
    (VENDOR / "d3-graph.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"{BUNDLE}: {len(body):,} bytes of {', '.join(versions)}")


if __name__ == "__main__":
    main()
