"""Words of our own, with what they mean"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table for the words that a group explains."""
    op.create_table('own_word',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('word', sa.String(length=40), nullable=False),
    sa.Column('meaning', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_own_word_workshop_id_workshop'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_word'))
    )
    with op.batch_alter_table('own_word', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_own_word_workshop_id'), ['workshop_id'], unique=False)


def downgrade() -> None:
    """Takes it back."""
    op.drop_table('own_word')
