"""Words that name nothing take the subject of the thread that they are said in."""

from dataclasses import replace

from bot.grammar.question import Kind
from bot.grammar.reading import Understood


def follow_up(told: Understood, subject: str) -> Understood:
    """Put what was spoken of before in the place of what is missing; else change nothing.

    `subject` is the id of a release, or a name that nothing else has.
    """
    if not told.needs_subject:
        return told
    if told.askings:
        askings = tuple(replace(each, subject=subject) for each in told.askings[-1:])
        return replace(told, askings=askings)
    question = replace(
        told.question, subject=subject, kind=Kind.WHEN, longer=(), needs_subject=False
    )
    return replace(told, question=question)
