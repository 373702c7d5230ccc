"""What is handed out: the setup, the zip for IT, the list of what is in both."""

import email
import hashlib
import json
import os
import subprocess
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bpindex.words.health import REPORT_CHECK
from installer.runtime import BuildFailed, Runtime
from installer.tree import files_of, moment
from installer.words import nsis_definitions

_HERE = Path(__file__).parent
_LIMIT = 1_200


def write_zip(tree: Path, path: Path) -> None:
    """Write the zip for IT: the same files, to be laid into a folder without a setup."""
    stamp = time.gmtime(moment())[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for name, file in files_of(tree):
            info = zipfile.ZipInfo(f"BoChiSo/{name}", stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            out.writestr(info, file.read_bytes())


def write_setup(tree: Path, path: Path, version: str, compress: str, work: Path) -> None:
    """Write the setup; `compress` is lzma, or zlib where it has to be quick."""
    size = sum(file.stat().st_size for _, file in files_of(tree)) // 1024
    values = {"TREE": tree.resolve(), "SIZE_KB": size, "COMPRESS": compress}
    make_program("bochiso.nsi", path, version, work, values)


def write_front(python: Path, version: str, work: Path) -> None:
    """Write the program that speaks where Python beside it is broken."""
    (path_file,) = python.glob("python*._pth")
    values = {"PYTHON": path_file.stem, "REPORT": REPORT_CHECK}
    make_program("kiem-tra.nsi", python / "kiem-tra.exe", version, work, values)


def make_program(
    script: str, path: Path, version: str, work: Path, values: Mapping[str, object]
) -> None:
    """Let NSIS make a program of a script, with what it wants to know and all that it says."""
    texts = work / "texts.nsh"
    # NSIS takes the encoding of an included file from this mark.
    texts.write_text(nsis_definitions(version), encoding="utf-8-sig")
    known = {"VERSION": version, "TEXTS": texts.resolve(), "OUTFILE": path.resolve(), **values}
    definitions = [f"-D{name}={value}" for name, value in known.items()]
    done = subprocess.run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *definitions, str(_HERE / script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=_LIMIT,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment())},
    )
    if done.returncode:
        raise BuildFailed(f"makensis failed: {done.stdout}{done.stderr}")


def write_contents(path: Path, runtime: Runtime, archive_sha256: str, wheels: list[Path]) -> None:
    """Write what is shipped, with versions, licences and hashes (CycloneDX)."""
    python = {
        "type": "application",
        "name": "CPython",
        "version": runtime.version,
        "licenses": [{"license": {"name": "PSF-2.0"}}],
        "hashes": [{"alg": "SHA-256", "content": archive_sha256}],
    }
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "components": [python, *_components(wheels)],
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _components(wheels: list[Path]) -> Iterator[dict[str, Any]]:
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as opened:
            name = next(n for n in opened.namelist() if n.endswith(".dist-info/METADATA"))
            found = email.message_from_bytes(opened.read(name))
        licences = [str(found["License-Expression"] or found["License"] or "").split("\n")[0]]
        licences += [
            line.rpartition("::")[2].strip()
            for line in found.get_all("Classifier", [])
            if line.startswith("License ::")
        ]
        item = {"type": "library", "name": found["Name"], "version": found["Version"]}
        named = next((text for text in licences if text), "")
        item["licenses"] = [{"license": {"name": named}}]
        # Of our own one the files are what counts: its zip names the moment of its build.
        if not wheel.name.startswith("bpindex-"):
            item["hashes"] = [{"alg": "SHA-256", "content": sha256(wheel)}]
        yield item


def sha256(path: Path) -> str:
    """Return the digest of a file, as people compare it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
