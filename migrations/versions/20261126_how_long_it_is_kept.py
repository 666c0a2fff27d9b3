"""How long it is kept"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sessions that there are get the usual 30 days; what has ended stands as it did then."""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('review_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('keep_days', sa.Integer(), server_default='30', nullable=False))
        batch_op.add_column(sa.Column('keep_why', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('words_gone', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('signed', sa.String(length=64), server_default='', nullable=False))
        batch_op.add_column(sa.Column('final_revision', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('heads', sa.JSON(), nullable=True))
    op.execute("UPDATE workshop SET final_revision = revision WHERE stage = 'ended'")


def downgrade() -> None:
    """Takes it back."""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        for column in ('heads', 'final_revision', 'signed', 'words_gone', 'keep_why', 'keep_days', 'review_on'):
            batch_op.drop_column(column)
