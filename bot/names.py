"""Finds the release that somebody means: exact, alias, prefix, words, fuzzy, or the nearest."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.grammar.common_words import COMMON
from store.directory import ReleaseName

FUZZY_FROM = 80  # of 100: "chekout redesing" has 94, "checkout" for "check-in" 71
_AS_GOOD = 8  # a fuzzy score this much behind the best is as good a reading
_NAMES_KEPT = 4096
_DIRECTORIES_KEPT = 8
_LEAST_RESPELT = 4  # letters
_TWO_ERRORS_FROM = 7
_NEAREST = 5
_NEAREST_FROM = 60  # of 100, by the word that is nearest: "chest" has 62 for "checkout"
_SHORT = 2  # letters
_LEAST_NEAREST = 3  # letters, or figures
_OPEN_BONUS = 10

_NOISE = frozenset({"the", "our", "release", "version", "project", "milestone"})
_VERSION_V = re.compile(r"\bv(?=\d)")
_NOT_WORD = re.compile(r"[\W_]+")
# Numbers that hang together are one word, `2.1.0`, and begin with its first number.
_WORD = re.compile(r"\d+(?:[._-]\d+)*(?![^\W_])|[^\W_]+")


class Level(IntEnum):
    """How a name was understood; lower is surer."""

    EXACT = 1
    ALIAS = 2
    PREFIX = 3
    WORDS = 4
    FUZZY = 5


@dataclass(frozen=True, slots=True)
class Found:
    """The releases that fit best and equally well; or none, with the `nearest` names.

    `is_narrowed` tells that shipped releases fitted as well and were passed over.
    """

    hits: tuple[ReleaseName, ...] = ()
    level: Level | None = None
    is_narrowed: bool = False
    nearest: tuple[ReleaseName, ...] = ()


def fold(text: str) -> str:
    """Give the words of a name without case, accents and punctuation: `v2.4` is `2 4`."""
    return _NOT_WORD.sub(" ", _plain(text)).strip()


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in split if not unicodedata.combining(char))
    return _VERSION_V.sub("", plain)


def words_of(text: str) -> list[str]:
    """Give the words of a name, each version whole: `Release v2.4` is `release`, `2 4`."""
    return [fold(word) for word in _WORD.findall(_plain(text))]


def find_release(subject: str, names: Sequence[ReleaseName]) -> Found:
    """Find what `subject` means among `names`, never guessing between two.

    Open releases come before shipped ones that fit as well. A release that a written definition
    covers stands for that definition.
    """
    sure = find_surely(subject, names)
    if sure is not None:
        return sure
    spoken = words_of(subject)
    return _find_respelt(_without_noise(spoken), names) or _find_alike(
        _without_noise(spoken), names
    )


def find_surely(subject: str, names: Sequence[ReleaseName]) -> Found | None:
    """Find what is called so or begins so, or holds these words; None where nothing does."""
    spoken = words_of(subject)
    directory = directory_of(names)
    for wanted in dict.fromkeys((tuple(spoken), tuple(_without_noise(spoken)))):
        if not wanted or not directory.may_hold(wanted):
            continue
        is_common = _is_said_by_all(wanted)
        for level, fits in _LEVELS[:2] if is_common else _LEVELS:
            hits = [name for name in names if fits(list(wanted), name)]
            if hits:
                return _settled(hits, names, level)
    return None


def open_first(ids: Iterable[str], names: Sequence[ReleaseName]) -> tuple[ReleaseName, ...]:
    """Give the open ones among the releases with these ids; all, where none is open."""
    wanted = set(ids)
    held = _folded([name for name in names if name.id in wanted], names)
    return tuple(name for name in held if not name.is_released) or held


def own_names(names: Sequence[ReleaseName]) -> tuple[ReleaseName, ...]:
    """Leave out the releases that a written definition already speaks for."""
    return tuple(name for name in names if name.covered_by is None)


def _find_respelt(wanted: list[str], names: Sequence[ReleaseName]) -> Found | None:
    """Find by words of which some are misspelt: `chekout` is the `checkout` of a longer name."""
    known = directory_of(names).words
    respelt = [_respelt(word, known) for word in wanted]
    if respelt == wanted:
        return None
    hits = [name for name in names if _is_prefix(respelt, name)]
    hits = hits or [name for name in names if _has_words(respelt, name)]
    return _settled(hits, names, Level.FUZZY) if hits else None


def _respelt(word: str, known: Iterable[str]) -> str:
    """Give the one known word that is nearest to a misspelt one, else the word itself."""
    if len(word) < _LEAST_RESPELT or not word.isalpha() or word in known:
        return word
    allowed = 2 if len(word) >= _TWO_ERRORS_FROM else 1
    near = {each: OSA.distance(word, each, score_cutoff=allowed) for each in known}
    least = min(near.values(), default=allowed + 1)
    best = [each for each, distance in near.items() if distance == least]
    return best[0] if least <= allowed and len(best) == 1 else word


def _find_alike(wanted: list[str], names: Sequence[ReleaseName]) -> Found:
    scored = [(_likeness(wanted, name), name) for name in names]
    best = max((score for score, _ in scored), default=0.0)
    if best >= FUZZY_FROM:
        enough = max(best - _AS_GOOD, FUZZY_FROM)
        alike = [name for score, name in scored if score >= enough]
        return _settled(alike, names, Level.FUZZY)
    return Found(nearest=_nearest(wanted, names))


@dataclass(frozen=True, slots=True)
class Directory:
    """What all names together are made of: most words of most questions stand in none.

    `whole` are the folded forms of each name; `words` their words, and `ordered` these sorted.
    """

    whole: frozenset[str]
    words: frozenset[str]
    ordered: tuple[str, ...]

    def may_hold(self, wanted: Sequence[str]) -> bool:
        """Tell whether any name can be meant: where it is False, none is."""
        return " ".join(wanted) in self.whole or all(map(self.begins_one, wanted))

    def begins_one(self, part: str) -> bool:
        """Tell whether a word of any name begins so."""
        at = bisect_left(self.ordered, part)
        return at < len(self.ordered) and self.ordered[at].startswith(part)


_directories: dict[int, tuple[Sequence[ReleaseName], Directory]] = {}


def directory_of(names: Sequence[ReleaseName]) -> Directory:
    """Sum up the names; those of the last few plans are kept, by the tuple that holds them."""
    kept = _directories.get(id(names))
    if kept is not None and kept[0] is names:
        return kept[1]
    words = frozenset(word for name in names for spoken in _spoken(name) for word in spoken)
    whole = frozenset().union(*(_exact_forms(name) | _folded_aliases(name) for name in names))
    made = Directory(whole, words, tuple(sorted(words)))
    if isinstance(names, tuple):  # a list may change under us
        while len(_directories) >= _DIRECTORIES_KEPT:
            _directories.pop(next(iter(_directories), 0), None)
        _directories[id(names)] = (names, made)
    return made


def _is_exact(wanted: list[str], name: ReleaseName) -> bool:
    """Tell whether this is the name, the id, or the name with its source before or behind it."""
    return " ".join(wanted) in _exact_forms(name)


def _is_alias(wanted: list[str], name: ReleaseName) -> bool:
    return " ".join(wanted) in _folded_aliases(name)


# A directory is asked many times over: what is said of a name is put together once.
@lru_cache(maxsize=_NAMES_KEPT)
def _exact_forms(name: ReleaseName) -> frozenset[str]:
    own = fold(name.name)
    sources = {fold(source) for source in (*name.sources, " ".join(name.sources))}
    with_source = {order for each in sources for order in (f"{own} {each}", f"{each} {own}")}
    by_id = () if name.is_veiled else (fold(name.id),)
    return frozenset({own, *by_id, *with_source})


@lru_cache(maxsize=_NAMES_KEPT)
def _folded_aliases(name: ReleaseName) -> frozenset[str]:
    return frozenset(map(fold, name.aliases))


def _is_prefix(wanted: list[str], name: ReleaseName) -> bool:
    return any(_begins(spoken, wanted) for spoken in _spoken(name))


def _has_words(wanted: list[str], name: ReleaseName) -> bool:
    """Tell whether the words stand in the name, in order, with others between them."""
    return any(_in_order(spoken, wanted) for spoken in _spoken(name))


_LEVELS: tuple[tuple[Level, Callable[[list[str], ReleaseName], bool]], ...] = (
    (Level.EXACT, _is_exact),
    (Level.ALIAS, _is_alias),
    (Level.PREFIX, _is_prefix),
    (Level.WORDS, _has_words),
)


@lru_cache(maxsize=_NAMES_KEPT)
def _spoken(name: ReleaseName) -> tuple[list[str], ...]:
    return tuple(words_of(each) for each in (name.name, *name.aliases))


def _is_said_by_all(wanted: Sequence[str]) -> bool:
    """Tell a short word that every sentence has: `so` does not begin Someday."""
    return len(wanted) == 1 and len(wanted[0]) <= _SHORT and wanted[0] in COMMON


def _begins(words: list[str], wanted: list[str]) -> bool:
    return len(wanted) <= len(words) and all(map(_word_begins, words, wanted))


def _in_order(words: list[str], wanted: list[str]) -> bool:
    rest = iter(words)
    return all(any(_word_begins(word, part) for word in rest) for part in wanted)


def _word_begins(word: str, part: str) -> bool:
    """Tell whether a word begins so: 2.4 begins 2.4.1, and neither 2.40 nor 1.2.4."""
    return word == part or word.startswith(f"{part} " if part[-1].isdigit() else part)


def _likeness(wanted: list[str], name: ReleaseName) -> float:
    """Give how alike two names are, 0 to 100; a number that differs makes them two things."""
    numbers = [word for word in wanted if any(char.isdigit() for char in word)]
    return max(
        fuzz.token_sort_ratio(" ".join(wanted), " ".join(spoken))
        if all(any(_word_begins(word, number) for word in spoken) for number in numbers)
        else 0.0
        for spoken in _spoken(name)
    )


def _nearest(wanted: Sequence[str], names: Sequence[ReleaseName]) -> tuple[ReleaseName, ...]:
    """Give the names with words that look most like those asked for, the open ones first.

    Who misspells a word does not begin with another letter.
    """
    near: dict[str, float] = {}
    for word in wanted:
        if len(word) < _LEAST_NEAREST:
            continue
        for known, score, _ in process.extract(
            word, directory_of(names).ordered, scorer=fuzz.ratio, score_cutoff=_NEAREST_FROM
        ):
            if known[0] == word[0]:
                near[known] = max(score, near.get(known, 0.0))
    if not near:
        return ()
    scored = [(_nearness(name, near), name) for name in own_names(names)]
    alike = [(score, name) for score, name in scored if score]
    alike.sort(key=lambda pair: (-pair[0] - _OPEN_BONUS * (not pair[1].is_released), pair[1].name))
    return tuple(name for _, name in alike[:_NEAREST])


def _nearness(name: ReleaseName, near: Mapping[str, float]) -> float:
    return sum(near.get(word, 0.0) for word in {each for one in _spoken(name) for each in one})


def _settled(hits: Sequence[ReleaseName], names: Sequence[ReleaseName], level: Level) -> Found:
    """Keep the open ones of the releases that fit, if there are any."""
    fitting = _folded(hits, names)
    still_open = tuple(name for name in fitting if not name.is_released)
    kept = still_open or fitting
    return Found(kept, level, is_narrowed=len(kept) < len(fitting))


def _folded(hits: Sequence[ReleaseName], names: Sequence[ReleaseName]) -> tuple[ReleaseName, ...]:
    """Put a written definition in the place of the releases that it covers."""
    by_id = {name.id: name for name in names}
    return tuple(dict.fromkeys(by_id.get(hit.covered_by or hit.id, hit) for hit in hits))


def _without_noise(wanted: list[str]) -> list[str]:
    return [word for word in wanted if word not in _NOISE] or wanted
