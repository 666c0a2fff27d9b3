"""Drafts until the group takes them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sessions that have ended had their plan without a vote; what stood on it stays on it."""
    op.create_table('earlier_words',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['action_id'], ['action.id'], name=op.f('fk_earlier_words_action_id_action'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_earlier_words'))
    )
    with op.batch_alter_table('earlier_words', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_earlier_words_action_id'), ['action_id'], unique=False)
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stage', sa.String(10), server_default='waiting', nullable=False))
        batch_op.add_column(sa.Column('reason', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('hidden', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("UPDATE action SET stage = 'agreed' WHERE workshop_id IN (SELECT id FROM workshop WHERE stage = 'ended')")
    op.execute("UPDATE action SET stage = 'parked' WHERE removed")
    op.execute("UPDATE topic SET takes = 'actions' WHERE kind = 'plan'")
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.alter_column('stage', existing_type=sa.String(10), existing_nullable=False, server_default=None)
        batch_op.drop_column('removed')


def downgrade() -> None:
    """Takes it back. What was parked or hidden is off the plan; earlier words and reasons are lost."""
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("UPDATE action SET removed = (stage = 'parked')")
    op.execute("UPDATE topic SET takes = '' WHERE kind = 'plan'")
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.alter_column('removed', existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
        for name in ('stage', 'reason', 'hidden'):
            batch_op.drop_column(name)
    op.drop_index(op.f('ix_earlier_words_action_id'), table_name='earlier_words')
    op.drop_table('earlier_words')
