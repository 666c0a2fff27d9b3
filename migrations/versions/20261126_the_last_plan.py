"""The last plan, in the session after it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No session has one so far."""
    op.create_table('carried',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('when', sa.String(length=60), nullable=False),
    sa.Column('planned_on', sa.Date(), nullable=False),
    sa.Column('went', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_carried_workshop_id_workshop'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_carried'))
    )
    with op.batch_alter_table('carried', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_carried_workshop_id'), ['workshop_id'], unique=False)


def downgrade() -> None:
    """Takes it back."""
    with op.batch_alter_table('carried', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_carried_workshop_id'))

    op.drop_table('carried')
