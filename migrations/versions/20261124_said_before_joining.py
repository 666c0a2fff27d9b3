"""What is said before joining"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is said before joining"""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('can_change', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('cannot_change', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('offered', sa.Text(), server_default='', nullable=False))


def downgrade() -> None:
    """Takes it back."""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_column('offered')
        batch_op.drop_column('cannot_change')
        batch_op.drop_column('can_change')
