"""Sessions that came from another computer in a file"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No session has come so far."""
    op.create_table('brought',
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.JSON(), nullable=False),
    sa.Column('came_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_brought_workshop_id_workshop'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workshop_id', name=op.f('pk_brought'))
    )


def downgrade() -> None:
    """Takes it back: sessions that came in a file lose their result, and stay as empty ones."""
    op.drop_table('brought')
