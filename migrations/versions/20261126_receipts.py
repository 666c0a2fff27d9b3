"""Receipts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Receipts"""
    op.create_table('receipt',
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_receipt_question_id_question'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('question_id', 'round', 'code', name=op.f('pk_receipt')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    """Takes it back."""
    op.drop_table('receipt')
