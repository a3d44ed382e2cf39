"""The Bestuurlijk ontwikkelplan: an online self-assessment of wethouders that ends in a plan."""
