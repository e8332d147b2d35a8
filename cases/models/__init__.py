"""Tables of cases: one noun a file."""

from cases.models.agency import Agency, AgencyKind, AgencyName
from cases.models.answer import Answer, Outcome, Submission
from cases.models.appeal import Appeal, AppealOutcome
from cases.models.assignment import Assignment, AssignmentKind
from cases.models.calendar import Calendar, CalendarDay, DayKind
from cases.models.calendar_change import CalendarChange
from cases.models.case import PUBLISHED, Case
from cases.models.category import Category, CategoryTerm, PublicationLevel, TermKind
from cases.models.decision import Choice, Claim, PendingDecision, Remark, RemarkKind
from cases.models.delivery import EVERYBODY, MAILS, Consumer, Delivery
from cases.models.duplicate import ConfirmedDuplicate, unconfirmed_duplicates
from cases.models.event import Event
from cases.models.extension import Extension
from cases.models.hint_phrase import HintPhrase, HintPhraseKind
from cases.models.hints_shown import HintsShown
from cases.models.mail import Mail, MailKind
from cases.models.note import InternalNote
from cases.models.page_guard import GuardedPage
from cases.models.pages import PAGE_TYPES, CaseIndexPage, CaseMonthPage, CasePage, CaseYearPage
from cases.models.photo import Photo, PhotoKind
from cases.models.post import Post, PostKind
from cases.models.rating import Rating, RatingSource
from cases.models.reason import ReasonCode, ReasonKind
from cases.models.reopen_request import Complaint, ReopenRequest, RequestState
from cases.models.report import Report
from cases.models.round import DueDate, Round
from cases.models.ruling import Ruling, RulingCause, RulingOutcome
from cases.models.same_words import SameWords, SameWordsKind
from cases.models.standing import Standing, verdict_at
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
    "Answer",
    "Appeal",
    "AppealOutcome",
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
    "FormerWard",
    "GuardedPage",
    "HintPhrase",
    "HintPhraseKind",
    "HintsShown",
    "InternalNote",
    "Mail",
    "MailKind",
    "Outcome",
    "PendingDecision",
    "Photo",
    "PhotoKind",
    "Post",
    "PostKind",
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
    "Standing",
    "StockKind",
    "StockSentence",
    "Story",
    "Submission",
    "TermKind",
    "UrgentMark",
    "Ward",
    "Withdrawal",
    "WithdrawalOutcome",
    "unconfirmed_duplicates",
    "verdict_at",
]
