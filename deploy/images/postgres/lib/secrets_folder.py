"""The secrets, one file each: raw passwords, and for each database role the passfile that its service uses."""

import os
import sys

FOLDER = "/run/secrets"


def _read(name):
    path = os.path.join(FOLDER, name)
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().rstrip("\n")
    except OSError as failure:
        sys.exit(f"{path} cannot be read ({failure.strerror}): mount the secret {name} so that uid {os.getuid()} may read it")


def password(name):
    """The password in a file that holds nothing else."""
    text = _read(name)
    if not text:
        sys.exit(f"{os.path.join(FOLDER, name)} is empty: it must hold a password")
    return text


def role_password(role):
    """The password of a database role, from its passfile: HOST:PORT:DATABASE:ROLE:PASSWORD."""
    name = f"postgres-{role}.pgpass"
    for line in _read(name).splitlines():
        fields = line.split(":", 4)
        if len(fields) == 5 and fields[3] == role:
            return fields[4].replace("\\:", ":").replace("\\\\", "\\")
    sys.exit(f"{os.path.join(FOLDER, name)} has no line for the role {role}: it must hold *:*:DATABASE:{role}:PASSWORD")
