"""What do the rooms do by themselves: because it was asked for, and because time passed?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hongbang.accounts import jobs as accounts_jobs
from hongbang.audit import jobs as audit_jobs
from hongbang.documents import jobs as document_jobs
from hongbang.files import jobs as files_jobs
from hongbang.orgs import jobs as orgs_jobs
from hongbang.outbox import jobs as outbox_jobs
from hongbang.publicity import jobs as publicity_jobs
from hongbang.surveys import jobs as survey_jobs

Job = Callable[[datetime], int]
BY_TIME: tuple[Job, ...] = (
    audit_jobs.run,
    accounts_jobs.run,
    files_jobs.run,
    survey_jobs.run,
    publicity_jobs.run,
)
JOBS: tuple[Job, ...] = (
    document_jobs.run,
    outbox_jobs.run,
    orgs_jobs.run,
    *BY_TIME,
)
