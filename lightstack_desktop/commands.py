"""What each command to a running app asks, and which exit code the answer is.

1. Done is said only of what the app says it has stored. 2. Unknown alerts are told from known
ones by the configurations. 3. Standard library and platformdirs only.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lightstack_desktop import report
from lightstack_desktop.client import NoAnswerError, NotRunningError, Reply, connect
from lightstack_desktop.instance import TOKEN_NAME, Lock, rotate_token
from lightstack_desktop.text import escaped

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from lightstack_desktop.client import Client
    from lightstack_desktop.folders import Folders, HasFolders

    Command = Callable[[Namespace, Folders], int]
    Deck = dict[str, Any]

DONE, REFUSED, USAGE, NOT_RUNNING, UNKNOWN_ALERT = range(5)
API = "/api/v1"
PAGE_SIZE = 100


def understood(command: Command) -> Command:
    """Return the command, with a reply of an unexpected shape told as no answer."""

    @wraps(command)
    def checked(args: Namespace, folders: Folders) -> int:
        try:
            return command(args, folders)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise NoAnswerError(f"The app's answer cannot be understood ({error!r}).") from error

    return checked


@understood
def trigger(args: Namespace, folders: Folders) -> int:
    """Raise an alert."""
    body = {"priority": args.priority, "note": args.note}
    reply = connect(folders).post(f"{_alert(args.key)}/trigger", body)
    if reply.status == 404 and "/" in args.key:
        return complain(REFUSED, "A key cannot contain '/'.")
    if reply.status != 200:
        return _refused(reply, f"{args.key}: raised")
    alert = _same_alert(reply, args.key)
    _say(f"{args.key}: raised, priority {report.priority(alert['effective_priority'])}")
    return DONE


@understood
def acknowledge(args: Namespace, folders: Folders) -> int:
    """Say "I know" of an active alert."""
    return _end(args.key, "acknowledge", "acknowledged", connect(folders))


@understood
def clear(args: Namespace, folders: Folders) -> int:
    """End one activation, or all."""
    if not args.all:
        return _end(args.key, "clear", "cleared", connect(folders))
    reply = connect(folders).post(f"{API}/alerts/clear-all", {})
    if reply.status != 200:
        return _refused(reply, "all alerts: cleared")
    keys = reply.body["alert_keys"]
    _say(*(f"{key}: cleared" for key in keys))
    if not keys:
        _say("Nothing was active.")
    return DONE


def _end(key: str, verb: str, done: str, client: Client) -> int:
    reply = client.post(f"{_alert(key)}/{verb}", {})
    if reply.status == 404:
        return _unknown(key, client)
    if reply.status != 200:
        return _refused(reply, f"{key}: {done}")
    _same_alert(reply, key)
    _say(f"{key}: {done}")
    return DONE


@understood
def status(args: Namespace, folders: Folders) -> int:
    """Show what is active, the highest rank first."""
    client = connect(folders)
    alerts = _list(client, f"{API}/alerts/active")
    trouble = _trouble(client)
    state = {
        "is_all_clear": not alerts,
        "active_count": len(alerts),
        "current_alert": alerts[0] if alerts else None,
        "active_alerts": alerts,
        "trouble": trouble,
    }
    return _show(args, state, lambda: report.status(alerts, trouble, _now()))


def _trouble(client: Client) -> list[str]:
    """Return what the app says about its database, a sentence each."""
    body = client.get("/api/health/ready").body
    if not isinstance(body, dict):
        return []
    said = ("Not saved." if body.get("database") == "disconnected" else None, body.get("notice"))
    return [text for text in said if isinstance(text, str)]


@understood
def list_alerts(args: Namespace, folders: Folders) -> int:
    """Show every alert that is configured."""
    summaries = _list(connect(folders), f"{API}/alert-configs/summary")
    return _show(args, summaries, lambda: report.configurations(summaries, _now()))


@understood
def history(args: Namespace, folders: Folders) -> int:
    """Show what happened, the newest first."""
    client = connect(folders)
    if args.key is None:
        entries = _pages(client, args.limit)
    else:
        entries = _list(client, f"{API}/history/{_quoted(args.key)}?limit={args.limit}")
        if not entries and not _is_known(args.key, client):
            return _unknown(args.key, client)
    return _show(args, entries, lambda: report.history(entries, _now()))


def _pages(client: Client, limit: int) -> list[dict[str, Any]]:
    """Return the newest `limit` rows; what happens while we read shifts rows, never doubles one."""
    entries: dict[int, dict[str, Any]] = {}
    size, page, total = min(limit, PAGE_SIZE), 1, 1
    while len(entries) < limit and (page - 1) * size < total:
        path = f"{API}/history?page={page}&page_size={size}"
        body = _body(client.get(path), dict)
        entries.update((entry["id"], entry) for entry in body["items"])
        page, total = page + 1, body["total"]
    return list(entries.values())[:limit]


def decks(folders: HasFolders, look: Callable[[], list[Deck]]) -> list[Deck]:
    """Return the decks as the running app sees them; with no app running, what `look` finds."""
    try:
        return list(_body(connect(folders).get(f"{API}/decks"), list))
    except NotRunningError:
        return look()


def token(args: Namespace, folders: Folders) -> int:
    """Show where the token lies, never the token itself; or put another in its place."""
    if args.action == "rotate":
        return _rotate(folders)
    print(folders.data_dir / TOKEN_NAME)
    return DONE


def _rotate(folders: Folders) -> int:
    try:
        reply = connect(folders).post(f"{API}/token/rotate", {})
    except NotRunningError:
        with Lock(folders.data_dir):
            rotate_token(folders.data_dir)
    else:
        if reply.status != 204:
            return _refused(reply, "the token: rotated")
    _say("The token is a new one. Whoever used the old one needs it from the same file.")
    return DONE


def _alert(key: str) -> str:
    return f"{API}/alerts/{_quoted(key)}"


def _quoted(key: str) -> str:
    return quote(key, safe="")


def _list(client: Client, path: str) -> list[dict[str, Any]]:
    return list(_body(client.get(path), list))


def _body(reply: Reply, kind: type[list[Any] | dict[str, Any]]) -> Any:
    if reply.status != 200:
        raise NoAnswerError(f"The app could not tell: {reply.detail}")
    if not isinstance(reply.body, kind):
        raise NoAnswerError("What answers is not Lightstack Desktop.")
    return reply.body


def _same_alert(reply: Reply, key: str) -> dict[str, Any]:
    """Return the alert that was changed; nothing else counts as done."""
    if not isinstance(reply.body, dict) or reply.body.get("alert_key") != key:
        raise NoAnswerError("What answers is not Lightstack Desktop; nothing may have been done.")
    return reply.body


def _refused(reply: Reply, what: str) -> int:
    if reply.status == 507:
        return complain(REFUSED, f"{what}, but not saved: {reply.detail}")
    return complain(REFUSED, reply.detail)


def _unknown(key: str, client: Client) -> int:
    if _is_known(key, client):
        return complain(REFUSED, f"{key} was never raised, so there is nothing to end.")
    return complain(UNKNOWN_ALERT, f"There is no alert {key}. See: lightstack list")


def _is_known(key: str, client: Client) -> bool:
    reply = client.get(f"{API}/alert-configs/{_quoted(key)}")
    if reply.status in {404, 422}:
        return False
    _body(reply, dict)
    return True


def _show(args: Namespace, value: object, text: Callable[[], str]) -> int:
    if args.json:
        show_json(value)
    else:
        print(text())
    return DONE


def show_json(value: object) -> None:
    """Print exactly JSON; ASCII, so that no terminal and no pipe can spoil it."""
    import json  # noqa: PLC0415 - not every command needs it

    print(json.dumps(value, indent=2))


def _say(*lines: str) -> None:
    for line in lines:
        print(escaped(line))


def complain(code: int, reason: str) -> int:
    """Say on stderr why something was not done, and return the exit code."""
    print(f"lightstack: {escaped(reason)}", file=sys.stderr)
    return code


def _now() -> datetime:
    return datetime.now(UTC)
