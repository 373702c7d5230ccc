"""Drafts of e-mails, not sent: one for each agency with an address, its file attached."""

from email import policy
from email.message import EmailMessage
from hashlib import sha256

_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def draft(addresses: tuple[str, ...], subject: str, text: str, name: str, content: bytes) -> bytes:
    """Return a draft (.eml) with a Word file; mail programs open it to be looked at and sent.

    The same draft gives the same bytes.
    """
    message = EmailMessage(policy.SMTP)
    message["To"] = ", ".join(addresses)
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"
    message.set_content(text)
    kind, subtype = _WORD
    message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)
    message.set_boundary(f"=_{sha256(content).hexdigest()[:24]}")
    return message.as_bytes()
