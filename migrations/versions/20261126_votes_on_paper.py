"""Votes on paper"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Votes on paper"""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paper', sa.Boolean(), server_default=sa.text('0'), nullable=False))


def downgrade() -> None:
    """Takes it back."""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_column('paper')
