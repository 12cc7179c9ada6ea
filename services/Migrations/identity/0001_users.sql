-- Who may sign in. A password is kept as what PBKDF2 makes of it; the keys that sign tokens are files, not rows.
CREATE TABLE users (
    name          text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,62}$'),
    password_hash text NOT NULL,
    roles         text[] NOT NULL CHECK (roles <@ ARRAY['requester', 'approver', 'auditor', 'operator']),
    created_at    timestamptz NOT NULL DEFAULT now(),
    disabled_at   timestamptz
);
