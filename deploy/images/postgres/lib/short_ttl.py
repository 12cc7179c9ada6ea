"""Lets Patroni take a time to live of less than 20 s.

Patroni 4 raises `ttl` to 20 s, and a member that is gone with its Patroni (a container killed, a node lost) is then replaced after 20 s at the earliest. Its election is sound for every
ttl >= loop_wait + 2 * retry_timeout: a primary gives up after retry_timeout without the store, and so before its lease can be anybody else's. That rule is kept here, and only the floor
of 20 s is lowered, to 8 s. docs/decisions/0012-patroni-with-a-short-lease.md has the reasons and the measurements.
"""

import logging

from patroni.config import Config

FLOORS = {"loop_wait": 1, "retry_timeout": 3, "ttl": 8}
DEFAULTS = {"loop_wait": 10, "retry_timeout": 10, "ttl": 30}

logger = logging.getLogger(__name__)


def install():
    if not callable(getattr(Config, "_validate_and_adjust_timeouts", None)):
        logger.warning("This Patroni checks its times elsewhere: ttl stays at 20 s or more, and a lost member is replaced after that")
        return
    Config._validate_and_adjust_timeouts = _validate


def _validate(_, config):
    for name, floor in FLOORS.items():
        if int(config.get(name, DEFAULTS[name])) < floor:
            logger.warning("%s=%s is below %d s, which is used", name, config.get(name), floor)
            config[name] = floor
    needed = int(config.get("loop_wait", DEFAULTS["loop_wait"])) + 2 * int(config.get("retry_timeout", DEFAULTS["retry_timeout"]))
    if int(config.get("ttl", DEFAULTS["ttl"])) < needed:
        logger.warning("ttl=%s is below loop_wait + 2 * retry_timeout = %d s, which is used", config.get("ttl"), needed)
        config["ttl"] = needed
