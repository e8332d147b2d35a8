"""Tables of cases: one noun a file."""

from cases.models.agency import Agency, AgencyKind, AgencyName
from cases.models.answer import Answer, Outcome, Submission
from cases.models.appeal import Appeal, AppealOutcome
from cases.models.assignment import Assignment, AssignmentKind
from cases.models.calendar import Calendar, CalendarDay, DayKind
from cases.models.calendar_change import CalendarChange
from cases.models.case import PUBLISHED, Case
from cases.models.category import Category, CategoryTerm, PublicationLevel, TermKind
from cases.models.chart_note import ChartNote
from cases.models.decision import Choice, Claim, PendingDecision, Remark, RemarkKind
from cases.models.delivery import EVERYBODY, MAILS, Consumer, Delivery, takes_away
from cases.models.duplicate import ConfirmedDuplicate, unconfirmed_duplicates
from cases.models.event import Event
from cases.models.extension import Extension
from cases.models.figure_report import FigureReport, FigureReportState
from cases.models.hint_phrase import HintPhrase, HintPhraseKind
from cases.models.hints_shown import HintsShown
from cases.models.kept_figures import KeptFigures
from cases.models.mail import Mail, MailKind
from cases.models.note import InternalNote
from cases.models.page_guard import GuardedPage
from cases.models.pages import PAGE_TYPES, CaseIndexPage, CaseMonthPage, CasePage, CaseYearPage
from cases.models.photo import Photo, PhotoKind
from cases.models.post import Post, PostKind
from cases.models.press_mention import ArticleLanguage, PressMention
from cases.models.rating import Rating, RatingSource
from cases.models.reason import ReasonCode, ReasonKind
from cases.models.reopen_request import Complaint, ReopenRequest, RequestState
from cases.models.report import Report
from cases.models.round import DueDate, Round
from cases.models.ruling import Ruling, RulingCause, RulingOutcome
from cases.models.same_words import SameWords, SameWordsKind
from cases.models.snapshot import (
    ChangeKind,
    LeavingReason,
    Snapshot,
    SnapshotAgency,
    SnapshotChange,
    SnapshotCorrection,
)
from cases.models.standing import FormerStanding, Standing, verdict_at
from cases.models.statement import AgencyStatement, StatementState
from cases.models.stock_sentence import StockKind, StockSentence
from cases.models.story import Story
from cases.models.urgency import UrgentMark
from cases.models.ward import FormerWard, Ward
from cases.models.withdrawal import Withdrawal, WithdrawalOutcome

__all__ = [
    "EVERYBODY",
    "MAILS",
    "PAGE_TYPES",
    "PUBLISHED",
    "Agency",
    "AgencyKind",
    "AgencyName",
    "AgencyStatement",
    "Answer",
    "Appeal",
    "AppealOutcome",
    "ArticleLanguage",
    "Assignment",
    "AssignmentKind",
    "Calendar",
    "CalendarChange",
    "CalendarDay",
    "Case",
    "CaseIndexPage",
    "CaseMonthPage",
    "CasePage",
    "CaseYearPage",
    "Category",
    "CategoryTerm",
    "ChangeKind",
    "ChartNote",
    "Choice",
    "Claim",
    "Complaint",
    "ConfirmedDuplicate",
    "Consumer",
    "DayKind",
    "Delivery",
    "DueDate",
    "Event",
    "Extension",
    "FigureReport",
    "FigureReportState",
    "FormerStanding",
    "FormerWard",
    "GuardedPage",
    "HintPhrase",
    "HintPhraseKind",
    "HintsShown",
    "InternalNote",
    "KeptFigures",
    "LeavingReason",
    "Mail",
    "MailKind",
    "Outcome",
    "PendingDecision",
    "Photo",
    "PhotoKind",
    "Post",
    "PostKind",
    "PressMention",
    "PublicationLevel",
    "Rating",
    "RatingSource",
    "ReasonCode",
    "ReasonKind",
    "Remark",
    "RemarkKind",
    "ReopenRequest",
    "Report",
    "RequestState",
    "Round",
    "Ruling",
    "RulingCause",
    "RulingOutcome",
    "SameWords",
    "SameWordsKind",
    "Snapshot",
    "SnapshotAgency",
    "SnapshotChange",
    "SnapshotCorrection",
    "Standing",
    "StatementState",
    "StockKind",
    "StockSentence",
    "Story",
    "Submission",
    "TermKind",
    "UrgentMark",
    "Ward",
    "Withdrawal",
    "WithdrawalOutcome",
    "takes_away",
    "unconfirmed_duplicates",
    "verdict_at",
]
