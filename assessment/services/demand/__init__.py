"""Het vraagbeeld: what people want and need, from who allows it, once for each closed period."""
