"""A journey of an organisation's sessions"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The sessions that there are belong to none."""
    op.create_table('journey',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('begun_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journey')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_journey_key_hash'))
    )
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('journey_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_workshop_journey_id'), ['journey_id'], unique=False)
        batch_op.create_foreign_key(
            batch_op.f('fk_workshop_journey_id_journey'), 'journey', ['journey_id'], ['id'], ondelete='SET NULL'
        )


def downgrade() -> None:
    """Takes it back."""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_workshop_journey_id_journey'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_workshop_journey_id'))
        batch_op.drop_column('journey_id')

    op.drop_table('journey')
