"""What members of a college hold beside each other, by consent."""
