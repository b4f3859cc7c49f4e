"""Answers about one issue: how far it is itself, and which release it goes out with."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from bot.answers.card import card, circumstances
from bot.knowledge import Known
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.issue import (
    Progress,
    Waited,
    Waits,
    done_blocks,
    done_text,
    progress_line,
    waits_blocks,
    waits_line,
    waits_text,
)
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Answer
from planner.category import Category
from planner.inputs import Item
from store.directory import load_issue_names


def item_of(key: str, answer: Answer) -> Item | None:
    """Give the item of a release that has this key, if everybody may see it."""
    folded = key.casefold()
    counted = (item for item in answer.scope.items if not item.restricted)
    return next((item for item in counted if item.key.casefold() == folded), None)


def progress_of(item: Item, known: Known) -> Progress:
    """Say how far a counted issue is, as of the moment asked about."""
    return _progress(item.key, item.category, (item.started_at, item.finished_at), known)


def stored_progress(key: str, sessions: sessionmaker[Session], known: Known) -> Mrkdwn | None:
    """Say how far an issue is that no release counts; None of the past, and of a private one."""
    if known.as_of is not None:
        return None
    with sessions() as session:
        shown = [one for one in load_issue_names(session, key) if not one.restricted]
    if len(shown) != 1:
        return None
    one = shown[0]
    told = _progress(one.key, one.category, (one.started_at, one.resolved_at), known)
    return progress_line(told, known.today)


def waits_of(item: Item, known: Known) -> Waits:
    """Find what an open issue waits for, in whatever release that is."""
    if not item.category.is_open:
        return Waits()
    keys = tuple(dict.fromkeys(item.blocked_by))
    found = tuple(one for key in keys if (one := _waited(key, known)) is not None)
    return Waits(found, len(keys) - len(found))


def issue_reply(
    item: Item, answer: Answer, by: date | None, known: Known, prelude: tuple[Mrkdwn, ...] = ()
) -> Reply:
    """Answer when an issue is out: of a done one by itself, else by its release's card."""
    progress, waits = progress_of(item, known), waits_of(item, known)
    if progress.category is not Category.DONE:
        state = progress_line(progress, known.today), waits_line(waits)
        return card(answer, by, known, (*prelude, *(line for line in state if line)))
    asked = _asked(answer, known, prelude)
    text = without_marks(Mrkdwn(" ".join((*prelude, done_text(progress, answer)))))
    return Reply(text, done_blocks(item, progress, answer, asked), _data(progress, waits, answer))


def issue_blockers_reply(
    item: Item, answer: Answer, known: Known, prelude: tuple[Mrkdwn, ...] = ()
) -> Reply:
    """Tell what one issue waits for."""
    progress, waits = progress_of(item, known), waits_of(item, known)
    asked = _asked(answer, known, prelude)
    text = without_marks(Mrkdwn(" ".join((*prelude, waits_text(progress, waits, answer)))))
    return Reply(text, waits_blocks(progress, waits, answer, asked), _data(progress, waits, answer))


def _waited(key: str, known: Known) -> Waited | None:
    """Find an issue by its key among the releases; None for one that not everybody may see."""
    if key not in known.forecasts.visible_keys:
        return None
    for release_id in known.forecasts.holders.get(key, ()):
        answer = known.forecasts.answers[release_id]
        if (item := item_of(key, answer)) is not None:
            return Waited(item, answer)
    return None


def _progress(
    key: str, category: Category, steps: tuple[datetime | None, datetime | None], known: Known
) -> Progress:
    """Date how far an issue is by its last step: of `steps` it was started, and it was done."""
    at = steps[category is Category.DONE]
    day = None if at is None else known.forecasts.inputs.calendar.today(at)
    return Progress(key, category, day)


def _asked(answer: Answer, known: Known, prelude: tuple[Mrkdwn, ...]) -> Asked:
    return replace(circumstances(answer, None, known), prelude=prelude)


def _data(progress: Progress, waits: Waits, answer: Answer) -> dict[str, object]:
    release = answer.scope.release
    return {
        "kind": "issue",
        "key": progress.key,
        "category": str(progress.category),
        "since": None if progress.since is None else progress.since.isoformat(),
        "release": {"id": release.id, "name": release.name, "sources": list(release.sources)},
        "waits_for": [each.item.key for each in waits.blockers],
        "hidden": waits.hidden,
    }
