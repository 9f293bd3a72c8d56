"""The command line: each module has a group of commands that parse, call and print."""

from sayso.cli.app import main

__all__ = ["main"]
