"""What is said of times outside of working hours that somebody asked for by name."""

from bot.schedule.hours import CLOSES, OPENS
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn
from planner.calendar import WorkCalendar
from store.subscriptions import WEEKDAYS, Subscription


def named_times(one: Subscription, calendar: WorkCalendar) -> tuple[Mrkdwn, ...]:
    """Say that a late hour or a day of the weekend is kept; nothing of times that need no word.

    All seven days name none: they are every working day.
    """
    weekend = {day for day, worked in zip(WEEKDAYS, calendar.week, strict=True) if not worked}
    is_late = not OPENS <= one.at < CLOSES
    is_weekend = bool(weekend & one.days) and one.days != frozenset(WEEKDAYS)
    if not is_late and not is_weekend:
        return ()
    code = "both" if is_late and is_weekend else ("time" if is_late else "days")
    return (say("subscribed.by_name", what=say(f"subscribed.by_name_{code}")),)
