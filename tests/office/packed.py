"""Mails and archives for the inbox."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage


def zipped(members: Mapping[str, bytes]) -> bytes:
    """An archive with these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 9, 0, 0)), content)
    return data.getvalue()


def locked_zip(members: Mapping[str, bytes], password: str) -> bytes:
    """The same, locked."""
    import pyzipper

    data = io.BytesIO()
    with pyzipper.AESZipFile(data, 'w', encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def mail(
    text: str,
    members: Mapping[str, bytes],
    *,
    sender: str = '甲县民政局 <jx@example.cn>',
    subject: str = '报送报表',
) -> bytes:
    """A mail with these attachments."""
    message = EmailMessage()
    message['Subject'], message['From'], message['To'] = subject, sender, 'sj@example.cn'
    message['Date'] = 'Fri, 13 Mar 2026 09:12:00 +0800'
    message['Message-ID'] = '<1@example.cn>'
    message.set_content(text)
    for name, content in members.items():
        message.add_attachment(content, maintype='application', subtype='octet-stream', filename=name)
    return message.as_bytes()
