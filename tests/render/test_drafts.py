"""Drafts of e-mails beside the files of agencies, and the list of what was made."""

import csv
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses
from importlib.resources import files
from typing import Any
from unicodedata import normalize

import pytest

from bpindex.case.model import Case
from bpindex.render.drafts import draft
from bpindex.render.formats import render_extracts
from tests.changed_cases import CASE, notice_of, with_agency
from tests.checks.findings import warnings

NAME = "phieu-02-2024-so-y-te"


def made(case: Case) -> dict[str, bytes]:
    return dict(render_extracts(notice_of(case), case.agencies))


def test_an_agency_with_an_address_gets_a_draft_with_its_file() -> None:
    case = with_agency("so-y-te", email="syt@tinh.gov.vn; van-thu.syt@tinh.gov.vn")
    written = made(case)
    assert [name for name in written if name.endswith(".eml")] == [f"{NAME}.eml"]
    assert made(case) == written
    message = message_from_bytes(written[f"{NAME}.eml"], policy=policy.default)
    assert message["To"] == "syt@tinh.gov.vn, van-thu.syt@tinh.gov.vn"
    assert message["Subject"] == "Phiếu chỉ số tháng 02/2024 – Sở Y tế"
    assert message["X-Unsent"] == "1"
    body = message.get_body()
    assert body is not None and body.get_content().startswith("Kính gửi Sở Y tế,\r\n\r\nGửi kèm")
    [attached] = message.iter_attachments()
    assert attached.get_filename() == f"{NAME}.docx"
    assert attached.get_content() == written[f"{NAME}.docx"]


def test_the_list_says_what_was_made() -> None:
    name, content = made(with_agency("so-y-te", email="syt@tinh.gov.vn")).popitem()
    assert name == "danh-sach.txt"
    title, *lines = content.decode("utf-8-sig").split("\r\n")
    assert title == "Phiếu đơn vị tháng 02/2024: 29 đơn vị"
    assert len(lines) == 30 and lines[-1] == ""
    [line] = [line for line in lines if "Sở Y tế" in line]
    assert line.endswith(f". Sở Y tế – {NAME}.docx – syt@tinh.gov.vn")


@pytest.mark.parametrize(
    "email", ["syt", "syt@", "a@b", "a@b.vn\nBcc: x@y.vn", "Sở <syt@tinh.gov.vn>", "<a@b.vn>"]
)
def test_what_is_no_address_gets_no_draft_and_is_named(email: str) -> None:
    case = with_agency("so-y-te", email=email)
    assert not [name for name in made(case) if name.endswith(".eml")]
    [told] = [line for line in warnings(case) if "địa chỉ thư" in line]
    assert "của Sở Y tế không đúng" in told and "\n" not in told


def test_a_name_of_several_lines_makes_no_header_of_its_own() -> None:
    agencies = tuple(
        replace(agency, name="Sở Y tế\nBcc: x@y.vn", email="syt@tinh.gov.vn")
        if agency.code == "so-y-te"
        else agency
        for agency in CASE.agencies
    )
    [mail] = [c for n, c in made(replace(CASE, agencies=agencies)).items() if n.endswith(".eml")]
    message = message_from_bytes(mail, policy=policy.default)
    assert message["Bcc"] is None
    assert message["Subject"] == "Phiếu chỉ số tháng 02/2024 – Sở Y tế Bcc: x@y.vn"


def names() -> list[str]:
    """Every agency of the cases that are there, and what was typed nowhere yet."""
    listed = {
        row["name"]
        for path in (files("bpindex") / "data" / "cases").iterdir()
        for row in csv.DictReader((path / "agencies.csv").read_text("utf-8-sig").splitlines())
    }
    long = " ".join(f"đơn vị thứ {number}" for number in range(60))
    odd = ("Sở Ngoại vụ", normalize("NFD", "Sở Công Thương"), "=?utf-8?q?a?= b", long, "x" * 900)
    return [
        *sorted(listed),
        *odd,
        *("Sở " + "a" * width + " Công thương" for width in range(1, 60)),
    ]


@pytest.mark.parametrize("period", ["tháng 02/2024", "6 tháng đầu năm 2024", "quý II năm 2024"])
def test_every_header_is_read_as_it_was_written_wherever_it_is_folded(period: str) -> None:
    addresses = tuple(f"phong.van.thu.so.{number}@tinh-dong-nai.gov.vn" for number in range(30))
    for name in names():
        subject = f"Phiếu chỉ số {period} – {name}"
        mail = draft(addresses, subject, "Kính gửi", "phieu.docx", b"x")
        head = mail.split(b"\r\n\r\n")[0]
        assert max(map(len, head.split(b"\r\n"))) <= 100 and head.isascii()
        for read_by in (policy.default, policy.SMTP, policy.compat32):
            message: Any = message_from_bytes(mail, policy=read_by)
            said = message["Subject"]
            if read_by is policy.compat32:
                said = str(make_header(decode_header(said)))
            assert said == subject
            assert getaddresses([str(message["To"])]) == [("", item) for item in addresses]
            assert message["X-Unsent"] == "1"
            assert [part.get_filename() for part in message.walk()][-1] == "phieu.docx"


def test_a_code_that_is_no_name_of_a_file_is_written_as_one() -> None:
    first, second, *others = CASE.agencies
    odd = {first.code: "../../evil", second.code: "evil"}
    case = replace(
        CASE,
        agencies=(*(replace(a, code=odd[a.code]) for a in (first, second)), *others),
        counts=tuple(replace(r, agency=odd.get(r.agency, r.agency)) for r in CASE.counts),
        typed=tuple(replace(r, agency=odd.get(r.agency, r.agency)) for r in CASE.typed),
        corrections=(),
    )
    names = [*made(case)]
    assert "phieu-02-2024-evil.docx" in names and "phieu-02-2024-evil-2.docx" in names
    assert not [name for name in names if "/" in name or ".." in name]
    assert len(names) == len(made(CASE))
