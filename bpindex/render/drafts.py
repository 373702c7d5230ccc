"""Drafts of e-mails, not sent: one for each agency with an address, its file attached."""

from email import policy
from email.header import Header
from email.message import EmailMessage
from hashlib import sha256

_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def draft(addresses: tuple[str, ...], subject: str, text: str, name: str, content: bytes) -> bytes:
    """Return a draft (.eml) with a Word file; mail programs open it to be looked at and sent.

    The same draft gives the same bytes.
    """
    message = EmailMessage(policy.SMTP)
    message["To"] = ", ".join(addresses)
    message["X-Unsent"] = "1"
    message.set_content(text)
    kind, subtype = _WORD
    message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)
    message.set_boundary(f"=_{sha256(content).hexdigest()[:24]}")
    # The library's own folding loses the space between two encoded words of a long subject.
    folded = Header(" ".join(subject.split()), "utf-8", header_name="Subject").encode(
        linesep="\r\n"
    )
    return f"Subject: {folded}\r\n".encode("ascii") + message.as_bytes()
