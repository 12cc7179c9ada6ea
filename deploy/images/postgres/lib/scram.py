"""What Postgres keeps of a password (RFC 5803)."""

import base64
import hashlib
import hmac

# Postgres's own default; a generated password of 192 bits needs no more.
ITERATIONS = 4096


def verifier(role, password):
    """The verifier. Its salt follows from role and password, so that the same password gives the same text and needs no new write, and so that PgBouncer, which
    makes it for itself, has the same one as the servers and can log in for a client without knowing the password."""
    salt = hashlib.sha256(f"{role}:{password}".encode()).digest()[:16]
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ITERATIONS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    return f"SCRAM-SHA-256${ITERATIONS}:{_text(salt)}${_text(stored)}:{_text(server)}"


def _text(data):
    return base64.b64encode(data).decode()
