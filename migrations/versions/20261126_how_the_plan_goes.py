"""How the plan goes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """How the plan goes"""
    op.create_table('follow_up_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('going', sa.String(length=10), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('next', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(
        ['action_id'], ['action.id'], name=op.f('fk_follow_up_line_action_id_action'), ondelete='CASCADE'
    ),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up_line'))
    )
    with op.batch_alter_table('follow_up_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_follow_up_line_action_id'), ['action_id'], unique=False)


def downgrade() -> None:
    """Takes it back; what was said since the end is lost."""
    op.drop_index(op.f('ix_follow_up_line_action_id'), table_name='follow_up_line')
    op.drop_table('follow_up_line')
