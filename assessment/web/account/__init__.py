"""What somebody with an account sees, whatever their role; and signing in."""
