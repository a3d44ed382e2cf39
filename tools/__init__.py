"""What developers run beside the product: the contract types, the word list, system packages."""
