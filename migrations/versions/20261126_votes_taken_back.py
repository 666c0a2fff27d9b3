"""Votes that were taken back"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Votes that were taken back"""
    op.create_table('withdrawal',
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('tag', sa.LargeBinary(length=16), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_withdrawal_question_id_question'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('question_id', 'round', 'tag', name=op.f('pk_withdrawal')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    """Takes it back."""
    op.drop_table('withdrawal')
