"""The words that every sentence has: no release is found by one of them alone."""

from typing import Final

COMMON: Final = frozenset(
    {
        *("a", "about", "after", "again", "alert", "all", "already", "also", "am", "an", "and"),
        *("any", "anybody", "anything", "are", "as", "ask", "at", "away", "back", "be", "because"),
        *("been", "before", "behind", "being", "best", "but", "by", "can", "changed", "changes"),
        *("channel", "could", "date", "days", "did", "do", "does", "done", "due", "each", "else"),
        *("end", "ever", "every", "everybody", "everyone", "everything", "fine", "first", "for"),
        *("forecast", "from", "get", "give", "go", "goes", "going", "good", "got", "had"),
        *("happen", "happened", "happening", "happens", "has", "have", "how", "if", "in"),
        *("instead", "is", "issue", "issues", "it", "its", "just", "keep", "know", "known"),
        *("last", "late", "later", "least", "let", "like", "likely", "list", "live", "long"),
        *("look", "made", "make", "many", "may", "me", "mean", "means", "might", "miss", "month"),
        *("months", "more", "most", "move", "moved", "much", "must", "my", "need", "needs"),
        *("never", "new", "next", "no", "not", "nothing", "notify", "now", "of", "off", "on"),
        *("once", "one", "only", "or", "order", "other", "our", "out", "over", "people", "person"),
        *("ping", "plan", "please", "point", "possible", "ready", "really", "release", "released"),
        *("releases", "risk", "risks", "say", "see", "set", "shall", "ship", "shipped"),
        *("shipping", "ships", "should", "show", "since", "slip", "slipped", "slips", "so"),
        *("some", "someone", "something", "soon", "still", "stop", "subscribe", "such", "sure"),
        *("take", "team", "tell", "than", "thank", "thanks", "that", "the", "their", "them"),
        *("then", "there", "these", "they", "thing", "things", "think", "this", "those"),
        *("through", "till", "time", "to", "today", "together", "tomorrow", "too", "track"),
        *("under", "until", "up", "update", "updates", "us", "very", "wait", "want", "was"),
        *("watch", "way", "we", "week", "weeks", "well", "were", "what", "when", "where"),
        *("whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within"),
        *("without", "work", "works", "worst", "would", "year", "yes", "yet", "you", "your"),
    }
)
