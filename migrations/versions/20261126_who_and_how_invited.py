"""Which organisation, and how people were invited"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Which organisation, and how people were invited"""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('organisation', sa.String(length=120), server_default='', nullable=False))
        batch_op.add_column(sa.Column('invited', sa.Text(), server_default='', nullable=False))


def downgrade() -> None:
    """Takes it back."""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_column('invited')
        batch_op.drop_column('organisation')
