"""The content before experts: forms to send out, and what comes back from them."""
