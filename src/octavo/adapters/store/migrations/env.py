"""Run by Alembic: migrations on the connection, and in the transaction, of the one who asked."""

from __future__ import annotations

from alembic import context

from octavo.adapters.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="octavo_schema",
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
