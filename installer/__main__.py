"""`python -m installer`: from a runtime archive and locked wheels to the setup and the zip."""

import argparse
import shutil
import sys
import time
from pathlib import Path

from bpindex import __version__
from installer import packing, runtime, tree, wheels

_ROOT = Path(__file__).parents[1]
_LOCK = _ROOT / "bpindex" / "data" / "windows.lock"
_WORKBOOK = _ROOT / "workbook" / "BoChiSo.xlsm"


def build(options: argparse.Namespace) -> None:
    """Build both files into the folder, telling each step and what it proves."""
    began = time.monotonic()

    def step(text: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {text}", flush=True)

    out: Path = options.out
    work, store = out / "work", out / "wheels"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    if options.runtime is None:
        archive, digest = runtime.fetch_default(out / "runtime"), runtime.DEFAULT_SHA256
    elif options.sha256 is None:
        raise runtime.BuildFailed("--runtime needs --sha256: an archive without a hash is nobody's")
    else:
        archive, digest = options.runtime, options.sha256
    folder = work / "tree"
    found = runtime.unpack(archive, digest, options.signer, folder / "py")
    step(f"Python {found.version}, sha256 {digest}")
    step(f"signed by {options.signer}, verified: {len(found.signed)} programs")
    step(f"signatures that cannot be verified here: {', '.join(found.unverified) or 'none'}")
    packing.write_front(folder / "py", options.version, work)
    wheels.fetch(_LOCK, store)
    wheels.build_own(_ROOT, store, work / "source")
    chosen = list(wheels.wheels_in(store, _LOCK))
    step(f"{len(chosen)} wheels, every hash in {_LOCK.name}")
    count = tree.fill(folder, found, chosen, _WORKBOOK, options.version)
    step(f"{count} files, {sum(p.stat().st_size for _, p in tree.files_of(folder)) / 1e6:.0f} MB")
    made = [out / f"BoChiSo-{options.version}{end}" for end in (".zip", "-setup.exe", ".cdx.json")]
    if options.setup_only:
        del made[0]
    else:
        packing.write_zip(folder, made[0])
    packing.write_setup(folder, made[-2], options.version, options.compress, work)
    packing.write_contents(made[-1], found, digest, chosen)
    for path in made:
        step(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, sha256 {packing.sha256(path)}")
    if not options.keep:
        shutil.rmtree(work)


def main() -> int:
    """Build what the arguments say; return 1 where it cannot be built."""
    parser = argparse.ArgumentParser(prog="installer")
    parser.add_argument("--runtime", type=Path, help="embeddable zip, or one in a tar")
    parser.add_argument("--sha256", help="of the runtime archive")
    parser.add_argument("--signer", default=runtime.DEFAULT_SIGNER, help="of the programs in it")
    parser.add_argument("--version", default=__version__)
    parser.add_argument("--compress", choices=("lzma", "zlib"), default="lzma")
    parser.add_argument("--out", type=Path, default=_ROOT / "build" / "installer")
    parser.add_argument("--setup-only", action="store_true", help="without the zip")
    parser.add_argument("--keep", action="store_true", help="keep the folder that is packed")
    try:
        build(parser.parse_args())
    except runtime.BuildFailed as error:
        print(f"installer: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
