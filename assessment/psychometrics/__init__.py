"""Statistics over people and items, foldered by concept; knows no instrument, value or person.

Arrays in, plain numbers or small records out. Every formula names its source and is held against
R (``tests/psychometrics``). Nothing here imports anything else of this product.
"""
