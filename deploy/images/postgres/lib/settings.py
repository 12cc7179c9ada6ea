"""The environment, read once; what is missing ends the program with a line that says what to set."""

import os
import sys


def need(name, meaning):
    value = os.environ.get(name, "")
    if not value:
        sys.exit(f"{name} is not set: {meaning}")
    return value


def names(name, meaning):
    """A list separated by commas."""
    return [item.strip() for item in need(name, meaning).split(",") if item.strip()]


def databases():
    return names("DATABASES", "the databases, separated by commas, as in access,jobs")
