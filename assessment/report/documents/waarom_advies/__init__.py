"""The page that explains the advice: not a document to hold, but made and said in the same way."""
