# The details pane, lists to pick from, templates, and fixes.

details-empty = No article is open yet.
details-wait = One moment…

details-headline = Headline
details-authors = Written
details-live = Public
details-section = Section
details-tags = Tags
details-tags-how = ↓ choose · Enter take
details-place = Place
details-date = Date
details-event-from = Event
details-event-to = until
details-byline = Byline
details-credit = Credit
details-summary = Summary
details-slug = Slug
details-language = Language
details-due = Due
details-embargo = Embargo
details-language-id = Indonesian
details-language-en = English
details-none = (none)
details-needed = to be filled
details-characters = { $count ->
    [one] { $count } character
   *[other] { $count } characters
}
details-characters-of = { $count } of { $limit } characters
details-findings = Findings
details-more-findings = and { $count } more
details-history = History

details-nobody = (nobody yet)
details-next-draft = Next: submit for review. Waits for { $names }.
details-next-submitted = Next: approved or returned by { $names }.
details-four-eyes = Not by whoever wrote it ({ $names }): four eyes.
details-next-approved = Next: public when the site is exported. { $names } can schedule or withdraw it.
details-next-scheduled = Next: public { $when }, when the site is exported. { $names } can cancel the schedule.
details-next-published = Public. { $names } can open a correction or withdraw it.
details-next-withdrawn = Withdrawn. { $names } can open it again with a correction.
details-missing = Fill first: { $fields }.
details-errors-first = { $count ->
    [one] Mend { $count } error first.
   *[other] Mend { $count } errors first.
}

details-slug-fixed = fixed since it was approved
details-slug-from-headline = follows the headline
details-slug-chosen = chosen by hand

details-bad-date = this is no date; try 21/10, yesterday, next mon
details-bad-moment = this is no time; try tomorrow 09:00, 21/10 14:30
details-bad-slug = small letters a–z, figures, and hyphens between them only
details-too-long = too long; at most { $most } characters
details-begins-after-end = after the last day of the event ({ $date }); change that first
details-ends-before-start = before the first day of the event ({ $date })

details-type-to-filter = type to search
details-use-typed = Use “{ $text }”
details-nothing-found = Nothing matches.

details-templates = New article from a template
details-no-template = There are no templates.

details-fix = Fix
details-fix-nothing = removed
details-fix-all = Fix all { $count } findings like this
details-fixed = { $count ->
    [one] { $count } place fixed
   *[other] { $count } places fixed
}
details-fix-stale = The words have changed meanwhile; nothing was fixed.
