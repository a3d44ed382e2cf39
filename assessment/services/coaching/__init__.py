"""What an owner and a coach do together: talk, agree, look back; and what the coach notes alone."""
