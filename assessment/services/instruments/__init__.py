"""Work on the instruments by pages: having something made, deciding with two, handing rows out."""
