"""The tools as a client calls them, over an archive with the sample story."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from pathlib import Path

import pytest
from mcp import Client

from variorum.mcp.server import create_server
from variorum.pipeline import add
from variorum.store import ArchiveError, open_archive


def test_a_client_searches_lists_and_reads(tmp_path: Path) -> None:
    path = tmp_path / "sample.archive"
    archive = open_archive(path)
    add(archive, [str(files("variorum.sample") / "pages")], "2031-05-02T10:00:00+00:00")
    archive.close()

    async def talk() -> None:
        async with Client(create_server(path)) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            assert tools == {"search_archive", "list_stories", "story"}
            hits = await client.call_tool("search_archive", {"words": "refinery", "most": 5})
            assert hits.structured_content
            assert "\\u0002" not in str(hits.content), "marks are places beside the excerpt"
            named = await client.call_tool("search_archive", {"speaker": "okoro", "kind": "quote"})
            assert named.structured_content
            assert {hit["speaker"] for hit in named.structured_content["result"]} == {"Daniel Okoro"}
            unknown = await client.call_tool("search_archive", {"words": "refinery", "kind": "rumour"})
            assert unknown.is_error, "and not an empty list, which reads as if there were nothing"
            told = await client.call_tool("story", {"number": 1})
            assert "What the reports agree on" in str(told.content)
            missing = await client.call_tool("story", {"number": 999})
            assert missing.is_error

    asyncio.run(talk())


def test_without_an_archive_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="variorum add"):
        create_server(tmp_path / "none")
