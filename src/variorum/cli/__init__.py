"""The `variorum` command. Each subcommand's module is imported when that command is called, not before."""

from __future__ import annotations

import importlib
import os

import click

from variorum import __version__

COMMANDS = {
    "collate": "Read pages of a story and write its dossier.",
    "demo": "Run the main job on the sample story.",
    "extract": "Turn pages into articles, one JSON row each.",
    "annotate": "Add sentences, names, times, figures and quotes to rows.",
    "copies": "Find who copied whom among rows.",
    "stories": "Group rows into stories.",
    "timeline": "Tell a long story by the days that count most.",
    "verify": "Check every span of a dossier against its article's text.",
    "speakers": "List by person what they said, to whom, in what wordings.",
    "explain": "Say why the evidence of a claim was joined and grouped.",
    "schema": "Print the JSON Schema of the dossier.",
    "add": "Put pages into the archive and bring its stories up to date.",
    "watch": "Add what feeds bring to the archive, again and again.",
    "rejections": "List what was not used and why, or read it again.",
    "search": "Look words up in the archive.",
    "serve": "Show the archive as a web app.",
    "password": "Let somebody sign in to the web app.",
    "export": "Write the archive as tables, or each story as a file.",
    "mcp": "Serve the archive to a language-model client.",
    "check": "Check the archive's file, or copy it.",
}
"""Name and one-line help of each subcommand; `variorum.cli.<name>` holds it as `command`."""
STOPPED = 130
"""Exit code of a run that is stopped with Ctrl-C, as of any program that a shell runs (128 + SIGINT)."""
_GO_ON = ("add", "rejections")
"""Commands that keep what is done when they are stopped, and go on from there when they are called again; what works
`--into` an archive does so too."""


class _Lazy(click.Group):
    """Lists commands from the table and imports one only to run it, so that `--help` stays quick."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"variorum.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called. Who gives pages without one, or misspells it, is told what to write."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            ctx.fail(_meant(name, args[1:]))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. What the machine refuses (a full disk, a folder that may not be written) is one line."""
        keeps = ctx.args and any(word.startswith("--into") for word in ctx.args)
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            kept = "; what is done is kept, the same command goes on from there"
            goes_on = keeps or ctx.invoked_subcommand in _GO_ON
            click.echo(f"variorum: stopped{kept if goes_on else ''}", err=True)
            raise SystemExit(STOPPED) from None
        except BrokenPipeError:
            # whoever read the output has read enough: click ends without a word
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror or error}") from None

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _meant(name: str, rest: list[str]) -> str:
    """What to write in place of a command that there is none of."""
    from difflib import get_close_matches

    if name == "help":
        return f"no command “help”: `variorum {' '.join([*rest[:1], '--help'])}` tells the options"
    if os.path.exists(name) or name.lower().startswith(("http://", "https://")):
        return f"{name} is a place, not a command: `variorum collate {name}` reads the pages there"
    near = " or ".join(f"`variorum {found}`" for found in get_close_matches(name, COMMANDS, 2))
    return f"no command “{name}”{f': {near}?' if near else ''}"


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="variorum")
def main() -> None:
    """Reads many reports of one story and shows who said what, what rests on how many independent origins, and where
    accounts differ. Exit codes: 0 done, 1 nothing usable or failed, 2 wrong usage, 130 stopped with Ctrl-C."""
