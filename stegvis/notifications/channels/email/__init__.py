"""E-mail by SMTP, through Django's own mail backend.

SMTP has no idempotency key. A worker that dies after the server has taken the mail and before that is written down
lets it be sent again, with the same Message-ID; mail programs may show it once or twice. Such repeats are counted.
"""

import smtplib
from email.utils import formataddr
from urllib.parse import urlsplit
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import BadHeaderError

from stegvis.lib.mail import Server
from stegvis.notifications.channels.outcome import Failed, Outcome, Retry, Sent
from stegvis.notifications.texts import Words

TIMEOUT_S = 10
BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class Mail:
    """One SMTP server."""

    waits = True

    def __init__(self, server: Server, base_url: str) -> None:
        self.server = server
        self.domain = urlsplit(base_url).hostname or "localhost"

    def send(self, delivery_id: UUID, address: str, words: Words) -> Outcome:
        """Hand over one mail. What the server says about the person is final, what it says about us is not."""
        message = EmailMessage(
            subject=words.subject,
            body=words.body,
            from_email=formataddr((words.sender, self.server.sender)),
            to=[address],
            headers={
                "Message-ID": f"<{delivery_id}@{self.domain}>",
                # So that nobody's out-of-office answers a service.
                "Auto-Submitted": "auto-generated",
            },
            connection=self._connection(),
        )
        try:
            message.send()
        except BadHeaderError:
            return Failed("bad_address")
        except smtplib.SMTPRecipientsRefused as refused:
            return _refused(min((code for code, _text in refused.recipients.values()), default=450))
        except smtplib.SMTPDataError as refused:
            return _refused(refused.smtp_code)
        except smtplib.SMTPResponseException as refused:
            return Retry(f"smtp_{refused.smtp_code}")
        except (smtplib.SMTPException, OSError):
            return Retry("no_connection")
        except ValueError:
            return Failed("bad_address")
        return Sent(str(delivery_id))

    def _connection(self) -> BaseEmailBackend:
        found: BaseEmailBackend = get_connection(
            BACKEND,
            host=self.server.host,
            port=self.server.port,
            username=self.server.user,
            password=self.server.password,
            use_tls=self.server.starttls,
            use_ssl=self.server.ssl,
            timeout=TIMEOUT_S,
        )
        return found


def _refused(code: int) -> Outcome:
    return Failed(f"smtp_{code}") if 500 <= code < 600 else Retry(f"smtp_{code}")
