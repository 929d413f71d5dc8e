"""How a line of the process's own log is written: when, by the world's clock, and on one line whatever was said."""

import logging
import re
import time

# What starts a new line, or moves about on somebody's screen.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Line(logging.Formatter):
    """UTC with a Z; a message cannot forge another line. What a fault prints below it keeps its own lines."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """The one line."""
        return _UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}", super().formatMessage(record))
