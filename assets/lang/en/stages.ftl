# Stages and times: what every list says.
stage-draft = DRAFT
stage-submitted = REVIEW
stage-approved = APPROVED
stage-scheduled = SCHEDULED
stage-published = PUBLISHED
stage-withdrawn = WITHDRAWN

time-now = just now
time-minutes-ago = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
time-in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
time-today = today { $clock }
time-yesterday = yesterday { $clock }
time-tomorrow = tomorrow { $clock }
time-days-ago = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
time-in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
