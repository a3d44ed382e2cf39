"""What differs between the databases that this program works on; one module for each.

Both modules offer the functions of `kinds.EngineKind`. Only `store.database` calls them.
"""
