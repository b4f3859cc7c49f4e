"""The track record: how often stated dates came true."""

from bot.data import track_data
from bot.knowledge import Known
from bot.reply import Reply
from bot.views.record import record_blocks, record_text


def record_reply(known: Known) -> Reply:
    track = known.track
    blocks = record_blocks(track.votes, track.team_names, known.today, track.rehearsed)
    data = track_data(track.votes, track.team_names, track.rehearsed)
    return Reply(record_text(track.votes, track.rehearsed), blocks, data)
