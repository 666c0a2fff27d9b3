"""Journeys with nothing in them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Those that are empty by now are so since today."""
    with op.batch_alter_table('journey', schema=None) as batch_op:
        batch_op.add_column(sa.Column('empty_since', sa.Date(), nullable=True))
    op.execute(
        "update journey set empty_since = current_date where id not in (select journey_id from kept_stop)"
        " and id not in (select journey_id from workshop where journey_id is not null)"
    )


def downgrade() -> None:
    """Takes it back."""
    with op.batch_alter_table('journey', schema=None) as batch_op:
        batch_op.drop_column('empty_since')
