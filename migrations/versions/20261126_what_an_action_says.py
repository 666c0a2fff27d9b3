"""What an action says"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

_TEXTS = ('matters', 'needs', 'risks', 'worked', 'part', 'tell')
_SHORT = {'source': 80, 'lead_uses': 60, 'lead_works': 60}


def upgrade() -> None:
    """Who was written down as leading may be from either side, so it stands under "who else helps" until a pair is named."""
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.alter_column(
            'who', new_column_name='helps', existing_type=sa.String(120), existing_nullable=False, server_default=''
        )
        batch_op.alter_column('when', existing_type=sa.String(60), existing_nullable=False, server_default='')
        for name in _TEXTS:
            batch_op.add_column(sa.Column(name, sa.Text(), server_default='', nullable=False))
        for name, length in _SHORT.items():
            batch_op.add_column(sa.Column(name, sa.String(length), server_default='', nullable=False))
        batch_op.add_column(sa.Column('check_on', sa.Date(), nullable=True))


def downgrade() -> None:
    """Takes it back. The pair stands in one line again; the fields that there were not are lost."""
    op.execute(
        "UPDATE action SET helps = substr(lead_uses || CASE WHEN lead_uses != '' AND lead_works != '' THEN ', ' ELSE '' END"
        " || lead_works || CASE WHEN lead_uses || lead_works != '' AND helps != '' THEN ', ' ELSE '' END || helps, 1, 120)"
    )
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.alter_column(
            'helps', new_column_name='who', existing_type=sa.String(120), existing_nullable=False, server_default=None
        )
        batch_op.alter_column('when', existing_type=sa.String(60), existing_nullable=False, server_default=None)
        for name in (*_TEXTS, *_SHORT, 'check_on'):
            batch_op.drop_column(name)
