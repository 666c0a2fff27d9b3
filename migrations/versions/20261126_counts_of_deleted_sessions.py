"""What stays in a journey of a session that was deleted"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was deleted so far."""
    op.create_table('kept_stop',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('journey_id', sa.Integer(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['journey_id'], ['journey.id'], name=op.f('fk_kept_stop_journey_id_journey'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_stop'))
    )
    with op.batch_alter_table('kept_stop', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kept_stop_journey_id'), ['journey_id'], unique=False)


def downgrade() -> None:
    """Takes it back: what was kept of deleted sessions goes too."""
    with op.batch_alter_table('kept_stop', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kept_stop_journey_id'))

    op.drop_table('kept_stop')
