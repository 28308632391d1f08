"""The options that the commands share which ask somebody."""

import click

from store.model.saying import N_

survey = click.option(
    "--survey", metavar="NAME", help=N_("The survey to ask: a name in surveys/, or a .toml file.")
)
touchpoint = click.option("--touchpoint", metavar="NAME", help=N_("What is asked about, such as support."))
label = click.option("--label", metavar="NAME", help=N_("The name of this device; no two may have the same."))
