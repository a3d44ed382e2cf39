"""Run the migrations against the address that ``database.upgrade`` hands over."""

from alembic import context

from assessment.store.database import (
    MIGRATION_SECONDS,
    open_engine,
    refuse_tables,
    take_turn,
    writing,
)
from assessment.store.tables import Base

engine = open_engine(context.config.attributes["url"])
fill = context.config.attributes.get("fill")
try:
    with writing(engine) as db:
        take_turn(db, "migration", wait_seconds=MIGRATION_SECONDS)
        if fill is not None:
            refuse_tables(db.connection())
        context.configure(connection=db.connection(), target_metadata=Base.metadata)
        with context.begin_transaction():
            context.run_migrations()
        if fill is not None:
            fill(db.connection())
        db.commit()
finally:
    engine.dispose()
