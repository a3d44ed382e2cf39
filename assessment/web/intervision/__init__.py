"""What somebody who takes part in intervision sees."""
