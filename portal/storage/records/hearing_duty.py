"""Rows of the reasons why a party is not owed a hearing, and of conversations that count as one."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlmodel import Field

from portal.domain.hearing_duty import Condition, ExemptionGround
from portal.storage.base import RECORD, Row, Utc, enum_column


class HearingExemptionRow(Row, table=True):
    """A coded reason for one party. Never edited: another is added."""

    __tablename__ = "hearing_exemption"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(index=True)
    party_ref: str = Field(max_length=64)
    ground: ExemptionGround = Field(sa_type=enum_column(ExemptionGround))
    words: str
    coded_at: datetime = Field(sa_type=Utc)
    coded_by_ref: str = Field(max_length=200)
    coded_by_name: str = Field(max_length=300)


class UnmetConditionRow(Row, table=True):
    """A condition of § 19(1) that is said not to be met."""

    __tablename__ = "hearing_exemption_condition"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    exemption_id: UUID = Field(foreign_key="hearing_exemption.id", index=True)
    case_id: UUID = Field(index=True)
    condition: Condition = Field(sa_type=enum_column(Condition))


class KnownFactRow(Row, table=True):
    """A fact, and how the party knows that it is used in this case."""

    __tablename__ = "hearing_exemption_fact"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    exemption_id: UUID = Field(foreign_key="hearing_exemption.id", index=True)
    case_id: UUID = Field(index=True)
    position: int
    text: str
    how_known: str


class ChildConversationRow(Row, table=True):
    """That a conversation with a child was held; never what was said."""

    __tablename__ = "child_conversation"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(index=True)
    party_ref: str = Field(max_length=64)
    held_on: date
    recorded_at: datetime = Field(sa_type=Utc)
    recorded_by_ref: str = Field(max_length=200)
    recorded_by_name: str = Field(max_length=300)
