"""What people need just now"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What people need just now"""
    op.create_table('need',
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('need', sa.String(length=10), nullable=False),
    sa.Column('tag', sa.LargeBinary(length=16), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_need_workshop_id_workshop'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workshop_id', 'need', 'tag', name=op.f('pk_need')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    """Takes it back."""
    op.drop_table('need')
