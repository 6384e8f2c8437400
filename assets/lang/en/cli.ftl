# The command line: common words, stages, times, and lines that were not understood.

talk-note = note:
talk-warning = ! warning:
talk-error = ✗ error:
talk-hint = →

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

usage-no-command = There is no command.
usage-unknown-argument = “{ $what }” means nothing here.
usage-unknown-command = There is no command “{ $what }”.
usage-missing-argument = Still missing: { $what }.
usage-missing-command = This command needs a subcommand.
usage-bad-value = “{ $value }” is not a value that { $what } can have.
usage-bad-form = “{ $value }” does not fit { $what }: { $form }.
usage-missing-value = { $what } needs a value.
usage-too-many-values = “{ $value }” is one too many for { $what }.
usage-conflict = { $what } cannot be used together with { $other }.
usage-not-utf8 = One of the arguments is not UTF-8 text.
usage-other = This command line cannot be understood.
usage-hint-near = Did you mean: { $near }
usage-hint-usage = It is written: { $usage }
usage-hint-choices = The choices: { $choices }

usage-form-assignment = write NAME=VALUE
usage-form-revision = write a revision's number, such as 7 or 7-3fa9c1d2
usage-form-zone = write the name of a time zone, such as Asia/Jakarta
usage-form-time = write 2025-10-21, 2025-10-21 09:30, or 09:30
usage-form-since = write a distance such as 30m, 3h, 2d, 1w, or a date
