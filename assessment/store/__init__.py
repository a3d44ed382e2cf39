"""What is kept. Functions take ``db``, a session, first; they flush and never commit."""
