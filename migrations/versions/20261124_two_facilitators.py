"""Two facilitators with equal keys"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Gives each session's one key to its first facilitator."""
    op.create_table('facilitator',
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('recovery_hash', sa.String(length=200), nullable=False),
    sa.Column('side', sa.String(length=10), nullable=False),
    sa.Column('seen_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint('number in (1, 2)', name=op.f('ck_facilitator_at_most_two')),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_facilitator_workshop_id_workshop'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workshop_id', 'number', name=op.f('pk_facilitator'))
    )
    op.create_table('pending_deed',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('by', sa.Integer(), nullable=False),
    sa.Column('deed', sa.String(length=20), nullable=False),
    sa.Column('target', sa.String(length=30), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('place', sa.String(length=60), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_pending_deed_workshop_id_workshop'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pending_deed')),
    sa.UniqueConstraint('workshop_id', 'deed', 'target', name=op.f('uq_pending_deed_workshop_id'))
    )
    with op.batch_alter_table('pending_deed', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pending_deed_workshop_id'), ['workshop_id'], unique=False)

    op.execute(
        "INSERT INTO facilitator (workshop_id, number, key_hash, recovery_hash, side, seen_at)"
        " SELECT id, 1, facilitator_key_hash, recovery_hash, '', touched_at FROM workshop"
    )
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_column('facilitator_key_hash')
        batch_op.drop_column('recovery_hash')
    with op.batch_alter_table('log_entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('by', sa.Integer(), nullable=True))


def downgrade() -> None:
    """Takes it back. A session keeps its first facilitator's key; the second's is lost."""
    with op.batch_alter_table('log_entry', schema=None) as batch_op:
        batch_op.drop_column('by')
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('facilitator_key_hash', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('recovery_hash', sa.String(length=200), nullable=True))
    first = "FROM facilitator WHERE workshop_id = workshop.id AND number = 1"
    op.execute(
        f"UPDATE workshop SET facilitator_key_hash = (SELECT key_hash {first}),"
        f" recovery_hash = (SELECT recovery_hash {first})"
    )
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.alter_column('facilitator_key_hash', existing_type=sa.String(length=64), nullable=False)
        batch_op.alter_column('recovery_hash', existing_type=sa.String(length=200), nullable=False)
    with op.batch_alter_table('pending_deed', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pending_deed_workshop_id'))

    op.drop_table('pending_deed')
    op.drop_table('facilitator')
