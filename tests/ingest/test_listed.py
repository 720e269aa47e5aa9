"""The day that a feed gives an article, as feeds write it."""

from __future__ import annotations

import pytest

from variorum.ingest.feeds import read_feed
from variorum.ingest.listed import listed_day

RSS = "<rss><channel><item><link>{at}</link>{day}</item></channel></rss>"
ATOM = "<feed><entry><link href='{at}'/>{day}</entry></feed>"
SITEMAP = "<urlset><url><loc>{at}</loc>{day}</url></urlset>"
JSON = '{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"url": "{at}", {day}}}]}}'
WRITTEN = [
    (RSS, "<pubDate>Thu, 03 Jun 2021 06:10:00 GMT</pubDate>", "2021-06-03", "pubDate"),
    (RSS, "<pubDate> 3 Jun 21 06:10 -0500 </pubDate>", "2021-06-03", "pubDate"),
    (RSS, "<pubDate>Thu, 03 Jun 2021 23:30:00 +0000</pubDate>", "2021-06-04", "pubDate"),  # in Rome it is the fourth
    (RSS, "<pubDate>Thu, 03 Jun 2021 23:30:00 -0500</pubDate>", "2021-06-03", "pubDate"),
    (RSS, "<dc:date>2021-06-03T06:10:00+02:00</dc:date>", "2021-06-03", "date"),
    (RSS, "<pubDate>2021-06-03</pubDate>", "2021-06-03", "pubDate"),
    (RSS, "<pubDate>June 3, 2021</pubDate>", "2021-06-03", "pubDate"),
    (ATOM, "<published>2021-06-03</published><updated>2021-06-05</updated>", "2021-06-03", "published"),
    (ATOM, "<updated>2021-06-05T01:00:00Z</updated>", "2021-06-05", "updated"),
    (ATOM, "<issued>2021-06-03</issued><modified>2021-06-05</modified>", "2021-06-03", "issued"),
    (JSON, '"date_published": "2021-06-03T06:10:00-05:00"', "2021-06-03", "date_published"),
    (SITEMAP, "<n:news><n:publication_date>2021-06-03</n:publication_date></n:news>", "2021-06-03", "publication_date"),
]
NONE = [
    (RSS, ""),
    (RSS, "<pubDate></pubDate>"),
    (RSS, "<pubDate>yesterday</pubDate>"),
    (RSS, "<pubDate>Thu, 99 Jun 2021 06:10:00 GMT</pubDate>"),
    (RSS, "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>"),
    (RSS, "<pubDate>Fri, 03 Jun 2199 06:10:00 GMT</pubDate>"),
    (RSS, "<pubDate>03/06/2021</pubDate>"),
    (JSON, '"date_published": 1622700600'),
    (SITEMAP, "<lastmod>2021-06-03</lastmod>"),
]


def _entry(form: str, day: str, at: str = "https://gazzetta.example.it/one") -> bytes:
    return form.format(at=at, day=day).encode()


@pytest.mark.parametrize(("form", "said", "day", "by"), WRITTEN)
def test_days_as_feeds_write_them(form: str, said: str, day: str, by: str) -> None:
    (entry,) = read_feed(_entry(form, said))
    found = listed_day(entry, "https://gazzetta.example.it/feed")
    assert found is not None
    assert (found.value, found.low, found.high, found.basis) == (day, day, day, "fetched")
    assert found.because is not None
    assert found.because.startswith(f"{by} in https://gazzetta.example.it/feed: ")


@pytest.mark.parametrize(("form", "said"), NONE)
def test_what_gives_no_day(form: str, said: str) -> None:
    (entry,) = read_feed(_entry(form, said))
    assert listed_day(entry, "https://gazzetta.example.it/feed") is None


def test_an_address_that_is_none_costs_its_day_only() -> None:
    (entry,) = read_feed(_entry(RSS, "<pubDate>Thu, 03 Jun 2021 23:30:00 GMT</pubDate>", "http://[broken/one"))
    assert listed_day(entry, "feed") is None
