"""What is answered to a question that was understood, by what it is about."""
