"""The front door: the command line, the settings, and the apps that put screens and store together."""


def version() -> str:
    """The version of the installed program, such as '0.1.0'."""
    from importlib.metadata import version as installed

    return installed("survey-kiosk")
