"""How quickly the bot answers when many ask at once."""
