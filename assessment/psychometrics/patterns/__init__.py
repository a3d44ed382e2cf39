"""How somebody answered, whatever the content: long strings, variability, consistency, speed."""
