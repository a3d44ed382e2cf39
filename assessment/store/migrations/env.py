"""Run the migrations against the address that ``database.upgrade`` hands over."""

from alembic import context

from assessment.store.database import open_engine, writing
from assessment.store.tables import Base

engine = open_engine(context.config.attributes["url"])
with writing(engine) as db:
    context.configure(connection=db.connection(), target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
    db.commit()
engine.dispose()
