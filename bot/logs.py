"""Logs for the operator: one stream, JSON or for reading, with every secret taken out."""

import logging
import re
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from connectors.known_secrets import without_secrets

MASK = "******"
_LOOKS_SECRET = (
    re.compile(r"\bxox[a-z]-[\w-]+"),  # Slack: bot, user, refresh, ...
    re.compile(r"\bxapp-[\w-]+"),  # Slack: app level
    re.compile(r"\blin_(?:api|oauth)_\w+"),  # Linear
    re.compile(r"\bATATT[\w=.+/-]+"),  # Atlassian API tokens
    re.compile(r"(?<=hooks\.slack\.com/)[\w/-]+"),
    re.compile(r"(?i)(?<=\bbearer )[\w.~+/=-]+"),
    re.compile(r"(?i)(?<=\bbasic )[\w+/=-]{8,}"),
    re.compile(r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"),  # user:password@ in an address
)
_HEADER = re.compile(r"(?i)(authorization['\"]?\s*[:=]\s*['\"]?)[^'\"\r\n,}]+")
_SECRET_KEYS = re.compile(r"(?i)authorization|token|secret|password|cookie|response_url")


def scrub(text: str) -> str:
    """Replace what is known to be a secret, and whatever looks like one."""
    text = without_secrets(text, MASK)
    text = _HEADER.sub(lambda match: match[1] + MASK, text)
    for pattern in _LOOKS_SECRET:
        text = pattern.sub(MASK, text)
    return text


def scrub_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Scrub every text of an event, however deep, and all that stands under a telling key."""
    return {key: _scrubbed(key, value) for key, value in event.items()}


def configure_logs(*, as_json: bool, debug: bool = False, stream: TextIO | None = None) -> None:
    """Send all logs, the libraries' too, to `stream` (stderr): one line an event."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.processors.UnicodeDecoder(),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    target = stream or sys.stderr
    handler = logging.StreamHandler(target)
    handler.setFormatter(_formatter(shared, as_json=as_json, colors=target.isatty()))
    _own_the_root(handler, logging.DEBUG if debug else logging.INFO)


def _formatter(
    shared: list[Processor], *, as_json: bool, colors: bool
) -> structlog.stdlib.ProcessorFormatter:
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=colors, exception_formatter=structlog.dev.plain_traceback
        )
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            scrub_event,  # last before the renderer: tracebacks are text by now
            renderer,
        ],
    )


def _own_the_root(handler: logging.Handler, level: int) -> None:
    root = logging.getLogger()
    for old in [*root.handlers]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in ("slack_bolt", "slack_sdk", "uvicorn", "uvicorn.error", "apscheduler", "alembic"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    # APScheduler tells of every run of a job, and delivery runs every two seconds.
    for chatty in ("httpx", "httpcore", "urllib3", "uvicorn.access", "apscheduler", "matplotlib"):
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))


def _scrubbed(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _scrubbed(str(name), inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(key, inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return MASK if _SECRET_KEYS.search(key) else scrub(str(value))
