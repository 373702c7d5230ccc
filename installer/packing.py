"""What is handed out: the setup, the zip for IT, the list of what is in both."""

import email
import hashlib
import json
import os
import re
import shutil
import subprocess
import time
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from email.message import Message
from pathlib import Path
from typing import Any

from bpindex.words.health import REPORT_CHECK
from installer.runtime import BuildFailed, Runtime
from installer.tree import files_of, moment
from installer.words import SAID, STUB, ZIP_README, nsis_definitions

_HERE = Path(__file__).parent
_NSIS = Path("/usr/share/nsis")
# What lies within the programs of Python, numpy and the setup; their own pages tell the versions.
_WITHIN = (
    ("library", "vcruntime", "Microsoft Visual C++ Redistributable", "py/vcruntime140*.dll"),
    ("library", "OpenSSL", "Apache-2.0", "py/libcrypto-3.dll, py/libssl-3.dll"),
    ("library", "SQLite", "Public domain", "py/sqlite3.dll"),
    ("library", "libffi", "MIT", "py/libffi-8.dll"),
    ("library", "OpenBLAS", "BSD-3-Clause", "numpy.libs/libopenblas*.dll"),
    ("application", "NSIS", "Zlib", "setup, kiem-tra.exe, go-cai-dat.exe; its sentences changed"),
)
_LIMIT = 1_200


def write_zip(tree: Path, path: Path) -> None:
    """Write the zip for IT: the same files, to be laid into a folder without a setup.

    The workbook lies beside the folder of the program, and so does what to do with both.
    """
    stamp = time.gmtime(moment())[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        found = [("DOC-TRUOC.txt", ZIP_README.replace("\n", "\r\n").encode("utf-8-sig"))]
        for name, file in files_of(tree):
            book = name.removeprefix("mau/")
            place = f"BoChiSo/{name}" if book == name else f"TepExcel/{book}"
            found.append((place, file.read_bytes()))
        for place, content in found:
            info = zipfile.ZipInfo(place, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            out.writestr(info, content)


def write_setup(tree: Path, path: Path, version: str, compress: str, work: Path) -> None:
    """Write the setup; `compress` is lzma, or zlib where it has to be quick."""
    size = sum(file.stat().st_size for _, file in files_of(tree)) // 1024
    python = [file.stat().st_size for _, file in files_of(tree / "py")]
    values = {
        "TREE": tree.resolve(),
        "SIZE_KB": size,
        "PY_FILES": len(python),
        "PY_BYTES": sum(python),
        "COMPRESS": compress,
    }
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
    own = _speaking(work.resolve() / "nsis")
    known = {"VERSION": version, "TEXTS": texts.resolve(), "OUTFILE": path.resolve(), **values}
    definitions = [f"-D{name}={value}" for name, value in known.items()]
    done = subprocess.run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *definitions, str(_HERE / script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=_LIMIT,
        env={**os.environ, "NSISDIR": str(own), "SOURCE_DATE_EPOCH": str(moment())},
    )
    if done.returncode:
        raise BuildFailed(f"makensis failed: {done.stdout}{done.stderr}")


def _speaking(folder: Path) -> Path:
    """Copy NSIS, with all it says in Vietnamese: composed letters, and no English before it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(_NSIS, folder)
    for language in (folder / "Contrib" / "Language files").glob("Vietnamese.*"):
        text = unicodedata.normalize("NFC", language.read_text("utf-8-sig"))
        for old, new in SAID.items():
            text = text.replace(old, new)
        language.write_text(text, encoding="utf-8-sig")
    unsaid = set(STUB)
    for stub in (folder / "Stubs").glob("*-amd64-unicode"):
        content = stub.read_bytes()
        for english, ours in STUB.items():
            there, wanted = english.encode("utf-16-le"), ours.encode("utf-16-le")
            if there in content and len(wanted) <= len(there):
                content = content.replace(there, wanted.ljust(len(there), b"\0"))
                unsaid.discard(english)
        stub.write_bytes(content)
    if unsaid:
        raise BuildFailed(f"this NSIS does not say, or not as long: {sorted(unsaid)}")
    return folder


def write_contents(path: Path, runtime: Runtime, archive_sha256: str, wheels: list[Path]) -> None:
    """Write what is shipped, with versions, licences and hashes (CycloneDX)."""
    python = {
        "type": "application",
        "name": "CPython",
        "version": runtime.version,
        "purl": f"pkg:generic/python@{runtime.version}",
        "licenses": [{"license": {"id": "PSF-2.0"}}],
        "hashes": [{"alg": "SHA-256", "content": archive_sha256}],
    }
    within = [
        {
            "type": kind,
            "name": name,
            "licenses": [{"license": {"name": licence}}],
            "description": where,
        }
        for kind, name, licence, where in _WITHIN
    ]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "components": [python, *within, *_components(wheels)],
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _components(wheels: list[Path]) -> Iterator[dict[str, Any]]:
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as opened:
            name = next(n for n in opened.namelist() if n.endswith(".dist-info/METADATA"))
            found = email.message_from_bytes(opened.read(name))
            # Of our own one the files are what counts: its zip names the moment of its build.
            files = "".join(
                f"{hashlib.sha256(opened.read(n)).hexdigest()}  {n}\n"
                for n in sorted(opened.namelist())
                if not n.endswith("/RECORD")
            )
        is_own = wheel.name.startswith("bpindex-")
        content = hashlib.sha256(files.encode()).hexdigest() if is_own else sha256(wheel)
        plain = re.sub(r"[-_.]+", "-", str(found["Name"])).lower()
        item = {"type": "library", "name": found["Name"], "version": found["Version"]}
        if not is_own:
            item["purl"] = f"pkg:pypi/{plain}@{found['Version']}"
        yield item | {
            "licenses": [_licence(found)],
            "hashes": [{"alg": "SHA-256", "content": content}],
        }


def _licence(found: Message) -> dict[str, Any]:
    """Return the licence that a package names: an expression, else by its classifier.

    Some write the whole text into the field for its name, beginning with who holds the rights.
    """
    if expression := str(found["License-Expression"] or ""):
        return {"expression": expression}
    texts = [
        line.rpartition("::")[2].strip()
        for line in found.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    named = " / ".join(texts) or str(found["License"] or "").split("\n")[0]
    return {"license": {"name": named}}


def sha256(path: Path) -> str:
    """Return the digest of a file, as people compare it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
