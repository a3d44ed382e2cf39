"""The forms: every question, numbered as on the page that answers are entered on."""
