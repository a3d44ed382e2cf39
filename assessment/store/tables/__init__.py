"""Tables by subject. Classes end in Row and are not used outside the store."""

from assessment.store.tables.accounts import (
    AccountRow,
    AdoptedRow,
    MailboxRow,
    OrganisationLoginRow,
    PasskeyRow,
    PendingRow,
    RecoveryCodeRow,
    SetupCodeRow,
    ThrottleRow,
)
from assessment.store.tables.attempts import (
    AnswerRow,
    AttemptRow,
    DocumentRow,
    PlanRow,
    ProfileRow,
)
from assessment.store.tables.audit import AuditAnchorRow, AuditRow
from assessment.store.tables.catalogue import (
    CatalogueDraftRow,
    CatalogueTrialRow,
    DemandRow,
    InterestRow,
    PlanCatalogueRow,
)
from assessment.store.tables.colleges import (
    CollegeCopyRow,
    CollegeInvitationRow,
    CollegeMemberRow,
    CollegePicturedRow,
    CollegePictureRow,
    CollegeRow,
)
from assessment.store.tables.columns import Base
from assessment.store.tables.consents import ConsentRow
from assessment.store.tables.conversations import (
    AgreedActionRow,
    AgreedPlanRow,
    CommentRow,
    ConversationRow,
    NoteRow,
    OutcomeRow,
)
from assessment.store.tables.instruments import (
    InstrumentFileRow,
    InstrumentProposalRow,
    InstrumentRunRow,
    ResearchTakenRow,
)
from assessment.store.tables.intervision import (
    IntervisionGroupRow,
    IntervisionIntakeRow,
    IntervisionMemberRow,
    IntervisionReviewRow,
    IntervisionRoundRow,
)
from assessment.store.tables.learning import CertificateRow, LogbookEntryRow
from assessment.store.tables.mail import MailRow
from assessment.store.tables.others import OthersRoundRow, RaterAnswerRow, RaterRow
from assessment.store.tables.product import (
    DataKeyRow,
    ErasingRow,
    PulseRow,
    RetentionRunRow,
    VersionRow,
)
from assessment.store.tables.returning import GoalOutcomeRow, RemindedRow, ReminderRow
from assessment.store.tables.rounds import (
    RoundCountRow,
    RoundInvitationRow,
    RoundKnownRow,
    RoundLetterRow,
    RoundMailingRow,
    RoundRefusalRow,
    RoundRow,
)
from assessment.store.tables.sessions import OpenedRow, SessionRow, SignedInRow
from assessment.store.tables.sharing import CoachingRow, OpeningRow, ReleaseRow

__all__ = [
    "AccountRow",
    "CatalogueDraftRow",
    "CatalogueTrialRow",
    "DemandRow",
    "InterestRow",
    "PlanCatalogueRow",
    "AdoptedRow",
    "CertificateRow",
    "CollegeCopyRow",
    "CollegeInvitationRow",
    "CollegeMemberRow",
    "CollegePictureRow",
    "CollegePicturedRow",
    "CollegeRow",
    "GoalOutcomeRow",
    "IntervisionGroupRow",
    "IntervisionIntakeRow",
    "IntervisionMemberRow",
    "IntervisionReviewRow",
    "IntervisionRoundRow",
    "InstrumentFileRow",
    "InstrumentProposalRow",
    "InstrumentRunRow",
    "ResearchTakenRow",
    "LogbookEntryRow",
    "MailboxRow",
    "OthersRoundRow",
    "RaterAnswerRow",
    "RaterRow",
    "RemindedRow",
    "ReminderRow",
    "OrganisationLoginRow",
    "PasskeyRow",
    "PendingRow",
    "RecoveryCodeRow",
    "SetupCodeRow",
    "ThrottleRow",
    "AuditAnchorRow",
    "AuditRow",
    "AgreedActionRow",
    "AgreedPlanRow",
    "CommentRow",
    "ConversationRow",
    "NoteRow",
    "OutcomeRow",
    "CoachingRow",
    "ConsentRow",
    "OpeningRow",
    "ReleaseRow",
    "AnswerRow",
    "AttemptRow",
    "Base",
    "DataKeyRow",
    "DocumentRow",
    "ErasingRow",
    "MailRow",
    "OpenedRow",
    "PlanRow",
    "ProfileRow",
    "PulseRow",
    "RetentionRunRow",
    "RoundCountRow",
    "RoundInvitationRow",
    "RoundKnownRow",
    "RoundLetterRow",
    "RoundMailingRow",
    "RoundRefusalRow",
    "RoundRow",
    "SessionRow",
    "SignedInRow",
    "VersionRow",
]
