"""Run the migrations on the connection that `store.schema` hands over, in its transaction."""

from alembic import context

from store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata)
context.run_migrations()
