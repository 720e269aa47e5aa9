"""Reports that come in e-mail."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from variorum.ingest import Limits, extract_all, read_pages
from variorum.model import Article, Rejection

HEAD = "Harbour of Port Elm closes for a week"
LEAD = (
    "The harbour of Port Elm will be closed for a week from Monday while divers look for a lost anchor, "
    "its director, Mara Quill, said on Friday in the café of the old custom house."
)
REST = "“We are sorry for everybody who wanted to sail,” she said. Ferries will leave from Sund instead."


def _mail(subject: str, **more: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "News desk <desk@courier.example>"
    message["Subject"] = subject
    message["Date"] = more.get("date", "Fri, 05 May 2023 23:30:00 +0200")
    message.set_content(f"{HEAD}\n\n{LEAD}\n\n{REST}\n", cte="quoted-printable")
    return message


def _read(message: EmailMessage | bytes, folder: Path) -> Article | Rejection:
    (folder / "a.eml").write_bytes(message if isinstance(message, bytes) else bytes(message))
    (found,) = extract_all(read_pages([folder]))
    return found


def _article(message: EmailMessage, folder: Path) -> Article:
    found = _read(message, folder)
    assert isinstance(found, Article), found
    return found


def test_words_are_whole_again_and_the_day_is_the_messages(tmp_path: Path) -> None:
    """Quoted-printable breaks lines at 76 letters, within words."""
    article = _article(_mail(HEAD), tmp_path)
    assert article.text == f"{LEAD}\n\n{REST}"
    assert (article.title, article.published.value) == (HEAD, "2023-05-05")


@pytest.mark.parametrize("subject", ["Fwd: for you", "Re: harbour", "FW: [desk] harbour", "WG: Hafen"])
def test_what_is_passed_on_keeps_neither_subject_nor_day_of_who_did(subject: str, tmp_path: Path) -> None:
    article = _article(_mail(subject), tmp_path)
    assert article.title == HEAD
    assert article.published.value is None


def test_a_message_attached_to_another_is_the_report(tmp_path: Path) -> None:
    outer = _mail("Fwd: see below", date="Mon, 15 May 2023 08:00:00 +0000")
    outer.set_content("Have a look at this one, it may be of use to you.")
    outer.add_attachment(_mail(HEAD))
    article = _article(outer, tmp_path)
    assert (article.title, article.published.value) == (HEAD, "2023-05-05")
    assert "Have a look" not in article.text


def test_html_goes_before_text_and_attachments_are_left(tmp_path: Path) -> None:
    message = _mail(HEAD)
    body = f"<html><body><h1>{HEAD}</h1><p>{LEAD}</p><p>{REST} Tickets stay valid.</p></body></html>"
    message.add_alternative(body, subtype="html")
    message.add_attachment("Another report altogether.", filename="b.txt")
    article = _article(message, tmp_path)
    assert article.text.endswith("Tickets stay valid.")
    assert article.published.value == "2023-05-05"


# the alarm may ring in what the test tools run while objects are freed: there it is lost but for a warning
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_message_of_too_many_parts_is_too_slow(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 9_000
    )
    (found,) = extract_all(read_pages([tmp_path], Limits(page_seconds=0.2)))
    assert isinstance(found, Rejection)
    assert found.reason == "too_slow"


@pytest.mark.parametrize(
    "body",
    [
        b"junk",
        b"Subject: x\r\nContent-Type: multipart/mixed\r\n\r\n",
        b"Subject: =?utf-8?b?////?=\r\nDate: Fri, 99 Foo 2031 99:99:99 +9999\r\n\r\nx",
        b"Content-Type: text/plain; charset=base64\r\n\r\nx",
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K",
        b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(1_000)),
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 5_000,
        b"From: " + b"(" * 100_000 + b"\r\nSubject: " + b"=?" * 50_000 + b"\r\n\r\nx",
    ],
)
def test_a_broken_message_costs_itself(body: bytes, tmp_path: Path) -> None:
    begun = time.process_time()
    assert isinstance(_read(body, tmp_path), Rejection)
    assert time.process_time() - begun < 10
